"""Which hour is meant by one that is said without am or pm: what is usual for its kind."""

from datetime import timedelta

from presence.core.entry.clock import Clock
from presence.core.entry.context import EntryContext
from presence.core.kind import Sphere

CLEARLY = 3  # so much likelier that nobody needs to be asked
LONG = timedelta(hours=8)
HALF_A_DAY = 12


def likelihood(clock: Clock, hour: int, kind: str, length: timedelta, context: EntryContext) -> int:
    """How likely a session of that kind began at that hour, where the clock says less.

    What the person did lately counts most, then what people do, then how it is written: where
    clocks go to 24, and minutes are given, "7:30" is rather the morning.
    """
    points = _usual(hour % 24, kind, context)
    near = sum(abs(begun - hour % 24) <= 1 for begun in context.begun.get(kind, ()))
    points += min(near, CLEARLY)
    if hour == clock.hour:
        points += (not context.writes_12_hours) + bool(clock.minute)
    if length > LONG:
        points -= CLEARLY
    return points


def _usual(hour: int, kind: str, context: EntryContext) -> int:
    """From 4, when most people do it, to 0 and below, when hardly anybody does."""
    if kind == "dinner":
        if 17 <= hour <= 21:
            return 4
        return 2 if hour == 22 or 11 <= hour <= 14 else _by_night(hour)
    if kind == "event":
        if hour >= 17:
            return 4
        return 3 if hour >= 8 else int(hour < 3)
    if 8 <= hour <= 17:
        return 4
    if hour in (18, 19):
        return 3
    if hour in (20, 21):
        is_work = kind == "coffee" or context.kinds[kind].sphere is Sphere.WORK
        return 1 if is_work else 2
    if hour == 7:
        return 2
    return int(hour in (6, 22)) or _by_night(hour)


def _by_night(hour: int) -> int:
    return -2 if hour < 6 else 0


def candidates(clock: Clock, part_of_day: tuple[int, int] | None) -> list[int]:
    """The hours that can be meant, from midnight on; those in the part of the day if any are."""
    hours = [clock.hour] if clock.is_sure else [clock.hour, clock.hour + HALF_A_DAY]
    if part_of_day is None:
        return hours
    first, last = part_of_day
    later = [*hours, *(hour + 24 for hour in hours)]
    return [hour for hour in later if first <= hour < last] or hours
