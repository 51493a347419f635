"""How long the computer slept, without anybody telling: one clock stood still and another did not.

clock_gettime(2): Linux's CLOCK_BOOTTIME counts sleep and CLOCK_MONOTONIC does not; on macOS
CLOCK_MONOTONIC_RAW does and CLOCK_UPTIME_RAW does not; on Windows GetTickCount64 and
QueryUnbiasedInterruptTime. Not yet run on macOS and Windows.
"""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

SHORTEST = timedelta(seconds=1)  # what is shorter may be the time between two readings

Asleep = Callable[[], timedelta]


class SleepGap:
    """``asleep`` tells how long the computer has slept since some instant; it never goes back."""

    def __init__(self, asleep: Asleep | None = None) -> None:
        self._asleep = asleep or _asleep
        self._before = self._asleep()

    def look(self) -> timedelta:
        """How long the computer slept since the last look, or since this was made."""
        now = self._asleep()
        slept = now - self._before
        if slept < SHORTEST:
            return timedelta()
        self._before = now
        return slept


def _asleep() -> timedelta:
    """The time since the start, less the time awake."""
    if sys.platform == "linux":
        return _between(time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC)
    elif sys.platform == "darwin":
        return _between(time.CLOCK_MONOTONIC_RAW, time.CLOCK_UPTIME_RAW)
    elif sys.platform == "win32":
        import ctypes

        return asleep_on_windows(ctypes.windll.kernel32)
    else:
        return timedelta()


def _between(whole: int, awake: int) -> timedelta:
    """Who is paused between the two readings reads too little, so the larger of two is right."""
    read = time.clock_gettime_ns
    return timedelta(microseconds=max(read(whole) - read(awake) for _ in range(2)) // 1000)


def asleep_on_windows(kernel32: Any) -> timedelta:
    """The same by the functions of kernel32.dll: milliseconds, and hundreds of nanoseconds."""
    import ctypes

    kernel32.GetTickCount64.restype = ctypes.c_ulonglong
    awake = ctypes.c_ulonglong()
    whole = timedelta(milliseconds=kernel32.GetTickCount64())
    kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
    return whole - timedelta(microseconds=awake.value // 10)
