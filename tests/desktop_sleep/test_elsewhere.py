"""Sleep and lid on Windows and macOS, by messages made up as their manuals have them."""

import ctypes
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.lid.windows import WindowsLid
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.lock.windows import WindowsSession
from presence.desktop.sleep.macos import MacPower
from tests.desktop.test_screen_elsewhere import WtsApi
from tests.desktop_sleep.conftest import SOMEBODY, Laptop
from tests.desktop_sleep.elsewhere import Kit, User32, setting

WM_POWERBROADCAST = 0x0218
POWER_SETTING_CHANGE = 0x8013


class WindowsLaptop(Laptop):
    """A laptop with Windows; ``send`` brings its window a message."""

    def __init__(self, qtbot: QtBot) -> None:
        self.user32 = User32()
        self.session = WindowsSession(WtsApi(), WindowsLid(self.user32))
        super().__init__(ScreenWatch(lambda: (self.session,)), qtbot)

    def send(self, detail: int, more: int = 0) -> None:
        self.session.take(WM_POWERBROADCAST, detail, more)

    def moves_lid(self, is_closed: bool) -> None:
        told = setting(0 if is_closed else 1)
        self.send(POWER_SETTING_CHANGE, ctypes.addressof(told))


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[WindowsLaptop]:
    laptop = WindowsLaptop(qtbot)
    laptop.screen.want(SOMEBODY)
    yield laptop
    laptop.is_left()


def test_windows_tells_of_sleep_and_waking(windows: WindowsLaptop) -> None:
    windows.send(0x4)
    windows.send(0x12)
    windows.send(0x7)  # and that the person is there: a return may be heard of twice
    windows.send(0xA)  # the battery
    windows.hears("fell_asleep", "woke", "woke")


def test_windows_tells_of_the_lid(windows: WindowsLaptop) -> None:
    ((_window, which),) = windows.user32.registered
    assert which.hex() == "4d0f3eba17b89440a2d1d56379e6a0f3"
    assert windows.screen.lid_is_closed is None
    windows.moves_lid(False)  # at once, how it is
    windows.moves_lid(True)
    windows.moves_lid(False)
    windows.hears("lid_closed", "lid_opened")
    windows.is_left()
    assert not windows.user32.registered


@pytest.mark.parametrize(("screens", "docked"), [(2, 0), (1, 1)])
def test_windows_with_another_screen_is_not_left_by_a_closed_lid(
    windows: WindowsLaptop, screens: int, docked: int
) -> None:
    windows.user32.screens, windows.user32.docked = screens, docked
    windows.moves_lid(True)
    assert windows.screen.lid_is_closed is None
    assert not windows.heard


def test_other_settings_of_windows_are_nothing_to_us(windows: WindowsLaptop) -> None:
    told = setting(0, which=bytes(16))
    windows.send(POWER_SETTING_CHANGE, ctypes.addressof(told))
    windows.send(POWER_SETTING_CHANGE)
    assert windows.screen.lid_is_closed is None


def test_a_windows_that_tells_of_no_lid_knows_of_none(qtbot: QtBot) -> None:
    laptop = WindowsLaptop(qtbot)
    laptop.user32.refuses = True
    laptop.screen.want(SOMEBODY)
    assert laptop.screen.lid_is_closed is None
    laptop.is_left()


class MacLaptop:
    """A Mac; what it tells, in the order in which it does."""

    def __init__(self, **says: bool) -> None:
        self.kit = Kit(**says)
        self.heard: list[str] = []
        self.power = MacPower(self.kit)
        self.power.start(
            lambda: self.heard.append("fell_asleep"),
            lambda: self.heard.append("woke"),
            lambda: self.heard.append(f"lid {self.power.lid_is_closed}"),
        )


def test_macos_tells_of_sleep_and_is_answered_afterwards() -> None:
    mac = MacLaptop()
    mac.heard.clear()
    mac.kit.tell(0xE0000270, 5)
    assert (mac.heard, mac.kit.allowed) == ([], [5])
    mac.kit.tell(0xE0000280, 6)
    assert (mac.heard, mac.kit.allowed) == (["fell_asleep"], [5, 6])
    mac.kit.tell(0xE0000300)
    assert mac.heard[-1] == "woke"


def test_macos_tells_of_the_lid_and_whether_another_screen_is_in_use() -> None:
    mac = MacLaptop(AppleClamshellState=False, AppleClamshellCausesSleep=True)
    for is_shut, causes_sleep in ((True, True), (False, True), (True, False)):
        mac.kit.says = {
            "AppleClamshellState": is_shut,
            "AppleClamshellCausesSleep": causes_sleep,
        }
        mac.kit.tell(0xE0034100)
    assert mac.heard == ["lid False", "lid True", "lid False", "lid None"]


def test_a_mac_without_a_lid_knows_of_none() -> None:
    assert MacLaptop().heard == ["lid None"]


def test_macos_keeps_nothing_when_nobody_listens_any_more() -> None:
    mac = MacLaptop(AppleClamshellState=True)
    mac.kit.tell(0xE0034100)
    assert mac.kit.sources == [111]
    mac.power.stop()
    mac.power.stop()
    assert mac.kit.sources == []
    assert mac.kit.kept == 0
