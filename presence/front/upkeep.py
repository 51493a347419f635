"""The log is copied and proved when that is due, in a process of its own.

What that takes is not kept in memory all day, and a long log keeps no click waiting.
"""

import logging
import sys
from datetime import datetime

from PySide6.QtCore import QObject, QProcess, Signal

from presence.core.clock import Clock
from presence.paths import Paths
from presence.store.backups.due import is_due

logger = logging.getLogger(__name__)

PROGRAM = "presence.store.backups.keep_up"


class Upkeep(QObject):
    """``damage_found`` names how many problems there are, and the instant of the last good backup.

    A process that is ended with the app leaves nothing half done: what was due is due again.
    """

    damage_found = Signal(int, object)

    def __init__(self, paths: Paths, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._clock = clock
        self._process: QProcess | None = None
        self._is_asked_again = False

    def look(self) -> None:
        """Do what is due; what becomes due while something is done comes after it."""
        self._is_asked_again = self._process is not None
        if self._is_asked_again or not self._paths.database.exists():
            return
        if not is_due(self._paths, self._clock.now()):
            return
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(sys.executable, ["-m", PROGRAM, str(self._paths.data)])

    def close(self) -> None:
        """The app goes; so does what it has begun."""
        if self._process is not None:
            self._process.finished.disconnect(self._on_finished)
            self._process.kill()
            self._process.waitForFinished(1000)
            self._process = None

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            logger.warning("no backup today: no process for it")
            self._forget()

    def _on_finished(self, code: int) -> None:
        process = self._process
        assert process is not None
        said = bytes(process.readAllStandardOutput().data()).decode(errors="replace")
        if code != 0:
            logger.warning("keeping the log up ended with %d", code)
        self._forget()
        count, _space, newest_at = said.strip().partition(" ")
        if count:
            at = datetime.fromisoformat(newest_at) if newest_at else None
            self.damage_found.emit(int(count), at)
        if self._is_asked_again:
            self.look()

    def _forget(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
