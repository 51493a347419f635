"""The files that name the zone, watched by the kernel: Linux, and macOS (not yet run there).

timedated, an installer or a person makes a new link and renames it over /etc/localtime, or removes
the old one first. The watch is on the folder, for one on the link would be on the zone's own file.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import QFileSystemWatcher

from presence.desktop.zone.system import LOCALTIME, TIMEZONE


class ZoneFiles:
    """A ``zone.watch.Source``."""

    def __init__(self, *files: str) -> None:
        self._files = files or (LOCALTIME, TIMEZONE)
        self._watcher: QFileSystemWatcher | None = None
        self._seen: tuple[object, ...] = ()
        self._told: Callable[[], None] = lambda: None

    def start(self, told: Callable[[], None]) -> None:
        self._told = told
        self._watcher = QFileSystemWatcher()
        self._watcher.directoryChanged.connect(self._on_change)
        self._watcher.fileChanged.connect(self._on_change)
        self._watcher.addPaths(sorted({os.path.dirname(file) for file in self._files}))
        self._hold_on()
        self._seen = self._look()

    def stop(self) -> None:
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _on_change(self) -> None:
        """Much else is in that folder, and asking for the zone costs more than this look."""
        self._hold_on()
        seen = self._look()
        if seen != self._seen:
            self._seen = seen
            self._told()

    def _hold_on(self) -> None:
        """Watch a file that is written in place; after it was replaced, the new one."""
        if self._watcher is not None:
            watched = set(self._watcher.files())
            for file in self._files:
                if file not in watched and os.path.isfile(file) and not os.path.islink(file):
                    self._watcher.addPath(file)

    def _look(self) -> tuple[object, ...]:
        return tuple(_trace(file) for file in self._files)


def _trace(file: str) -> object:
    """What is another one when the file is: where a link points, when a file was written."""
    try:
        status = os.lstat(file)
        if os.path.islink(file):
            return os.readlink(file)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
