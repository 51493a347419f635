"""How much of what is written SQLite carries over from its journal into the log at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_SMALL = 250  # pages: a few milliseconds; of 1,000, as otherwise, a picture of the screen is missed


@contextmanager
def small_checkpoints(connection: sqlite3.Connection) -> Iterator[None]:
    """Little at once, for who works between the events of the app."""
    with checkpoints_every(connection, _SMALL):
        yield


@contextmanager
def checkpoints_every(connection: sqlite3.Connection, pages: int) -> Iterator[None]:
    """After so many pages."""
    (before,) = connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA wal_autocheckpoint = {before}")
