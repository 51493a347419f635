"""The schema of the log: brings an older log to it, and tells whether all of it is there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from presence.core.person import folded
from presence.store.database import APPLICATION_ID, SCHEMA_VERSION, transaction
from presence.store.documents import checksum

SCHEMA_CRC = 0x493CF3FF  # of what the migrations make; a test says when it is another
_MIGRATES_WITH = -64_000  # KiB
_SCHEMA = "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
_FOLDER = os.path.dirname(__file__)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a log of that version, 0 for an empty one, to ours: all of it, or nothing."""
    connection.create_function("folded", 1, folded, deterministic=True)
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {_MIGRATES_WITH}")  # ids lie all over a log
    with transaction(connection):
        # Another process may have done it while this one waited for the lock.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number in range(version + 1, SCHEMA_VERSION + 1):
            with open(os.path.join(_FOLDER, f"{number:04}.sql"), encoding="utf-8") as file:
                script = file.read()
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute(f"PRAGMA cache_size = {before}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit the transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def lost_table(connection: sqlite3.Connection) -> str | None:
    """The first of them; a start asks, and nearly always finds the schema as it knows it."""
    if schema_crc(connection) == SCHEMA_CRC:
        return None
    return next(iter(lost_tables(connection)), None)


def schema_crc(connection: sqlite3.Connection) -> int:
    """The CRC over all tables and indexes, as they are written in the file."""
    return checksum(repr(sorted(connection.execute(_SCHEMA))))


def lost_tables(connection: sqlite3.Connection) -> Iterator[str]:
    """The names of tables and indexes that are missing, or are not as the migrations make them."""
    there = set(connection.execute(_SCHEMA))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as pattern:
        migrate(pattern, 0)
        for row in pattern.execute(_SCHEMA):
            if row not in there:
                yield row[0]
