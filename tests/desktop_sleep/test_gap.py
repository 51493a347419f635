"""Sleep that nobody told of, found by one clock that stood still."""

import ctypes
import sys
import time
from datetime import timedelta

import pytest

from presence.desktop.sleep.gap import SleepGap, asleep_on_windows

NOTHING = timedelta()


class Clocks:
    """How long a computer has slept in all."""

    def __init__(self) -> None:
        self.asleep = timedelta(days=3)

    def __call__(self) -> timedelta:
        return self.asleep


def test_each_sleep_is_found_once() -> None:
    clocks = Clocks()
    gap = SleepGap(clocks)
    assert gap.look() == NOTHING
    clocks.asleep += timedelta(hours=4)
    assert gap.look() == timedelta(hours=4)
    assert gap.look() == NOTHING
    clocks.asleep += timedelta(minutes=1)
    clocks.asleep += timedelta(minutes=2)
    assert gap.look() == timedelta(minutes=3)


@pytest.mark.parametrize("by", [timedelta(milliseconds=300), timedelta(days=-1)])
def test_a_reading_that_was_interrupted_is_no_sleep(by: timedelta) -> None:
    clocks = Clocks()
    gap = SleepGap(clocks)
    clocks.asleep += by
    assert gap.look() == NOTHING
    clocks.asleep += timedelta(hours=1) - by
    assert gap.look() == timedelta(hours=1)


def test_short_naps_add_up() -> None:
    clocks = Clocks()
    gap = SleepGap(clocks)
    found = NOTHING
    for _nap in range(5):
        clocks.asleep += timedelta(milliseconds=400)
        found += gap.look()
    assert found == timedelta(milliseconds=1200), "and the rest is found later"


def test_a_computer_that_is_awake_did_not_sleep() -> None:
    gap = SleepGap()
    time.sleep(0.02)
    assert gap.look() == NOTHING


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's clocks")
def test_a_look_costs_next_to_nothing() -> None:
    gap = SleepGap()
    began = time.thread_time()
    for _look in range(1000):
        gap.look()
    assert (time.thread_time() - began) / 1000 < 0.0005


def test_windows_is_asked_for_two_clocks() -> None:
    class Kernel32:
        """kernel32.dll of a computer that ran for an hour and slept for half of it."""

        GetTickCount64 = ctypes.CFUNCTYPE(ctypes.c_ulonglong)(lambda: 3_600_000)

        @staticmethod
        def _awake(found: int) -> int:
            ctypes.cast(found, ctypes.POINTER(ctypes.c_ulonglong))[0] = 1800 * 10_000_000
            return 1

        QueryUnbiasedInterruptTime = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_awake)

    assert asleep_on_windows(Kernel32()) == timedelta(minutes=30)
