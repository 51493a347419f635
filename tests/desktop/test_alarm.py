"""Alarms: one wake-up at an instant of the wall clock, also when somebody sets the clock."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from presence.core.clock import SystemClock
from presence.desktop.alarm import find_alarm
from presence.desktop.alarm.coarse import CoarseAlarm
from presence.desktop.alarm.signalling import SignallingAlarm
from presence.desktop.alarm.timerfd import KernelTimer, TimerfdAlarm
from tests.fakes import FakeClock

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="timerfd is Linux's")
SOON = timedelta(milliseconds=60)

MakeAlarm = Callable[[], SignallingAlarm]


@pytest.fixture(
    params=[
        pytest.param(lambda: find_alarm(SystemClock()), id="found"),
        pytest.param(lambda: CoarseAlarm(SystemClock()), id="coarse"),
        pytest.param(
            lambda: CoarseAlarm(SystemClock(), longest_wait=timedelta(milliseconds=10)),
            id="coarse in pieces",
        ),
    ]
)
def alarm(request: pytest.FixtureRequest) -> SignallingAlarm:
    make: MakeAlarm = request.param
    return make()


def rings(alarm: SignallingAlarm) -> list[datetime]:
    """When it rang, by the wall clock."""
    heard: list[datetime] = []
    alarm.fired.connect(lambda: heard.append(SystemClock().now()))
    return heard


def test_it_rings_once_and_never_early(alarm: SignallingAlarm, qtbot: QtBot) -> None:
    heard = rings(alarm)
    at = SystemClock().now() + SOON
    alarm.arm(at)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    qtbot.wait(80)
    assert len(heard) == 1
    assert heard[0] >= at


def test_an_instant_that_has_passed_rings_by_the_loops_next_turn(
    alarm: SignallingAlarm, qtbot: QtBot
) -> None:
    heard = rings(alarm)
    alarm.arm(SystemClock().now() - timedelta(days=2))
    assert not heard
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)


def test_disarmed_it_never_rings(alarm: SignallingAlarm, qtbot: QtBot) -> None:
    heard = rings(alarm)
    alarm.arm(SystemClock().now() + SOON)
    alarm.arm(None)
    qtbot.wait(150)
    assert not heard


def test_armed_again_only_the_last_instant_counts(alarm: SignallingAlarm, qtbot: QtBot) -> None:
    heard = rings(alarm)
    alarm.arm(SystemClock().now() - timedelta(seconds=1))
    at = SystemClock().now() + SOON
    alarm.arm(at)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    qtbot.wait(80)
    assert len(heard) == 1
    assert heard[0] >= at


def test_it_can_be_armed_from_within_its_own_ring(alarm: SignallingAlarm, qtbot: QtBot) -> None:
    heard = rings(alarm)
    alarm.fired.connect(
        lambda: alarm.arm(SystemClock().now() + SOON) if len(heard) < 3 else alarm.arm(None)
    )
    alarm.arm(SystemClock().now())
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=10_000)


def test_a_far_instant_does_not_overflow(alarm: SignallingAlarm, qtbot: QtBot) -> None:
    heard = rings(alarm)
    alarm.arm(SystemClock().now() + timedelta(days=400))
    qtbot.wait(50)
    assert not heard


def test_an_alarm_that_is_to_look_again_rings_once_and_can_be_armed_anew(
    alarm: SignallingAlarm, qtbot: QtBot
) -> None:
    heard = rings(alarm)
    alarm.arm(SystemClock().now() + timedelta(hours=5))
    alarm.look_again()  # the computer woke up
    alarm.look_again()  # and was unlocked
    assert not heard
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    qtbot.wait(50)
    assert len(heard) == 1
    at = SystemClock().now() + SOON
    alarm.arm(at)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert heard[1] >= at


def test_an_alarm_that_is_not_armed_has_nothing_to_look_at(
    alarm: SignallingAlarm, qtbot: QtBot
) -> None:
    heard = rings(alarm)
    alarm.look_again()
    alarm.arm(SystemClock().now() + SOON)
    alarm.arm(None)
    alarm.look_again()
    qtbot.wait(150)
    assert not heard


def test_who_arms_it_anew_does_not_keep_it_from_looking(qtbot: QtBot) -> None:
    alarm = find_alarm(SystemClock())
    heard = rings(alarm)
    alarm.arm(SystemClock().now() + timedelta(hours=5))
    alarm.look_again()  # the computer woke up
    alarm.arm(SystemClock().now() + timedelta(hours=1))  # because of whom it met
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    alarm.arm(SystemClock().now() + timedelta(hours=1))
    qtbot.wait(50)
    assert len(heard) == 1


def test_a_coarse_alarm_that_slept_rings_when_it_is_told_to_look(qtbot: QtBot) -> None:
    clock = FakeClock()
    alarm = CoarseAlarm(clock)
    heard = rings(alarm)
    alarm.arm(clock.now() + timedelta(hours=5))
    clock.sleep_through(hours=6)
    qtbot.wait(30)
    assert not heard
    alarm.look_again()
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)


def test_a_coarse_alarm_notices_within_its_longest_wait_that_the_clock_was_set(
    qtbot: QtBot,
) -> None:
    clock = FakeClock()
    alarm = CoarseAlarm(clock, longest_wait=timedelta(milliseconds=20))
    heard = rings(alarm)
    alarm.arm(clock.now() + timedelta(hours=5))
    qtbot.wait(60)
    assert not heard
    clock.sleep_through(hours=6)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)


class SteppedTimer(KernelTimer):
    """A timer that finds, at one of its calls, that somebody has set the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.is_stepped = False

    def set(self, milliseconds: int) -> None:
        super().set(milliseconds)
        self._tell()

    def read(self) -> None:
        super().read()
        self._tell()

    def _tell(self) -> None:
        if self.is_stepped:
            self.is_stepped = False
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))


@LINUX
def test_a_clock_that_was_set_before_arming_wakes_by_the_loops_next_turn(qtbot: QtBot) -> None:
    timer = SteppedTimer()
    alarm = TimerfdAlarm(timer=timer)
    heard = rings(alarm)
    timer.is_stepped = True
    alarm.arm(SystemClock().now() + timedelta(hours=1))
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)


@LINUX
def test_a_clock_that_was_set_while_armed_wakes_once(qtbot: QtBot) -> None:
    timer = SteppedTimer()
    alarm = TimerfdAlarm(timer=timer)
    heard = rings(alarm)
    alarm.arm(SystemClock().now() + SOON)
    timer.is_stepped = True
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=10_000)
    qtbot.wait(80)
    assert len(heard) == 1


def kernel_timers() -> int:
    """How many timers of the kernel this process has open."""
    links = (os.path.join("/proc/self/fd", each) for each in os.listdir("/proc/self/fd"))
    return sum("timerfd" in os.readlink(link) for link in links if os.path.lexists(link))


@LINUX
def test_linux_sleeps_in_the_kernel_once_there_is_something_to_wake_for(qtbot: QtBot) -> None:
    before = kernel_timers()
    alarm = find_alarm(SystemClock())
    alarm.arm(None)
    assert kernel_timers() == before
    alarm.arm(SystemClock().now() + SOON)
    assert kernel_timers() == before + 1


@LINUX
def test_a_timer_that_goes_leaves_no_descriptor_behind() -> None:
    timer = KernelTimer()
    descriptor = timer.descriptor
    os.fstat(descriptor)
    del timer
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
