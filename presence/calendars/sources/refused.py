"""A calendar that cannot even be asked for: no password, an address that is none."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from presence.core.coming.fetched import Brought, Failure


class Refused(QObject):
    """``Source`` that fails each time with what is known beforehand."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self._failure = failure
        self._brought: Brought | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        self._brought = brought
        self._timer.start(0)

    def close(self) -> None:
        self._timer.stop()

    def _on_timeout(self) -> None:
        if self._brought is not None:
            self._brought(self._failure)
