"""Keys that Windows holds for this thread (RegisterHotKey). Not yet run on Windows.

WM_HOTKEY comes as a message of the thread and not of a window; Qt hands that to the filters under a
name of its own (learn.microsoft.com, RegisterHotKey; doc.qt.io, QAbstractNativeEventFilter).
"""

import ctypes
from collections.abc import Mapping
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QTimer

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key, Modifier
from presence.desktop.hotkey.hotkeys import Told

TO_THE_THREAD = b"windows_dispatcher_MSG"
WM_HOTKEY = 0x0312
THIS_THREAD = None
NO_REPEAT = 0x4000
HELD = {Modifier.ALT: 0x1, Modifier.CTRL: 0x2, Modifier.SHIFT: 0x4, Modifier.SUPER: 0x8}
FIRST_FUNCTION_KEY = 0x70
RESERVED = "F12"  # for the debugger, always
# Virtual-key codes; a letter or a digit is its own.
CODES = {
    "Space": 0x20,
    "Tab": 0x09,
    "Enter": 0x0D,
    "Escape": 0x1B,
    "Backspace": 0x08,
    "Insert": 0x2D,
    "Delete": 0x2E,
    "Home": 0x24,
    "End": 0x23,
    "PageUp": 0x21,
    "PageDown": 0x22,
    "Up": 0x26,
    "Down": 0x28,
    "Left": 0x25,
    "Right": 0x27,
    "Pause": 0x13,
    "Print": 0x2C,
    "ScrollLock": 0x91,
    "Menu": 0x5D,
    "Minus": 0xBD,
    "Plus": 0xBB,
    "Comma": 0xBC,
    "Period": 0xBE,
}


def load_user32() -> Any:
    """The functions of user32.dll with their types."""
    library = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # there on Windows
    library.RegisterHotKey.argtypes = [
        wintypes.HWND,
        ctypes.c_int,
        wintypes.UINT,
        wintypes.UINT,
    ]
    library.RegisterHotKey.restype = wintypes.BOOL
    library.UnregisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int]
    library.UnregisterHotKey.restype = wintypes.BOOL
    return library


class WindowsHolder(QAbstractNativeEventFilter):
    """A ``Holder``; ``user32`` has the functions of user32.dll."""

    name = "Windows"

    def __init__(self, user32: Any = None) -> None:
        super().__init__()
        self._user32 = user32
        self._told: Told | None = None
        self._held: dict[int, HotkeyAction] = {}

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        self._told = told
        if self._user32 is None:
            self._user32 = load_user32()
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)
        troubles: dict[HotkeyAction, HotkeyTrouble] = {}
        for number, (action, key) in enumerate(wanted.items(), start=1):
            held = NO_REPEAT | sum(HELD[modifier] for modifier in key.modifiers)
            if key.name == RESERVED:
                troubles[action] = HotkeyTrouble.TAKEN
            elif self._user32.RegisterHotKey(THIS_THREAD, number, held, code(key)):
                self._held[number] = action
            else:  # ERROR_HOTKEY_ALREADY_REGISTERED; nothing else can be wrong with these
                troubles[action] = HotkeyTrouble.TAKEN
        told.troubled(troubles)

    def let_go(self) -> None:
        self._told = None
        for number in self._held:
            self._user32.UnregisterHotKey(THIS_THREAD, number)
        self._held = {}
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)

    def nativeEventFilter(
        self,
        event_type: QByteArray | bytes | bytearray | memoryview,
        message: int,
    ) -> object:
        if QByteArray(event_type).data() == TO_THE_THREAD:
            told = wintypes.MSG.from_address(int(message))
            self.take(told.message, told.wParam)
        return False, 0  # for others to see as well

    def take(self, message: int, number: int) -> None:
        """A message came; most are about something else."""
        action = self._held.get(number)
        told = self._told
        if message == WM_HOTKEY and action is not None and told is not None:
            # Not within the filter, which Qt may call in the middle of anything.
            QTimer.singleShot(0, lambda: told.pressed(action))


def code(key: Key) -> int:
    """The virtual-key code."""
    if key.name in CODES:
        return CODES[key.name]
    if len(key.name) == 1:
        return ord(key.name)
    return FIRST_FUNCTION_KEY + int(key.name[1:]) - 1
