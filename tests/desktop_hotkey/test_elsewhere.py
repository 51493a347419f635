"""Keys on Windows and macOS, against functions that behave as theirs; not yet run on a real one."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import FUNCTION_KEYS, NAMES, read_key
from presence.desktop.hotkey import held_here
from presence.desktop.hotkey.mac_keys import PLACES, SIGNS, places_of_signs
from presence.desktop.hotkey.macos import (
    ALREADY_HELD,
    HOTKEY_ID,
    KEYBOARD,
    NOT_HANDLED,
    OURS,
    PRESSED,
    EventType,
    HotkeyId,
    MacHolder,
)
from presence.desktop.hotkey.windows import TO_THE_THREAD, WM_HOTKEY, WindowsHolder, code
from tests.desktop_hotkey.conftest import Person

TOGGLE, LOOKED = HotkeyAction.TOGGLE, HotkeyAction.LOOKED
CTRL_ALT_P = (0x4003, ord("P"))


class User32:
    """RegisterHotKey and UnregisterHotKey of one thread."""

    def __init__(self, *taken: tuple[int, int]) -> None:
        self.taken = taken
        self.held: dict[int, tuple[int, int]] = {}

    def RegisterHotKey(self, window: object, number: int, held: int, key: int) -> bool:
        if window is not None or number in self.held or (held, key) in self.taken:
            return False
        self.held[number] = (held, key)
        return True

    def UnregisterHotKey(self, window: object, number: int) -> bool:
        return window is None and self.held.pop(number, None) is not None


def press(holder: WindowsHolder, number: int, event_type: bytes = TO_THE_THREAD) -> None:
    """What Qt hands to the filter for a message of the thread."""
    message = wintypes.MSG()
    message.message, message.wParam = WM_HOTKEY, number
    assert holder.nativeEventFilter(event_type, ctypes.addressof(message)) == (False, 0)


def windows(people: list[Person], qtbot: QtBot, user32: User32) -> tuple[Person, WindowsHolder]:
    holder = WindowsHolder(user32)
    person = Person(holder)
    people.append(person)
    person.hotkeys.want(TOGGLE, "Ctrl+Alt+P")
    person.hotkeys.want(LOOKED, "Super+Shift+F9")
    qtbot.waitUntil(lambda: person.hotkeys.held_by == "Windows")
    return person, holder


def test_windows_tells_of_the_keys_that_it_holds(people: list[Person], qtbot: QtBot) -> None:
    user32 = User32()
    person, holder = windows(people, qtbot, user32)
    assert user32.held == {1: CTRL_ALT_P, 2: (0x400C, 0x78)}
    press(holder, 1)
    press(holder, 2)
    press(holder, 3)
    press(holder, 1, b"windows_generic_MSG")  # somebody's window was told of its own
    qtbot.waitUntil(lambda: len(person.pressed) == 2)
    assert person.pressed == [TOGGLE, LOOKED]
    person.hotkeys.close()
    assert user32.held == {}
    press(holder, 1)
    qtbot.wait(5)
    assert len(person.pressed) == 2


def test_on_windows_a_key_of_another_program_is_told(people: list[Person], qtbot: QtBot) -> None:
    user32 = User32(CTRL_ALT_P)
    person, _holder = windows(people, qtbot, user32)
    assert person.hotkeys.trouble(TOGGLE) is HotkeyTrouble.TAKEN
    assert person.hotkeys.trouble(LOOKED) is None
    person.hotkeys.want(TOGGLE, "Ctrl+F12")  # the debugger's, always
    person.hotkeys.want(LOOKED, "Ctrl+Alt+O")
    qtbot.waitUntil(lambda: user32.held == {2: (0x4003, ord("O"))})
    assert person.hotkeys.trouble(TOGGLE) is HotkeyTrouble.TAKEN


@pytest.mark.parametrize(
    ("text", "number"),
    [("Ctrl+A", 0x41), ("Ctrl+7", 0x37), ("F1", 0x70), ("F24", 0x87), ("Ctrl+PageUp", 0x21)],
)
def test_windows_knows_a_key_by_its_number(text: str, number: int) -> None:
    key = read_key(text)
    assert key is not None
    assert code(key) == number


def test_windows_knows_every_key_that_can_be_written() -> None:
    keys = [read_key(f"Ctrl+{name}") for name in (*NAMES, *FUNCTION_KEYS)]
    assert len({code(key) for key in keys if key is not None}) == len(keys)


class Carbon:
    """The event manager of one program, and a layout that gives signs by place."""

    kTISPropertyUnicodeKeyLayoutData = 77

    def __init__(self, layout: str = "", fails: int = 0) -> None:
        self.layout = layout
        self.fails = fails
        self.taken: set[int] = set()
        self.held: dict[int, tuple[int, int, int]] = {}
        self.handler: Callable[[int, int, int], int] | None = None
        self.sources = 0
        self._told = HotkeyId()

    def press(self, number: int, signature: int = OURS) -> int:
        self._told = HotkeyId(signature, number)
        assert self.handler is not None
        return self.handler(0, 1, 0)

    def GetApplicationEventTarget(self) -> int:
        return 5

    def InstallEventHandler(
        self, target: int, handler: Any, count: int, kinds: Any, data: object, installed: Any
    ) -> int:
        kind = ctypes.cast(kinds, ctypes.POINTER(EventType)).contents
        assert (target, count, kind.event_class, kind.kind) == (5, 1, KEYBOARD, PRESSED)
        if not self.fails:
            self.handler = handler
            ctypes.cast(installed, ctypes.POINTER(ctypes.c_void_p)).contents.value = 9
        return self.fails

    def RemoveEventHandler(self, installed: ctypes.c_void_p) -> int:
        assert installed.value == 9
        self.handler = None
        return 0

    def RegisterEventHotKey(
        self, place: int, held: int, which: HotkeyId, target: int, options: int, reference: Any
    ) -> int:
        if place in self.taken:
            return ALREADY_HELD
        number = 100 + which.number
        ctypes.cast(reference, ctypes.POINTER(ctypes.c_void_p)).contents.value = number
        self.held[number] = (place, held, which.signature)
        return 0

    def UnregisterEventHotKey(self, reference: ctypes.c_void_p) -> int:
        del self.held[reference.value or 0]
        return 0

    def GetEventParameter(
        self, event: int, name: int, kind: int, actual: object, size: int, out: object, to: Any
    ) -> int:
        assert (kind, size) == (HOTKEY_ID, ctypes.sizeof(HotkeyId))
        ctypes.cast(to, ctypes.POINTER(HotkeyId))[0] = self._told
        return 0

    def TISCopyCurrentKeyboardLayoutInputSource(self) -> int:
        self.sources += 1
        return 3

    def TISGetInputSourceProperty(self, source: int, name: int) -> int | None:
        return 4 if self.layout and name == 77 else None

    def CFDataGetBytePtr(self, data: int) -> int:
        return 6

    def CFRelease(self, source: int) -> None:
        self.sources -= 1

    def LMGetKbdType(self) -> int:
        return 40

    def UCKeyTranslate(self, layout: int, place: int, *rest: Any) -> int:
        action, held, _keyboard, _options, _dead, room, length, signs = rest
        assert (layout, action, held) == (6, 3, 0)
        sign = self.layout[place : place + 1]
        if not sign:
            return -1
        assert room >= 1
        signs[0] = ord(sign)
        ctypes.cast(length, ctypes.POINTER(ctypes.c_ulong)).contents.value = 1
        return 0


AMERICAN = "asdfhgzxcv§bqweryt123465=97-80]ou[ip\rlj'k;\\,/nm."
GERMAN = "asdfhgyxcv<bqwertz123465´97ß80+ouüip\rljökä#,-nm."  # Y and Z change places


def mac(people: list[Person], qtbot: QtBot, carbon: Carbon, *keys: str) -> Person:
    person = Person(MacHolder(carbon))
    people.append(person)
    for action, key in zip(HotkeyAction, keys, strict=False):
        person.hotkeys.want(action, key)
    qtbot.waitUntil(lambda: person.hotkeys.held_by == "macOS")
    return person


def test_macos_tells_of_the_keys_that_it_holds(people: list[Person], qtbot: QtBot) -> None:
    carbon = Carbon(AMERICAN)
    person = mac(people, qtbot, carbon, "Ctrl+Alt+P", "Cmd+Shift+PageUp")
    assert carbon.held == {101: (0x23, 0x1800, OURS), 102: (0x74, 0x300, OURS)}
    assert carbon.press(1) == 0
    assert carbon.press(2) == 0
    assert carbon.press(3) == NOT_HANDLED
    assert carbon.press(1, signature=1) == NOT_HANDLED  # another part of the program's
    qtbot.waitUntil(lambda: len(person.pressed) == 2)
    assert person.pressed == [TOGGLE, LOOKED]
    person.hotkeys.close()
    assert (carbon.held, carbon.handler, carbon.sources) == ({}, None, 0)


def test_on_macos_a_letter_is_where_the_layout_has_it(people: list[Person], qtbot: QtBot) -> None:
    carbon = Carbon(GERMAN)
    mac(people, qtbot, carbon, "Ctrl+Alt+Z", "Ctrl+Alt+Minus")
    assert [place for place, *_ in carbon.held.values()] == [0x11, 0x2C]
    assert places_of_signs(carbon)["Plus"] == 0x1E
    assert places_of_signs(Carbon()) == {}
    american = places_of_signs(Carbon(AMERICAN))
    assert {name: SIGNS[name] for name in american if name in SIGNS} == {
        name: place for name, place in american.items() if name in SIGNS
    }


def test_on_macos_what_is_not_there_or_held_by_another_is_told(
    people: list[Person], qtbot: QtBot
) -> None:
    carbon = Carbon(AMERICAN)
    carbon.taken = {0x23}
    person = mac(people, qtbot, carbon, "Ctrl+Alt+P", "ScrollLock")
    assert person.hotkeys.trouble(TOGGLE) is HotkeyTrouble.TAKEN
    assert person.hotkeys.trouble(LOOKED) is HotkeyTrouble.NO_SUCH_KEY


def test_on_macos_without_a_handler_there_is_no_way(people: list[Person], qtbot: QtBot) -> None:
    carbon = Carbon(AMERICAN, fails=-50)
    person = mac(people, qtbot, carbon, "Ctrl+Alt+P")
    qtbot.waitUntil(lambda: person.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_WAY)
    assert carbon.held == {}


def test_no_two_keys_of_a_mac_lie_in_one_place() -> None:
    places = [*PLACES.values(), *SIGNS.values()]
    assert len(set(places)) == len(places)
    assert len(SIGNS) == 26 + 10 + 4


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DISPLAY": ":7"}, "by X11"),
        ({"DISPLAY": ":7", "WAYLAND_DISPLAY": "wayland-0"}, "by the portal: run on Plasma 5.27,"),
        ({"XDG_SESSION_TYPE": "wayland"}, "by the portal"),
        ({}, "by nothing here"),
    ],
)
def test_a_bug_report_says_what_holds_keys_here_and_whether_it_was_ever_run(
    environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert held_here().startswith(said)
