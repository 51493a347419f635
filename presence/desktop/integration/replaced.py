"""Whether the files of the program that runs were replaced by those of another one.

Nothing polls: the kernel tells of the one file, and where it cannot (a network's file system), it
is looked at when something else happens anyway. A checkout is its developer's own matter.
"""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLING_MS = 3000  # until a package is there as a whole

Stamp = tuple[int, int, int]
NO_FILE: Stamp = (0, 0, 0)


def stamp_of(path: Path) -> Stamp:
    """Another value once somebody has put another file in its place."""
    try:
        found = path.stat()
    except OSError:
        return NO_FILE
    return found.st_ino, found.st_mtime_ns, found.st_size


class Replaced(QObject):
    """``happened`` once, when another program's file lies there as a whole."""

    happened = Signal()

    def __init__(
        self, path: Path, parent: QObject | None = None, settling_ms: int = SETTLING_MS
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._first = stamp_of(path)
        self.is_so = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(settling_ms)
        self._settling.timeout.connect(self._on_settled)
        # The folder as well: who writes a file whole renames another one over it.
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_touched)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._hold_on()

    def look(self) -> None:
        """Something has happened: is it another one by now?"""
        if not self.is_so and stamp_of(self._path) not in (self._first, NO_FILE):
            self._settling.start()

    def close(self) -> None:
        """The app goes."""
        self._settling.stop()
        self._watcher.deleteLater()

    def _on_touched(self) -> None:
        self._hold_on()
        self.look()

    def _hold_on(self) -> None:
        """Watch what lies there now: a file that was replaced is another one."""
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for path in (self._path, self._path.parent):
            if os.fspath(path) not in watched and path.exists():
                self._watcher.addPath(os.fspath(path))

    def _on_settled(self) -> None:
        if not self.is_so and stamp_of(self._path) not in (self._first, NO_FILE):
            self.is_so = True
            self.happened.emit()
