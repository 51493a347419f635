"""Something that is done at once, as long as that leaves the app its time."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SHARE = 0.2  # of the app's time, in the long run
SPARE_S = 0.25  # that may be taken at once


class Unhurried(QObject):
    """Phones may tell faster than a table of many can be shown; the last one is always shown."""

    def __init__(
        self,
        deed: Callable[[], object],
        parent: QObject,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._deed = deed
        self._seconds = seconds
        self._spare, self._since = SPARE_S, seconds()
        self._is_wanted = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)

    def do(self) -> None:
        """Now, or once it has rested."""
        if self._rest.isActive():
            self._is_wanted = True
            return
        self._is_wanted = False
        began = self._seconds()
        self._deed()
        ended = self._seconds()
        saved = self._spare + (began - self._since) * SHARE
        self._spare, self._since = min(saved, SPARE_S) - (ended - began), ended
        if self._spare < 0:
            self._rest.start(round(-self._spare / SHARE * 1000))

    def stop(self) -> None:
        """The app goes."""
        self._rest.stop()

    def _on_rested(self) -> None:
        if self._is_wanted:
            self.do()
