"""What an import has written, carried over from SQLite's journal into the log: seldom, and apart.

Ids fall on pages all over the indexes, so that many pieces write the same ones: carried over
together, each is once. Others would do so at their next commit, and wait for it; but SQLite leaves
in the journal whatever a reader of an earlier state is not to see, and here is one.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from presence.store.stepping.checkpoints import checkpoints_every

_TOGETHER = 1000  # rows; they are some 30 MB of the journal


@contextmanager
def carrying_over(connection: sqlite3.Connection, path: str) -> Iterator[Callable[[int], None]]:
    """Around many transactions; what it gives is told after each how many rows were written.

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


def _read(reader: sqlite3.Connection) -> None:
    reader.execute("BEGIN")
    reader.execute("SELECT 1 FROM meta").fetchone()  # only now the state is chosen
