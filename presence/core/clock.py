"""The only place that reads the time."""

import time
from datetime import UTC, datetime, timedelta

from presence.core.frozen import Protocol
from presence.core.library import index

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Clock(Protocol):
    """Tells the present instant, aware and in UTC, and how much time has really passed."""

    def now(self) -> datetime: ...

    def steady(self) -> timedelta:
        """Time since some fixed instant of this boot: sleep counts, and nobody can set it."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> timedelta:
        # Without CLOCK_BOOTTIME (macOS, Windows): clock_gettime(3) for the one, GetTickCount64 for
        # the other, which count sleep as well.
        if hasattr(time, "CLOCK_BOOTTIME"):
            return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))
        if hasattr(time, "CLOCK_MONOTONIC_RAW"):
            return timedelta(seconds=time.clock_gettime(time.CLOCK_MONOTONIC_RAW))
        return timedelta(seconds=time.monotonic())


class ClockWatch:
    """Notices that the clock was set: it and the time that passed went apart."""

    def __init__(self, clock: Clock, smallest_step: timedelta = timedelta(seconds=5)) -> None:
        self._clock = clock
        self._smallest_step = smallest_step
        self._ahead = self._by_how_much()

    def step(self) -> timedelta:
        """By how much the clock was set since this was last asked; zero where it was not."""
        ahead = self._by_how_much()
        step = ahead - self._ahead
        if abs(step) < self._smallest_step:
            return timedelta()
        self._ahead = ahead
        return step

    def _by_how_much(self) -> timedelta:
        return self._clock.now() - datetime(1970, 1, 1, tzinfo=UTC) - self._clock.steady()


def to_ms(instant: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC, rounded down, as the log stores an instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return (instant - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC instant of so many milliseconds since 1970-01-01 UTC."""
    return _EPOCH + index(milliseconds) * _MILLISECOND
