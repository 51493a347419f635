"""Two spans side by side, without judging: hours by kind, and with whom."""

from collections.abc import Sequence

from presence.core.review import Comparison
from presence.core.review import Pair as Two
from presence.drawing.paired_bars import Pair, PairedBars
from presence.drawing.review.behind import of_kinds, with_people
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable, length_or_nothing
from presence.texts import _, ngettext
from presence.words.dates import grouped, hours, length
from presence.words.kinds import kind_name
from presence.words.review.titles import period_title

MOST_PEOPLE = 6


def kinds_beside(page: ReviewPage, comparison: Comparison) -> PairedBars:
    """The hours of each kind in both spans."""
    one, other = names_of(page, comparison)
    pairs = []
    for key, two in comparison.by_kind:
        kind = page.kinds[key]
        name = kind_name(kind)
        pairs.append(
            Pair(
                label=name,
                first=two.one.total_seconds(),
                second=two.other.total_seconds(),
                beside_first=_hours(two, 0),
                beside_second=_hours(two, 1),
                says=_says(one, name, two, 0),
                slot=kind.colour,
                opens=of_kinds(page, (key,), comparison.one.period),
                says_second=_says(other, name, two, 1),
                opens_second=of_kinds(page, (key,), comparison.other.period),
            )
        )
    return PairedBars(one, other, pairs)


def people_beside(page: ReviewPage, comparison: Comparison) -> PairedBars:
    """The hours with each person in both spans."""
    one, other = names_of(page, comparison)
    shown: Sequence[tuple[str, Two]] = comparison.by_person
    if len(shown) > MOST_PEOPLE + 1:
        shown = shown[:MOST_PEOPLE]
    left_out = len(comparison.by_person) - len(shown)
    more = ngettext("and {count} more person", "and {count} more people", left_out)
    pairs = [
        Pair(
            label=name,
            first=two.one.total_seconds(),
            second=two.other.total_seconds(),
            beside_first=_hours(two, 0),
            beside_second=_hours(two, 1),
            says=_says(one, name, two, 0),
            opens=with_people(page, (name,), comparison.one.period),
            says_second=_says(other, name, two, 1),
            opens_second=with_people(page, (name,), comparison.other.period),
        )
        for name, two in shown
    ]
    return PairedBars(one, other, pairs, more.format(count=grouped(left_out)) if left_out else "")


def kinds_beside_table(page: ReviewPage, comparison: Comparison) -> PlainTable:
    """The same as a table, with the totals."""
    named = [(kind_name(page.kinds[key]), two) for key, two in comparison.by_kind]
    return _table(page, comparison, _("What"), [*named, (_("Total"), comparison.total)])


def people_beside_table(page: ReviewPage, comparison: Comparison) -> PlainTable:
    """The same as a table, nobody left out."""
    return _table(page, comparison, _("Person"), comparison.by_person)


def names_of(page: ReviewPage, comparison: Comparison) -> tuple[str, str]:
    """What the two spans are called."""
    one, other = comparison.one.period, comparison.other.period
    return period_title(one, page.today), period_title(other, page.today)


def totals_line(page: ReviewPage, comparison: Comparison) -> str:
    """``This week: 9 h. Last week: 7 h.``, and a day's mean where they are not equally long."""
    one, other = names_of(page, comparison)
    said = _("{one}: {hours}. {other}: {other_hours}.").format(
        one=one,
        hours=hours(comparison.total.one),
        other=other,
        other_hours=hours(comparison.total.other),
    )
    if not comparison.is_equally_long:
        mean = _("They are not equally long: that is {one} and {other} a day.")
        per_day = comparison.per_day
        said += " " + mean.format(one=length(per_day.one), other=length(per_day.other))
    if comparison.one.is_running:
        said += " " + _("{one} is not over yet.").format(one=one)
    return said


def _table(
    page: ReviewPage, comparison: Comparison, first: str, named: Sequence[tuple[str, Two]]
) -> PlainTable:
    head = [first, *names_of(page, comparison)]
    rows = [[name, length_or_nothing(two.one), length_or_nothing(two.other)] for name, two in named]
    return PlainTable(_("Beside each other"), head, rows)


def _hours(two: Two, which: int) -> str:
    span = (two.one, two.other)[which]
    return hours(span) if span else "–"


def _says(span_name: str, name: str, two: Two, which: int) -> str:
    span = (two.one, two.other)[which]
    said = length(span) if span else _("nothing")
    return _("{span} · {name}: {length}").format(span=span_name, name=name, length=said)
