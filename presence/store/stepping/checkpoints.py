"""How SQLite goes about much that is written: what it keeps in the memory, and what it carries over
from its journal into the log at once.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_CACHE = -64_000  # KiB
# Pages, as many as anybody else waits for: of more a "start" meanwhile would carry over the rest.
_USUAL = 1000
_SMALL = 250  # pages: a few milliseconds; of 1,000, as otherwise, a picture of the screen is missed


@contextmanager
def small_checkpoints(connection: sqlite3.Connection) -> Iterator[None]:
    """Little at once, so that neither the app nor a "start" meanwhile waits for the disk."""
    with checkpoints_every(connection, _SMALL):
        yield


@contextmanager
def much_room(connection: sqlite3.Connection) -> Iterator[None]:
    """More of the log in the memory, for a process of its own: ids fall all over its indexes."""
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    try:
        with small_checkpoints(connection):
            yield
    finally:
        connection.execute(f"PRAGMA cache_size = {before}")


@contextmanager
def no_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """No commit waits for the disk, where it does not matter how many of them were lost.

    SQLite keeps their order, and waits when it carries them over.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        with checkpoints_every(connection, _USUAL):
            yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def checkpoints_every(connection: sqlite3.Connection, pages: int) -> Iterator[None]:
    """After so many pages; 0 is never."""
    (before,) = connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA wal_autocheckpoint = {before}")
