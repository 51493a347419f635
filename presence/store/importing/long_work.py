"""At most one long work of a home at a time: whoever is at it holds a file beside the log.

So others know that an import, a long renaming or undo is at work, and not one that crashed.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from presence.core.errors import ErrorCode, Refused
from presence.store.database import AT_WORK, KNOCK, as_store_error


def is_at_work(folder: Path) -> bool:
    """Whether somebody holds the file of this home."""
    return not _where_nobody_is(folder / AT_WORK, lambda: None)


def sweep(folder: Path) -> None:
    """Take away what one that was cut short has left."""
    for name in (AT_WORK, f"{AT_WORK}-journal", KNOCK):
        with suppress(OSError):
            (folder / name).unlink()


@contextmanager
def at_work(folder: Path, log: str = "") -> Iterator[sqlite3.Connection]:
    """Be the one who is, also where nothing has to be sorted out: a long renaming, or undo.

    What goes wrong within is a fault of the ``log`` where one is named, and else of the file.

    A file is taken away only by who holds it. So of two that begin in the same moment one holds a
    file that is there no more, or gets none.
    """
    path = folder / AT_WORK
    if not _where_nobody_is(path, lambda: sweep(folder)):
        raise Refused(ErrorCode.IMPORT_RUNNING)
    is_ours = False
    with (
        _kept_open(path) as made,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection,
    ):
        try:
            # Nothing of it has to outlive a crash.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            _hold(connection)
            is_ours = _number(path) == made
            if not is_ours:
                raise Refused(ErrorCode.IMPORT_RUNNING)
            yield connection
        except sqlite3.Error as fault:
            raise as_store_error(fault, (is_ours and log) or str(path)) from fault
        finally:
            if is_ours and _is_open(connection):
                sweep(folder)


def _where_nobody_is(path: Path, deed: Callable[[], None]) -> bool:
    """Do it with what is left of one that was cut short held; False where one is at work."""
    number = _number(path)
    if not number:
        return True
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as fault:
            # one that was cut short while it was made may be no database at all
            if _is_busy(fault):
                return False
        if (now := _number(path)) == number:
            deed()
        return now in (0, number)  # and not the file of the next one


def _is_busy(fault: sqlite3.Error) -> bool:
    return (getattr(fault, "sqlite_errorcode", 0) & 0xFF) == sqlite3.SQLITE_BUSY


def _hold(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as fault:
        if _is_busy(fault):
            raise Refused(ErrorCode.IMPORT_RUNNING) from fault
        raise


@contextmanager
def _kept_open(path: Path) -> Iterator[int]:
    """The file, which nobody else reads; its number, which so long is no other's.

    It is closed after the database: closing any of a file's handles lets go of the process's locks.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise as_store_error(fault, str(path)) from fault
    try:
        yield os.fstat(handle).st_ino
    finally:
        os.close(handle)


def _is_open(connection: sqlite3.Connection) -> bool:
    """Whether it was not let go of already: what lies there now may be another's."""
    try:
        connection.total_changes  # noqa: B018  # asked of a closed one it raises
    except sqlite3.ProgrammingError:
        return False
    return True


def _number(path: Path) -> int:
    """Of the file that lies there now; 0 where none does."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
