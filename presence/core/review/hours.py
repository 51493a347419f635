"""Hours cut at the edges of days, and days put together to weeks and months."""

from bisect import bisect_right
from datetime import date, timedelta

from presence.core.clock import to_ms
from presence.core.frozen import dataclass
from presence.core.library import Mapping, Sequence, defaultdict
from presence.core.review.lean import length_of
from presence.core.review.period import DAY, Period, Unit
from presence.core.review.values import DayReview, PartReview
from presence.core.review.within import Within


def days_of(period: Period, parts: Within) -> Sequence[DayReview]:
    """Every day of the period with the time of each kind."""
    days = period.days
    edges = [to_ms(period.calendar.start_of(day)) for day in (*days, period.last + DAY)]
    cut = _cut(edges, parts.rows.started, parts.ends, parts.rows.kinds)
    return tuple(DayReview(day, _lengths(by_kind)) for day, by_kind in zip(days, cut, strict=True))


@dataclass(frozen=True, slots=True)
class Cuts:
    """A period cut in days, weeks, months or years: those that it touches, their days within it,
    and the instants between which they lie.
    """

    wholes: Sequence[Period]
    days: Sequence[tuple[date, date]]
    edges: Sequence[int]


def cuts_of(period: Period, unit: Unit) -> Cuts:
    """Where a period is cut."""
    wholes = [period.calendar.period_of(unit, period.first)]
    while wholes[-1].last < period.last:
        wholes.append(wholes[-1].shifted(1))
    days = [(max(each.first, period.first), min(each.last, period.last)) for each in wholes]
    edges = [to_ms(period.calendar.start_of(first)) for first, _last in days]
    return Cuts(wholes, days, [*edges, to_ms(period.end)])


def hours_of(
    cuts: Cuts,
    started: Sequence[int],
    ends: Sequence[int],
    kinds: Sequence[str],
    added_up: Sequence[Mapping[str, int]] = (),
) -> Sequence[PartReview]:
    """The parts of a period with nothing but the time of each kind.

    ``added_up`` is time that each of them has besides.
    """
    found = _cut(cuts.edges, started, ends, kinds)
    for by_kind, more in zip(found, added_up, strict=False):
        for kind, length in more.items():
            by_kind[kind] += length
    return tuple(
        PartReview(first, last, whole, _lengths(by_kind))
        for (first, last), whole, by_kind in zip(cuts.days, cuts.wholes, found, strict=True)
    )


def _cut(
    edges: Sequence[int], started: Sequence[int], ends: Sequence[int], kinds: Sequence[str]
) -> list[defaultdict[str, int]]:
    """Milliseconds by kind between each edge and the next."""
    found: list[defaultdict[str, int]] = [defaultdict(int) for _ in edges[1:]]
    by_kind, since, until = found[0], edges[0], edges[1]
    for begin, finish, kind in zip(started, ends, kinds, strict=True):
        if since <= begin and finish <= until:  # nearly all, as they come in the order of time
            by_kind[kind] += finish - begin
            continue
        begin = max(begin, edges[0])
        place = bisect_right(edges, begin) - 1
        while begin < finish and place < len(found):
            by_kind, since, until = found[place], edges[place], edges[place + 1]
            if until > since:  # a day that the zone left out has no length
                by_kind[kind] += min(finish, until) - begin
            begin = until
            place += 1
    return found


def stretches_of(period: Period, days: Sequence[DayReview], unit: Unit) -> Sequence[PartReview]:
    """The weeks, months or years of a period from its days, cut at the period's edges."""
    parts: list[PartReview] = []
    whole = period.calendar.period_of(unit, period.first)
    within: list[DayReview] = []
    for day in days:
        if day.day > whole.last:
            parts.append(_part(whole, within))
            whole, within = whole.shifted(1), []
        within.append(day)
    return (*parts, _part(whole, within))


def _part(whole: Period, days: Sequence[DayReview]) -> PartReview:
    by_kind: dict[str, timedelta] = {}
    for day in days:
        for kind, span in day.by_kind.items():
            by_kind[kind] = by_kind[kind] + span if kind in by_kind else span
    return PartReview(days[0].day, days[-1].day, whole, by_kind)


def _lengths(by_kind: Mapping[str, int]) -> Mapping[str, timedelta]:
    return {kind: length_of(span) for kind, span in by_kind.items() if span}
