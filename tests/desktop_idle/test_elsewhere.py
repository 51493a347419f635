"""Input on Windows and macOS, by answers made up as their manuals have them."""

import ctypes
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.idle import macos, windows
from presence.desktop.idle.idle_watch import Told
from presence.desktop.idle.timed import TimedInput

TickCount = ctypes.CFUNCTYPE(ctypes.c_uint32)
LastInputInfo = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(windows.LastInput))
SecondsSince = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int32, ctypes.c_uint32)


class WindowsComputer:
    """GetLastInputInfo and GetTickCount, made of C functions that call back."""

    def __init__(self, now: int, last: int, works: bool = True) -> None:
        self.now, self.last, self.works = now, last, works

    def load(self) -> tuple[Any, Any]:
        return LastInputInfo(self._last_input), TickCount(lambda: self.now)

    def _last_input(self, found: Any) -> bool:
        assert found[0].size == 8
        found[0].tick = self.last
        return self.works


def asked_once(source: TimedInput) -> list[object]:
    """What a source tells when it is started."""
    told: list[object] = []
    source.start(60_000, Told(told.append, told.append))
    source.stop()
    return told


@pytest.mark.parametrize(
    ("now", "last", "idle"),
    [
        (100_000, 40_000, 60_000),
        (100_000, 100_000, 0),
        (500, 4_294_967_000, 796),  # the ticks began anew in between
    ],
)
def test_windows_names_the_last_input(now: int, last: int, idle: int, qapp: object) -> None:
    computer = WindowsComputer(now, last)
    assert asked_once(windows.windows_input(computer.load)) == [idle]


def test_windows_may_refuse(qapp: object) -> None:
    computer = WindowsComputer(0, 0, works=False)
    assert asked_once(windows.windows_input(computer.load)) == ["GetLastInputInfo failed"]


def mac(seconds: float) -> Callable[[], Any]:
    """CGEventSourceSecondsSinceLastEventType on a Mac without input for so long."""

    def answer(source: int, kind: int) -> float:
        assert (source, kind) == (1, 0xFFFFFFFF)
        return seconds

    function = SecondsSince(answer)
    return lambda: function


def test_macos_names_the_last_input(qapp: object) -> None:
    assert asked_once(macos.mac_input(mac(61.25))) == [61_250]
    assert asked_once(macos.mac_input(mac(0.0))) == [0]


@pytest.mark.parametrize("seconds", [-1.0, float("inf"), float("nan")])
def test_numbers_that_macos_cannot_mean_fail(seconds: float, qapp: object) -> None:
    assert asked_once(macos.mac_input(mac(seconds))) == [f"macOS names {seconds} s without input"]


def test_a_library_that_is_not_there_fails(qapp: object) -> None:
    (told,) = asked_once(macos.mac_input(lambda: ctypes.CDLL("/nonexistent/CoreGraphics")))
    assert "CoreGraphics" in str(told)


def test_it_looks_when_it_can_have_rested_and_then_for_the_first_input(qtbot: QtBot) -> None:
    idle = [170]
    told: list[object] = []
    source = TimedInput("a computer", lambda: idle[0], look_again_ms=40)
    source.start(200, Told(told.append, told.append))
    assert told == [170]
    idle[0] = 150  # an input meanwhile
    qtbot.waitUntil(lambda: told == [170, 150])
    idle[0] = 200
    qtbot.waitUntil(lambda: told[:3] == [170, 150, 200])
    idle[0] = 10
    qtbot.waitUntil(lambda: told[-1] == 10)
    source.stop()
    told.clear()
    qtbot.wait(100)
    assert not told
