"""What stands on the page of a person."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from presence.core.coming.offer import Offer
from presence.core.frozen import dataclass
from presence.core.people.cadence import Cadence
from presence.core.people.details import Details
from presence.core.people.follow_up import FollowUp
from presence.core.people.last_met import LastMet
from presence.core.person import folded
from presence.core.review.hours import cuts_of, hours_of
from presence.core.review.period import Calendar, Unit
from presence.core.review.values import PartReview

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Page:
    """``wish`` is how often one wants to see them, from wherever it comes; ``by_month`` the hours
    of the last year, the oldest month first; ``count`` and ``total`` are of all sessions.
    """

    who: Details
    groups: tuple[str, ...]  # their names
    wish: Cadence | None
    last: LastMet | None
    next: Offer | None
    count: int
    total: timedelta
    by_month: Sequence[PartReview]
    follow_ups: Sequence[FollowUp]


Span = tuple[int, int | None]  # in whole milliseconds; without an end it goes on


def hours_by_month(
    spans: Iterable[Span], calendar: Calendar, today: date, now: int, months: int = MONTHS
) -> Sequence[PartReview]:
    """So many months up to this one, each with the time in it."""
    this = calendar.month_of(today)
    period = calendar.span(this.shifted(1 - months).first, this.last)
    whole = [(start, max(now, start) if end is None else end) for start, end in spans]
    started, ends = [start for start, _end in whole], [end for _start, end in whole]
    return hours_of(cuts_of(period, Unit.MONTH), started, ends, [""] * len(whole))


def total_of(spans: Iterable[Span], now: int) -> timedelta:
    """The time of all of them."""
    lengths = [max((now if end is None else end) - start, 0) for start, end in spans]
    return timedelta(milliseconds=sum(lengths))


def first_with(offers: Iterable[Offer], name: str) -> Offer | None:
    """The next of what is coming in which somebody is named."""
    wanted = folded(name)
    theirs = [each for each in offers if wanted in map(folded, each.people)]
    return min(theirs, key=lambda offer: offer.starts_at, default=None)


def next_birthday(who: Details, today: date) -> date | None:
    """The next day on which it is; the 29th of February is the 28th in other years."""
    if who.birthday is None:
        return None
    for year in (today.year, today.year + 1):
        day = _day_in(year, who.birthday.month, who.birthday.day)
        if day >= today:
            return day
    return None


def _day_in(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
