"""The week in a line, for the notice at a chosen time; names only where the person shows them."""

from collections.abc import Sequence

from presence.core.goals.reading import GoalWeeks
from presence.core.kind import Kinds
from presence.core.review import ALONE, PeriodReview
from presence.texts import _, ngettext
from presence.words.dates import hours
from presence.words.kinds import kind_name

SEPARATOR = " · "


def week_summary(review: PeriodReview, kinds: Kinds) -> str:
    """``9 h with people, 5 × Dinner``; empty where there is nothing to tell."""
    if not review.total:
        return ""
    if not review.with_people:
        return _("{hours} alone on purpose").format(hours=hours(review.total))
    said = _("{hours} with people").format(hours=hours(review.with_people))
    counts = {key: kind.count for key, kind in review.by_kind.items() if key != ALONE}
    key = max(counts, key=lambda each: (counts[each], review.by_kind[each].total))
    return _("{hours}, {count} × {kind}").format(
        hours=said, count=counts[key], kind=kind_name(kinds[key])
    )


def week_details(review: PeriodReview, goals: Sequence[GoalWeeks], shows_people: bool) -> str:
    """``2 goals met · 1 to confirm · most with Ana``; empty where there is no more to say."""
    met = sum(each.this.is_met for each in goals)
    waiting = len(review.unconfirmed)
    parts = []
    if met:
        parts.append(ngettext("{count} goal met", "{count} goals met", met).format(count=met))
    if waiting:
        said = ngettext("{count} to confirm", "{count} to confirm", waiting)
        parts.append(said.format(count=waiting))
    if shows_people and review.by_person:
        parts.append(_("most with {name}").format(name=review.by_person[0][0]))
    return SEPARATOR.join(parts)
