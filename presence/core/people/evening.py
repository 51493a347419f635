"""The next evening on which nothing is."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from presence.core.review.period import DAY, Calendar

FIRST, LAST = time(18, 0), time(22, 0)  # what of an evening has to be free
AHEAD = 2  # days: whom one asks needs some time to say yes
LOOKED_AT = 28  # days

Span = tuple[datetime, datetime]


def free_evening(busy: Iterable[Span], calendar: Calendar, today: date) -> date | None:
    """The first day from the day after tomorrow on whose evening is free; None in four weeks."""
    spans = list(busy)
    for ahead in range(AHEAD, AHEAD + LOOKED_AT):
        day = today + DAY * ahead
        start, end = evening_of(day, calendar)
        if not any(begin < end and start < finish for begin, finish in spans):
            return day
    return None


def evening_of(day: date, calendar: Calendar) -> Span:
    """The instants between which the evening of a day lies."""
    zone = calendar.zone
    return datetime.combine(day, FIRST, zone), datetime.combine(day, LAST, zone)


def looked_at(calendar: Calendar, today: date) -> Span:
    """The stretch of which it has to be known what there is."""
    start, _end = evening_of(today + DAY * AHEAD, calendar)
    return start, start + timedelta(days=LOOKED_AT)
