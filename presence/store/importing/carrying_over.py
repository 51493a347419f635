"""What an import has written, carried over from SQLite's journal into the log: at its end, apart.

Others would do so at their next commit, and wait for it; but SQLite leaves in the journal whatever
a reader of an earlier state is not to see, and here is one.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from presence.store.database import as_store_error
from presence.store.stepping.checkpoints import checkpoints_every

_TOGETHER = 1000  # rows; of ids that fall all over the indexes they are some 30 MB of the journal


@contextmanager
def carrying_over(connection: sqlite3.Connection, path: str) -> Iterator[Callable[[int], None]]:
    """Around a long work; what it gives is told of rows that are committed before its end.

    It holds nobody up: meanwhile others may read and write.
    """
    written = 0

    def told(rows: int) -> None:
        nonlocal written
        written += rows
        if written < _TOGETHER:
            return
        written = 0
        reader.execute("COMMIT")
        with suppress(sqlite3.Error):  # as at a commit: what cannot be now is done the next time
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        _read(reader)

    with (
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
        checkpoints_every(connection, 0),
    ):
        _read(reader)
        yield told


def carry_over(path: str) -> None:
    """Carry over all that is in the journal, and make it small again; nobody waits for that."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def sync_journal(path: str) -> None:
    """Have on the disk what the journal holds; done now and then, no commit waits for much.

    Raises StoreError.
    """
    try:
        descriptor = os.open(f"{os.path.realpath(path)}-wal", os.O_RDWR)  # the log may be a link
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as fault:
        raise as_store_error(fault, path) from fault


def _read(reader: sqlite3.Connection) -> None:
    reader.execute("BEGIN")
    reader.execute("SELECT 1 FROM meta").fetchone()  # only now the state is chosen
