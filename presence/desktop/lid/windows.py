"""The lid as Windows tells a window of ours. Not yet run on Windows.

RegisterPowerSettingNotification with GUID_LIDSWITCH_STATE_CHANGE, which tells at once how it is and
later of each change, by WM_POWERBROADCAST and PBT_POWERSETTINGCHANGE (learn.microsoft.com, Power
Setting GUIDs). A computer without a lid is never told of one.
"""

import ctypes
import logging
import struct
import uuid
from ctypes import wintypes
from typing import Any

logger = logging.getLogger(__name__)

SETTING_CHANGED = 0x8013  # PBT_POWERSETTINGCHANGE
LID = uuid.UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3").bytes_le  # GUID_LIDSWITCH_STATE_CHANGE
SETTING = struct.Struct("<16sLL")  # POWERBROADCAST_SETTING: the GUID, the length, the value
CLOSED = 0
TO_A_WINDOW = 0  # DEVICE_NOTIFY_WINDOW_HANDLE
COUNT_OF_SCREENS = 80  # SM_CMONITORS
IS_DOCKED = 0x2004  # SM_SYSTEMDOCKED


def load_user32() -> Any:
    """The functions of user32.dll with their types."""
    library = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # there on Windows
    library.RegisterPowerSettingNotification.argtypes = [
        wintypes.HANDLE,
        ctypes.c_char_p,
        wintypes.DWORD,
    ]
    library.RegisterPowerSettingNotification.restype = ctypes.c_void_p
    library.UnregisterPowerSettingNotification.argtypes = [ctypes.c_void_p]
    library.UnregisterPowerSettingNotification.restype = wintypes.BOOL
    library.GetSystemMetrics.argtypes = [ctypes.c_int]
    library.GetSystemMetrics.restype = ctypes.c_int
    return library


class WindowsLid:
    """What is known of the lid; ``user32`` has the functions of user32.dll."""

    def __init__(self, user32: Any = None) -> None:
        self._user32 = user32
        self._registered: int | None = None
        self.is_closed: bool | None = None

    def start(self, window: int) -> None:
        """Have that window told."""
        if self._user32 is None:
            self._user32 = load_user32()
        self._registered = self._user32.RegisterPowerSettingNotification(window, LID, TO_A_WINDOW)
        if not self._registered:
            logger.info("Windows does not tell of the lid")

    def stop(self) -> None:
        if self._registered:
            self._user32.UnregisterPowerSettingNotification(self._registered)
            self._registered = None
        self.is_closed = None

    def take(self, setting: int) -> bool:
        """A setting changed, told at that address; whether it was the lid's."""
        which, length, value = SETTING.unpack(ctypes.string_at(setting, SETTING.size))
        if which != LID or length < 4:
            return False
        is_shut = value == CLOSED
        self.is_closed = None if is_shut and self._has_another_screen else is_shut
        return True

    @property
    def _has_another_screen(self) -> bool:
        """Whether the screen that is looked at is not the one below the lid."""
        metrics = self._user32.GetSystemMetrics
        return bool(metrics(COUNT_OF_SCREENS) > 1 or metrics(IS_DOCKED))
