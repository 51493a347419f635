"""Takes back, while the app goes on, what an import or another long work has left in the log."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import PresenceError

if TYPE_CHECKING:
    from presence.front.app import App

logger = logging.getLogger(__name__)

_LOOKS, _BETWEEN_MS = 10, 200  # a process that is killed hangs up before it lets go of its files

Work = Callable[[InPieces[None], Callable[[PresenceError], None]], None]


class CutShort(QObject):
    """Made when a process has gone that was at work; one that only seemed so goes on."""

    def __init__(self, app: "App", work: Work) -> None:
        super().__init__(app)
        self._app = app
        self._work = work
        self._looks = 0

    def look(self) -> None:
        """See whether its process is there; it is looked for a few times, and no more."""
        log = self._app.log
        self._looks += 1
        if not log.has_rest:
            self.deleteLater()
        elif not log.is_worked_on:
            logger.info("what was cut short is taken out of the log")
            self._work(self._steps(), self._on_failed)
        elif self._looks < _LOOKS:
            QTimer.singleShot(_BETWEEN_MS, self, self.look)
        else:
            self.deleteLater()

    def _steps(self) -> InPieces[None]:
        yield from self._app.engine.renaming(self._app.log.settling())
        self._app.engine.on_log_changed()
        self.deleteLater()

    def _on_failed(self, error: PresenceError) -> None:
        """The next opening of the log sees to it."""
        logger.warning("what was cut short is still in the log: %s", error)
        self.deleteLater()
