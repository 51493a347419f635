"""Sleep, waking and the lid as macOS tells them. Not yet run on macOS.

IORegisterForSystemPower (Technical Q&A QA1340): macOS waits for IOAllowPowerChange, thirty seconds
at most. The lid is a property of IOPMrootDomain, which tells of changes (IOPM.h); another says
whether closing it is to cause sleep, which it is not with another screen in use.
"""

import ctypes
import logging
from collections.abc import Callable, Mapping
from typing import Any

logger = logging.getLogger(__name__)

FRAMEWORKS = "/System/Library/Frameworks"
UTF_8 = 0x08000100  # kCFStringEncodingUTF8
ROOT = b"IOPMrootDomain"
GENERAL_INTEREST = b"IOGeneralInterest"
IS_SHUT = "AppleClamshellState"
CAUSES_SLEEP = "AppleClamshellCausesSleep"

# IOMessage.h and IOPM.h
MAY_SLEEP = 0xE0000270  # kIOMessageCanSystemSleep
WILL_SLEEP = 0xE0000280  # kIOMessageSystemWillSleep
HAS_WOKEN = 0xE0000300  # kIOMessageSystemHasPoweredOn
LID_MOVED = 0xE0034100  # kIOPMMessageClamshellStateChange

# refcon, service, message type, message argument
Interest = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p
)
_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_uint32
TYPES: Mapping[str, tuple[Any, list[Any]]] = {
    "CFRelease": (None, [_POINTER]),
    "CFBooleanGetValue": (ctypes.c_bool, [_POINTER]),
    "CFStringCreateWithCString": (_POINTER, [_POINTER, ctypes.c_char_p, _NUMBER]),
    "CFRunLoopGetMain": (_POINTER, []),
    "CFRunLoopAddSource": (None, [_POINTER, _POINTER, _POINTER]),
    "CFRunLoopRemoveSource": (None, [_POINTER, _POINTER, _POINTER]),
    "IORegisterForSystemPower": (
        _NUMBER,
        [_POINTER, ctypes.POINTER(_POINTER), Interest, ctypes.POINTER(_NUMBER)],
    ),
    "IODeregisterForSystemPower": (ctypes.c_int, [ctypes.POINTER(_NUMBER)]),
    "IOAllowPowerChange": (ctypes.c_int, [_NUMBER, ctypes.c_long]),
    "IONotificationPortGetRunLoopSource": (_POINTER, [_POINTER]),
    "IONotificationPortDestroy": (None, [_POINTER]),
    "IOServiceClose": (ctypes.c_int, [_NUMBER]),
    "IOServiceMatching": (_POINTER, [ctypes.c_char_p]),
    "IOServiceGetMatchingService": (_NUMBER, [_NUMBER, _POINTER]),
    "IOServiceAddInterestNotification": (
        ctypes.c_int,
        [_POINTER, _NUMBER, ctypes.c_char_p, Interest, _POINTER, ctypes.POINTER(_NUMBER)],
    ),
    "IORegistryEntryCreateCFProperty": (_POINTER, [_NUMBER, _POINTER, _POINTER, _NUMBER]),
    "IOObjectRelease": (ctypes.c_int, [_NUMBER]),
}


def load_functions() -> Any:
    """CoreFoundation's and IOKit's functions under their names, and the modes of a run loop."""
    foundation, kit = (
        ctypes.CDLL(f"{FRAMEWORKS}/{name}.framework/{name}") for name in ("CoreFoundation", "IOKit")
    )
    table: dict[str, Any] = {}
    for name, (result, arguments) in TYPES.items():
        function = getattr(kit if name.startswith("IO") else foundation, name)
        function.restype, function.argtypes = result, arguments
        table[name] = staticmethod(function)
    modes = ctypes.c_void_p.in_dll(foundation, "kCFRunLoopCommonModes")
    return type("Functions", (), {**table, "kCFRunLoopCommonModes": modes.value})


class MacPower:
    """Calls ``fell_asleep``, ``woke`` and ``lid`` from ``start`` to ``stop``.

    ``functions`` has those of ``TYPES``, and ``kCFRunLoopCommonModes``.
    """

    def __init__(self, functions: Any = None) -> None:
        self._functions = functions
        self._heard = Interest(self._on_message)  # kept: macOS holds its bare address
        self._port = ctypes.c_void_p()
        self._notifier = ctypes.c_uint32()
        self._lid_notifier = ctypes.c_uint32()
        self._connection = 0
        self._root = 0
        self._fell_asleep: Callable[[], None] = lambda: None
        self._woke: Callable[[], None] = lambda: None
        self._lid: Callable[[], None] = lambda: None
        self.lid_is_closed: bool | None = None

    def start(
        self, fell_asleep: Callable[[], None], woke: Callable[[], None], lid: Callable[[], None]
    ) -> None:
        self._fell_asleep, self._woke, self._lid = fell_asleep, woke, lid
        if self._functions is None:
            self._functions = load_functions()
        kit = self._functions
        self._connection = kit.IORegisterForSystemPower(
            None, ctypes.byref(self._port), self._heard, ctypes.byref(self._notifier)
        )
        if not self._connection:
            logger.info("macOS does not tell of sleep")
            return
        source = kit.IONotificationPortGetRunLoopSource(self._port)
        kit.CFRunLoopAddSource(kit.CFRunLoopGetMain(), source, kit.kCFRunLoopCommonModes)
        self._root = kit.IOServiceGetMatchingService(0, kit.IOServiceMatching(ROOT))
        if self._root:
            kit.IOServiceAddInterestNotification(
                self._port,
                self._root,
                GENERAL_INTEREST,
                self._heard,
                None,
                ctypes.byref(self._lid_notifier),
            )
            self._look_at_lid()

    def stop(self) -> None:
        if not self._connection:
            return
        kit = self._functions
        source = kit.IONotificationPortGetRunLoopSource(self._port)
        kit.CFRunLoopRemoveSource(kit.CFRunLoopGetMain(), source, kit.kCFRunLoopCommonModes)
        for held in (self._lid_notifier.value, self._root):
            if held:
                kit.IOObjectRelease(held)
        kit.IODeregisterForSystemPower(ctypes.byref(self._notifier))
        kit.IOServiceClose(self._connection)
        kit.IONotificationPortDestroy(self._port)
        self._connection = self._root = self._lid_notifier.value = 0
        self.lid_is_closed = None

    def _on_message(self, _refcon: int, _service: int, message: int, argument: int | None) -> None:
        if message == MAY_SLEEP:
            self._allow(argument)  # who does not answer keeps it awake for half a minute
        elif message == WILL_SLEEP:
            try:
                self._fell_asleep()
            finally:
                self._allow(argument)
        elif message == HAS_WOKEN:
            self._look_at_lid()
            self._woke()
        elif message == LID_MOVED:
            self._look_at_lid()

    def _allow(self, argument: int | None) -> None:
        self._functions.IOAllowPowerChange(self._connection, argument or 0)

    def _look_at_lid(self) -> None:
        is_shut = self._flag(IS_SHUT)
        self.lid_is_closed = None if is_shut and self._flag(CAUSES_SLEEP) is False else is_shut
        self._lid()

    def _flag(self, name: str) -> bool | None:
        """A property of the root of all power, None where this Mac has none such."""
        kit = self._functions
        key = kit.CFStringCreateWithCString(None, name.encode(), UTF_8)
        value = kit.IORegistryEntryCreateCFProperty(self._root, key, None, 0)
        kit.CFRelease(key)
        if not value:
            return None
        flag = bool(kit.CFBooleanGetValue(value))
        kit.CFRelease(value)
        return flag
