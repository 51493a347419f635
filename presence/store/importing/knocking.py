"""Who waits for the log knocks, and whoever holds it for a long work opens between two pieces.

Within a process that is done at once, for there the one waits for the other to return; to another
process a file beside the log says so, as long as a long work is there to read it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from presence.store.database import AT_WORK, KNOCK, path_of
from presence.store.importing.long_work import is_at_work

_opening: dict[str, Callable[[], None]] = {}  # by the path of the log


def knock(connection: sqlite3.Connection) -> None:
    """Ask for the log that this connection could not write to; once more does no harm."""
    path = path_of(connection)
    if (opens := _opening.get(path)) is not None:
        opens()
        return
    folder = os.path.dirname(path)
    if os.path.exists(os.path.join(folder, AT_WORK)):
        with suppress(OSError):  # then it is the next pause that one waits for
            flags = os.O_WRONLY | os.O_CREAT
            os.close(os.open(os.path.join(folder, KNOCK), flags, 0o600))


def is_held_here() -> bool:
    """Whether this process holds a log, and opens it for who knocks."""
    return bool(_opening)


def open_here() -> None:
    """Let others write to what this process holds; between two pieces."""
    for opens in _opening.values():
        opens()


class Door:
    """Where it is heard that somebody knocks at the log of this connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._path = path_of(connection)
        self._file = os.path.join(os.path.dirname(self._path), KNOCK)

    @contextmanager
    def opened_by(self, opens: Callable[[], None]) -> Iterator[None]:
        """Within it ``opens`` is called when somebody in this process wants to write."""
        with self._seen_beside_the_log():
            self.answered()  # who knocked at one that was cut short
            _opening[self._path] = opens
            try:
                yield
            finally:
                del _opening[self._path]
                self.answered()

    @contextmanager
    def _seen_beside_the_log(self) -> Iterator[None]:
        """A log that is a link lies elsewhere, and whoever knocks knows where it lies."""
        folder = Path(self._path).parent
        if is_at_work(folder):  # it is no link
            yield
            return
        sign = folder / AT_WORK
        with suppress(OSError):
            os.close(os.open(sign, os.O_WRONLY | os.O_CREAT, 0o600))
        try:
            yield
        finally:
            with suppress(OSError):
                sign.unlink()

    @property
    def is_knocked_at(self) -> bool:
        """Whether somebody in another process wants to write."""
        return os.path.exists(self._file)

    def answered(self) -> None:
        """Whoever knocked has had the chance."""
        with suppress(OSError):
            os.unlink(self._file)
