"""Times of a clock on the wall, as programs write them that know no zones.

A time that the clock never showed (it was set forward over it) is refused; of one that it showed
twice (it was set back over it) the first is meant, unless only the second fits the length that the
row says, or the end lies before the start otherwise.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from presence.core.exchange.arrival import Why
from presence.core.wall import showings
from presence.exchange import checks
from presence.exchange.checks import BadRowError

_NEAR = timedelta(minutes=1)  # lengths are rounded


def span_of(
    start: datetime,
    end: datetime,
    zone: tzinfo,
    latest: datetime,
    length: timedelta | None = None,
) -> tuple[datetime, datetime]:
    """The instants that two times on a wall stand for; raises BadRowError."""
    starts, ends = _instants("start", start, zone), _instants("end", end, zone)
    if len(starts) == len(ends) == 1:
        return checks.in_time("start", starts[0], latest), checks.in_time("end", ends[0], latest)
    pairs = [(first, last) for first in starts for last in ends]
    fitting = [each for each in pairs if each[1] >= each[0]] or pairs
    if length is not None:
        near = [each for each in fitting if abs(each[1] - each[0] - length) <= _NEAR]
        fitting = near or fitting
    started, ended = fitting[0]
    return (
        checks.in_time("start", started, latest),
        checks.in_time("end", ended, latest),
    )


def instant_of(field: str, wall: datetime, zone: tzinfo, latest: datetime) -> datetime:
    """The instant that a time on a wall stands for, of two the first; raises BadRowError."""
    return checks.in_time(field, _instants(field, wall, zone)[0], latest)


def _instants(field: str, wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    try:
        day = wall.date()
        offset = _offset_on(day, zone)
        if offset is None:
            offset = _offset_in(day, wall.hour, zone)
        if offset is not None:
            return ((wall - offset).replace(tzinfo=UTC),)
        found = showings(wall, zone)
    except (OverflowError, ValueError) as fault:
        raise BadRowError(Why.OUT_OF_TIME, field, wall.isoformat(" ")) from fault
    if found[0].astimezone(zone).replace(tzinfo=None, fold=0) != wall:
        raise BadRowError(Why.NO_SUCH_TIME, field, wall.isoformat(" "))
    return found


@lru_cache(maxsize=1024)
def _offset_on(day: date, zone: tzinfo) -> timedelta | None:
    """How far clocks are from UTC all day; None where they are set on it."""
    return _offset_between(
        datetime.combine(day, time(), zone), datetime.combine(day, time.max, zone)
    )


@lru_cache(maxsize=1024)
def _offset_in(day: date, hour: int, zone: tzinfo) -> timedelta | None:
    """The same, in an hour."""
    began = datetime.combine(day, time(hour), zone)
    return _offset_between(began, began.replace(minute=59, second=59, microsecond=999_999))


def _offset_between(*ends: datetime) -> timedelta | None:
    offsets = {each.replace(fold=fold).utcoffset() for each in ends for fold in (0, 1)}
    return offsets.pop() if len(offsets) == 1 else None
