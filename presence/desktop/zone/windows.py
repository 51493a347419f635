"""The zone as Windows tells it: WM_TIMECHANGE to every top-level window. Not yet run on Windows.

It is sent when the clock is set as well; whoever hears of it asks for the name
(learn.microsoft.com, Time Messages).
"""

from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QWindow

TO_A_WINDOW = b"windows_generic_MSG"
WM_TIMECHANGE = 0x001E


class WindowsZone(QAbstractNativeEventFilter):
    """A ``zone.watch.Source``."""

    def __init__(self) -> None:
        super().__init__()
        self._window: QWindow | None = None
        self._told: Callable[[], None] = lambda: None

    def start(self, told: Callable[[], None]) -> None:
        self._told = told
        self._window = QWindow()  # never shown; a broadcast reaches every top-level window
        self._window.winId()
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def stop(self) -> None:
        if self._window is None:
            return
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)
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
            if told.message == WM_TIMECHANGE:
                self._told()
        return False, 0  # for others to see as well
