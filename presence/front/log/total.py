"""The time of all sessions that are found, added up while nobody waits for anything."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QWidget

from presence.core.errors import StoreError
from presence.front.log.source import LogRows

AT_ONCE_MS = 4  # a quarter of a picture on the screen
AFTER_MS = 60  # what is typed comes first


class Adding(QObject):
    """Adds pieces between the events of the app while its window is seen; tells the sum once."""

    def __init__(self, window: QWidget, told: Callable[[timedelta], None]) -> None:
        super().__init__(window)
        self._window = window
        self._told = told
        self._pieces: Iterator[timedelta] = iter(())
        self._sum = timedelta()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self, pieces: Iterator[timedelta]) -> None:
        """Add these up, and no more what was begun before."""
        self._pieces, self._sum = pieces, timedelta()
        self._timer.start(AFTER_MS)

    def _go_on(self) -> None:
        if not self._window.isVisible():
            return
        spent = QElapsedTimer()
        spent.start()
        try:
            for piece in self._pieces:
                self._sum += piece
                if spent.elapsed() >= AT_ONCE_MS:
                    self._timer.start(0)
                    return
        except StoreError:
            return  # whatever else is read of the log says so
        self._told(self._sum)


class Counting(QObject):
    """Counts on between the events of the app while its window is seen."""

    def __init__(self, window: QWidget, source: LogRows, told: Callable[[int], None]) -> None:
        super().__init__(window)
        self._window = window
        self._source = source
        self._told = told
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Go on until all are counted."""
        self._timer.start(0)

    def _go_on(self) -> None:
        if not self._window.isVisible():
            return
        try:
            count = self._source.count_on(AT_ONCE_MS)
        except StoreError:
            return  # as above
        if self._source.is_counting:
            self._timer.start(0)
        self._told(count)
