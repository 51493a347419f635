"""A period in at most five sentences: computed, honest, and kind; fewer where less is known.

The first alone is read in two seconds. There are no scores, and nothing is held against anybody: a
kind of which nothing was kept is counted, and the share says the rest.
"""

from datetime import timedelta

from presence.core.kind import Kinds, Nature
from presence.core.library import Iterator, Sequence
from presence.texts import _, ngettext
from presence.words.dates import (
    full_date,
    grouped,
    hours,
    length,
    long_day_name,
    percent,
    short_date,
)
from presence.words.kinds import kind_name
from presence.words.review.kinds import count_words, kept_words
from presence.words.review.lines import change_line, total_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.review import PartReview, PeriodReview

MOST = 5
ALONE = "alone"
WORTH_SAYING = timedelta(minutes=20)  # a shorter stretch without a look is not worth a sentence
ENOUGH_ANSWERS = 3


def headline(review: "PeriodReview", kinds: Kinds, with_names: bool = True) -> str:
    """``9 h with people, 5 of 5 dinners kept, most with Ana``; empty where there is nothing."""
    if not review.count:
        return ""
    parts = [total_words(review), _foremost_kind(review, kinds)]
    if with_names and review.by_person:
        name = review.by_person[0][0]
        alone = len(review.by_person) == 1
        parts.append((_("with {name}") if alone else _("most with {name}")).format(name=name))
    return ", ".join(filter(None, parts))


def sentences(review: "PeriodReview", kinds: Kinds, with_names: bool = True) -> tuple[str, ...]:
    """The period as a story; without names it counts people and names none."""
    if not review.count:
        return ()
    said = _all_sentences(review, kinds, with_names)
    return tuple(sentence for sentence in said if sentence)[:MOST]


def _all_sentences(review: "PeriodReview", kinds: Kinds, with_names: bool) -> Iterator[str]:
    """The most telling first: what comes after the fifth is left out."""
    yield _("{words}.").format(words=headline(review, kinds, with_names))
    yield _change(review)
    yield _people(review, with_names)
    yield _kept(review)
    yield _fullest(review)
    yield _longest(review, kinds)
    yield _enjoyed(review)


def _foremost_kind(review: "PeriodReview", kinds: Kinds) -> str:
    """Of the away kinds the one that was there most often, and how many of it were kept."""
    counted = {
        key: kind
        for key, kind in review.by_kind.items()
        if key != ALONE and kinds[key].nature is Nature.AWAY
    }
    if not counted:
        return ""
    key = max(counted, key=lambda each: (counted[each].count, counted[each].total, each))
    kind = counted[key]
    if kind.kept and kind.known == kind.count:
        return kept_words(kinds[key], kind.kept, kind.count)
    return count_words(kinds[key], kind.count)


def _change(review: "PeriodReview") -> str:
    change = change_line(review)
    return _("That is {change}.").format(change=change) if change else ""


def _people(review: "PeriodReview", with_names: bool) -> str:
    count = len(review.by_person)
    if count < 2:
        return ""
    met = ngettext("You met {count} person", "You met {count} people", count).format(
        count=grouped(count)
    )
    if not with_names:
        return _("{words}.").format(words=met)
    few = [_with(name, span) for name, span in review.by_person[:3]]
    return _("{met}: {few}.").format(met=met, few=_listed(few))


def _with(name: str, span: timedelta) -> str:
    return _("{hours} with {name}").format(hours=hours(span), name=name)


def _listed(parts: Sequence[str]) -> str:
    """``4 h with Ana, 2 h with Tom and 1 h with Eva``."""
    *first, last = parts
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def _kept(review: "PeriodReview") -> str:
    if review.kept_share is None:
        return ""
    share = percent(review.kept_share)
    if review.kept_known == review.count:
        return _("{share} of the time went by without a look at a screen.").format(share=share)
    return _(
        "As far as is known, {share} of the time went by without a look at a screen ({known} of "
        "{count} sessions)."
    ).format(share=share, known=grouped(review.kept_known), count=grouped(review.count))


def _fullest(review: "PeriodReview") -> str:
    """The month of a year, or the week of a month, with the most hours."""
    parts: Sequence[PartReview] = ()
    match review.period.unit.value:
        case "year":
            parts = [part for part in review.months if part.total]
        case "month":
            parts = [part for part in review.weeks if part.total]
    if len(parts) < 2:
        return ""
    fullest = max(parts, key=lambda part: part.total)
    return _fullest_words(review, fullest)


def _fullest_words(review: "PeriodReview", fullest: "PartReview") -> str:
    from presence.words.dates import month_name

    if review.period.unit.value == "year":
        return _("The fullest month was {month}, with {hours}.").format(
            month=month_name(fullest.first), hours=hours(fullest.total)
        )
    return _("The fullest week was {first} – {last}, with {hours}.").format(
        first=short_date(fullest.first), last=short_date(fullest.last), hours=hours(fullest.total)
    )


def _longest(review: "PeriodReview", kinds: Kinds) -> str:
    stretch = review.longest
    if stretch is None or stretch.length < WORTH_SAYING:
        return ""
    day = review.period.calendar.day_of(stretch.started_at)
    when = long_day_name(day) if review.period.length <= 7 else short_date(day)
    if review.period.first.year != review.period.last.year:
        when = full_date(day)
    return _("The longest time without a look was {length} ({kind}, {day}).").format(
        length=length(stretch.length), kind=kind_name(kinds[stretch.kind]), day=when
    )


def _enjoyed(review: "PeriodReview") -> str:
    """How both went together, without a word on what caused what."""
    answer = review.enjoyed
    if answer.kept_mean is None or answer.looked_mean is None:
        return ""
    if min(answer.kept_count, answer.looked_count) < ENOUGH_ANSWERS:
        return ""
    from presence.words.dates import decimal

    return _(
        "You enjoyed sessions without a look {kept} of 5 on average, and those with one {looked}."
    ).format(kept=decimal(answer.kept_mean), looked=decimal(answer.looked_mean))
