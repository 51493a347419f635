"""Lock, user switch and sleep as Windows tells a window of ours. Not yet run on Windows.

WTSRegisterSessionNotification and WM_WTSSESSION_CHANGE, WTSINFOEX_LEVEL1_W and WM_POWERBROADCAST
(learn.microsoft.com, Remote Desktop Services and System Power Management). The session is asked
once, then only heard.
"""

import ctypes
import logging
import struct
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QWindow

from presence.desktop.lid.windows import SETTING_CHANGED, WindowsLid
from presence.desktop.lock.screen_watch import Sight, Told

logger = logging.getLogger(__name__)

# What Qt calls a message that a window got, whether it was sent or posted.
TO_A_WINDOW = b"windows_generic_MSG"
WM_WTSSESSION_CHANGE = 0x02B1
WM_POWERBROADCAST = 0x0218
ASLEEP = 0x0004  # PBT_APMSUSPEND: Windows waits two seconds for who is told
AWAKE_AGAIN = frozenset({0x0007, 0x0012})  # PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC

# WTS_CONSOLE_CONNECT and WTS_REMOTE_CONNECT, each with its _DISCONNECT
TO_THE_FRONT = {0x1: True, 0x2: False, 0x3: True, 0x4: False}
LOCKED = {0x7: True, 0x8: False}  # WTS_SESSION_LOCK, WTS_SESSION_UNLOCK

THIS_SESSION_ONLY = 0  # NOTIFY_FOR_THIS_SESSION
CURRENT_SERVER = None  # WTS_CURRENT_SERVER_HANDLE
CURRENT_SESSION = 0xFFFFFFFF  # WTS_CURRENT_SESSION
SESSION_INFO_EX = 25  # WTSSessionInfoEx
# Level, padding, SessionId, SessionState, SessionFlags: the start of WTSINFOEXW
INFO = struct.Struct("<LxxxxLll")
STATE_ACTIVE = 0  # WTSActive
FLAG_LOCKED = 0  # WTS_SESSIONSTATE_LOCK; 1 is unlocked, -1 not known


def load_wtsapi() -> Any:
    """The functions of wtsapi32.dll with their types."""
    library = ctypes.WinDLL("wtsapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # there on Windows
    library.WTSRegisterSessionNotification.argtypes = [wintypes.HWND, wintypes.DWORD]
    library.WTSRegisterSessionNotification.restype = wintypes.BOOL
    library.WTSUnRegisterSessionNotification.argtypes = [wintypes.HWND]
    library.WTSUnRegisterSessionNotification.restype = wintypes.BOOL
    library.WTSQuerySessionInformationW.argtypes = [
        wintypes.HANDLE,
        wintypes.DWORD,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_void_p),
        ctypes.POINTER(wintypes.DWORD),
    ]
    library.WTSQuerySessionInformationW.restype = wintypes.BOOL
    library.WTSFreeMemory.argtypes = [ctypes.c_void_p]
    library.WTSFreeMemory.restype = None
    return library


class WindowsSession(QAbstractNativeEventFilter):
    """A ``lock.screen_watch.Source``; ``wtsapi`` has the functions of wtsapi32.dll."""

    def __init__(self, wtsapi: Any = None, lid: WindowsLid | None = None) -> None:
        super().__init__()
        self._wtsapi = wtsapi
        self._lid = lid or WindowsLid()
        self._window: QWindow | None = None
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
        return self._lid.is_closed

    def start(self, told: Told) -> None:
        self._told = told
        if self._wtsapi is None:
            self._wtsapi = load_wtsapi()
        self._window = QWindow()  # never shown; a broadcast reaches every top-level window
        handle = int(self._window.winId())
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)
        if not self._wtsapi.WTSRegisterSessionNotification(handle, THIS_SESSION_ONLY):
            logger.info("Windows does not tell of the lock")
        self._lid.start(handle)
        self._ask()

    def stop(self) -> None:
        if self._window is None:
            return
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)
        self._lid.stop()
        self._wtsapi.WTSUnRegisterSessionNotification(int(self._window.winId()))
        self._window.destroy()
        self._window.deleteLater()
        self._window = None

    def nativeEventFilter(
        self,
        event_type: QByteArray | bytes | bytearray | memoryview,
        message: int,
    ) -> object:
        if QByteArray(event_type).data() == TO_A_WINDOW:
            told = wintypes.MSG.from_address(int(message))
            self.take(told.message, told.wParam, told.lParam)
        return False, 0  # for others to see as well

    def take(self, message: int, detail: int, more: int = 0) -> None:
        """A message came; most are about something else."""
        if self._told is None:
            return
        if message == WM_WTSSESSION_CHANGE:
            self._is_in_front = TO_THE_FRONT.get(detail, self._is_in_front)
            self._is_locked = LOCKED.get(detail, self._is_locked)
            self._told.sight()
        elif message == WM_POWERBROADCAST and detail == SETTING_CHANGED and more:
            if self._lid.take(more):
                self._told.lid()
        elif message == WM_POWERBROADCAST and detail == ASLEEP:
            self._told.fell_asleep()
        elif message == WM_POWERBROADCAST and detail in AWAKE_AGAIN:
            self._told.woke()

    def _ask(self) -> None:
        found, size = ctypes.c_void_p(), wintypes.DWORD()
        if not self._wtsapi.WTSQuerySessionInformationW(
            CURRENT_SERVER,
            CURRENT_SESSION,
            SESSION_INFO_EX,
            ctypes.byref(found),
            ctypes.byref(size),
        ):
            logger.info("Windows does not say whether it is locked")
            return
        try:
            if found.value and size.value >= INFO.size:
                data = ctypes.string_at(found.value, INFO.size)
                level, _number, state, flags = INFO.unpack(data)
                if level == 1:
                    self._is_in_front = state == STATE_ACTIVE
                    self._is_locked = flags == FLAG_LOCKED
        finally:
            self._wtsapi.WTSFreeMemory(found)
