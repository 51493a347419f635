"""Lock and fast user switching as macOS tells them. Not yet run on macOS.

The lock by distributed notifications, the switch by one of notify(3) (CGSession.h); the session's
own dictionary is asked at the start and after a switch. Sleep and lid as in ``sleep.macos``.
"""

import ctypes
import logging
from collections.abc import Mapping
from typing import Any

from presence.desktop.lock.screen_watch import Sight, Told
from presence.desktop.sleep.macos import MacPower

logger = logging.getLogger(__name__)

FRAMEWORKS = "/System/Library/Frameworks"
UTF_8 = 0x08000100  # kCFStringEncodingUTF8
AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
LOCKED = {"com.apple.screenIsLocked": True, "com.apple.screenIsUnlocked": False}
SWITCHED = "com.apple.coregraphics.GUISessionUserChanged"
IS_LOCKED = "CGSSessionScreenIsLocked"
IS_IN_FRONT = "kCGSSessionOnConsoleKey"

# center, observer, name, object, user info
Heard = ctypes.CFUNCTYPE(
    None,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
)
TYPES: Mapping[str, tuple[Any, list[Any]]] = {
    "CFStringCreateWithCString": (
        ctypes.c_void_p,
        [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32],
    ),
    "CFStringGetCString": (
        ctypes.c_bool,
        [ctypes.c_void_p, ctypes.POINTER(ctypes.c_char), ctypes.c_long, ctypes.c_uint32],
    ),
    "CFRelease": (None, [ctypes.c_void_p]),
    "CFDictionaryGetValue": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]),
    "CFBooleanGetValue": (ctypes.c_bool, [ctypes.c_void_p]),
    "CFNotificationCenterGetDistributedCenter": (ctypes.c_void_p, []),
    "CFNotificationCenterGetDarwinNotifyCenter": (ctypes.c_void_p, []),
    "CFNotificationCenterAddObserver": (
        None,
        [ctypes.c_void_p, ctypes.c_void_p, Heard, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long],
    ),
    "CFNotificationCenterRemoveEveryObserver": (None, [ctypes.c_void_p, ctypes.c_void_p]),
    "CGSessionCopyCurrentDictionary": (ctypes.c_void_p, []),
}


def load_functions() -> Any:
    """CoreFoundation's and CoreGraphics' functions under their names, with their types."""
    foundation, graphics = (
        ctypes.CDLL(f"{FRAMEWORKS}/{name}.framework/{name}")
        for name in ("CoreFoundation", "CoreGraphics")
    )
    table = {}
    for name, (result, arguments) in TYPES.items():
        function = getattr(graphics if name.startswith("CG") else foundation, name)
        function.restype, function.argtypes = result, arguments
        table[name] = function
    return type("Functions", (), {name: staticmethod(each) for name, each in table.items()})


class MacSession:
    """A ``lock.screen_watch.Source``; ``functions`` has those of ``TYPES``."""

    def __init__(self, functions: Any = None, power: MacPower | None = None) -> None:
        self._functions = functions
        self._power = power or MacPower()
        self._heard = Heard(self._on_notification)  # kept: macOS holds its bare address
        self._is_locked = False
        self._is_in_front = True
        self._told: Told | None = None

    @property
    def sight(self) -> Sight:
        """Whether our session is unlocked and in front."""
        is_seen = self._is_in_front and not self._is_locked
        return Sight.IN_SIGHT if is_seen else Sight.OUT_OF_SIGHT

    @property
    def lid_is_closed(self) -> bool | None:
        return self._power.lid_is_closed

    def start(self, told: Told) -> None:
        self._told = told
        if self._functions is None:
            self._functions = load_functions()
        for name in LOCKED:
            self._observe(self._functions.CFNotificationCenterGetDistributedCenter(), name)
        self._observe(self._functions.CFNotificationCenterGetDarwinNotifyCenter(), SWITCHED)
        self._ask()
        self._power.start(told.fell_asleep, told.woke, told.lid)

    def stop(self) -> None:
        self._power.stop()
        for center in (
            self._functions.CFNotificationCenterGetDistributedCenter(),
            self._functions.CFNotificationCenterGetDarwinNotifyCenter(),
        ):
            self._functions.CFNotificationCenterRemoveEveryObserver(center, self._observer)

    def take(self, name: str) -> None:
        """A notification of that name came."""
        if name in LOCKED:
            self._is_locked = LOCKED[name]
        else:
            self._ask()
        if self._told is not None:
            self._told.sight()

    @property
    def _observer(self) -> int | None:
        """Something of ours that tells our observations from those of others."""
        return ctypes.cast(self._heard, ctypes.c_void_p).value

    def _observe(self, center: int, name: str) -> None:
        string = self._string(name)
        self._functions.CFNotificationCenterAddObserver(
            center, self._observer, self._heard, string, None, AT_ONCE
        )
        self._functions.CFRelease(string)

    def _on_notification(
        self, _center: int, _observer: int, name: int, _object: int, _info: int
    ) -> None:
        text = ctypes.create_string_buffer(256)
        if self._functions.CFStringGetCString(name, text, len(text), UTF_8):
            self.take(text.value.decode(errors="replace"))

    def _ask(self) -> None:
        session = self._functions.CGSessionCopyCurrentDictionary()
        if not session:  # over ssh there is none
            logger.info("macOS has no session to tell of")
            return
        self._is_locked = self._flag(session, IS_LOCKED, otherwise=False)
        self._is_in_front = self._flag(session, IS_IN_FRONT, otherwise=True)
        self._functions.CFRelease(session)

    def _flag(self, session: int, name: str, otherwise: bool) -> bool:
        key = self._string(name)
        value = self._functions.CFDictionaryGetValue(session, key)
        self._functions.CFRelease(key)
        return bool(self._functions.CFBooleanGetValue(value)) if value else otherwise

    def _string(self, text: str) -> int:
        return int(self._functions.CFStringCreateWithCString(None, text.encode(), UTF_8))
