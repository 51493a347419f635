"""Hears of changes of a switch that is a file: written in place, replaced, removed, made anew."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

READ_SIZE = 65536  # the settings of a notification server have some hundred bytes


class FileWatch(QObject):
    """Emits ``changed`` once for each change of what is in one of the files; nothing is polled.

    The folder is watched as well, for who writes a file whole renames another one over it, and the
    watch on the old one goes with that.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[str, bytes | None] = {}
        self._watcher: QFileSystemWatcher | None = None

    def watch(self, files: Iterable[str]) -> bool:
        """Watch these from now on, and no others; whether there is one among them that is new."""
        wanted = list(dict.fromkeys(files))
        fresh = [file for file in wanted if file not in self._held]
        self._held = {
            file: self._held[file] if file in self._held else _content(file) for file in wanted
        }
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if wanted:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._look)
            self._watcher.directoryChanged.connect(self._look)
            self._hold_on()
            self._look()  # between the reading and the watching
        return bool(fresh)

    def _look(self) -> None:
        self._hold_on()
        now = {file: _content(file) for file in self._held}
        if now != self._held:
            self._held = now
            self.changed.emit()

    def _hold_on(self) -> None:
        """Watch what is there and is not watched: a file that was replaced is another one."""
        if self._watcher is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for file in self._held:
            for path in (file, str(Path(file).parent)):
                if path not in watched and Path(path).exists():
                    self._watcher.addPath(path)


def _content(file: str) -> bytes | None:
    """What is in it; None where there is no such file, or none that can be read."""
    try:
        with open(file, "rb") as opened:
            return opened.read(READ_SIZE)
    except OSError:
        return None
