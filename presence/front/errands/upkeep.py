"""The log is copied and proved when that is due, in a process of its own.

What that takes is not kept in memory all day, and a long log keeps no click waiting.
"""

import logging
import sys
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.desktop.child import start_child
from presence.desktop.child.child import Child
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
        self._child: Child | None = None
        self._is_asked_again = False

    def look(self) -> None:
        """Do what is due; what becomes due while something is done comes after it."""
        self._is_asked_again = self._child is not None
        if self._is_asked_again or not self._paths.database.exists():
            return
        if not is_due(self._paths, self._clock.now()):
            return
        try:
            words = ["-P", "-m", PROGRAM, str(self._paths.data)]
            self._child = start_child([sys.executable, *words], self)
        except OSError as fault:
            logger.warning("no backup today: %s", fault.strerror)
        else:
            self._child.done.connect(self._on_done)

    def close(self) -> None:
        """The app goes; so does what it has begun."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _on_done(self, code: int, said: str) -> None:
        if self._child is not None:
            self._child.deleteLater()
            self._child = None
        if code != 0:
            logger.warning("keeping the log up ended with %d", code)
        count, _space, newest_at = said.strip().partition(" ")
        if count.isdecimal():
            at = datetime.fromisoformat(newest_at) if newest_at else None
            self.damage_found.emit(int(count), at)
        if self._is_asked_again:
            self.look()
