"""Proves the log: SQLite's own check, the CRC of every row, and what no session can be."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from presence.core.clock import from_ms
from presence.core.errors import ErrorCode, StoreError
from presence.store.backups.working_copy import working_copy
from presence.store.database import as_store_error, connect, refuse_what_is_no_log
from presence.store.documents import checksum, load_kind
from presence.store.migrations import lost_tables
from presence.store.people import PeopleTable
from presence.store.seal import damaged_changes
from presence.store.session_rows import SessionRows
from presence.store.session_writer import SessionWriter
from presence.store.things import ThingsTable

# What our own reading says of bytes that no row of ours can hold.
_UNREADABLE = (ValueError, TypeError, KeyError, OverflowError)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a word, and with which row or in which words of SQLite."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the log holds, and what is wrong with it."""

    sessions: int = 0
    people: int = 0
    slips: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_ok(self) -> bool:
        return not self.problems


def verify(path: Path) -> Verdict:
    """Read the whole log; a damaged one is a verdict, one that cannot be opened a StoreError."""
    if not os.path.lexists(path):
        return Verdict()
    try:
        connection = connect(str(path))
    except StoreError as error:
        if error.code is not ErrorCode.LOG_IS_DAMAGED:
            raise
        return _damaged(error.values.get("detail", ""))
    with closing(connection):
        return _verdict_on(connection, path)


def verify_file(path: Path) -> Verdict:
    """The same for a file beside the log, of which nothing is changed, nor made next to it."""
    try:
        refuse_what_is_no_log(str(path))
        with working_copy(path) as copy:  # an older one is brought to this version
            return verify(copy)
    except OSError as fault:
        raise as_store_error(fault, str(path)) from fault
    except StoreError as error:
        if error.code is ErrorCode.LOG_IS_DAMAGED:
            return _damaged(error.values.get("detail", ""))
        error.values["path"] = str(path)
        raise


def _verdict_on(connection: sqlite3.Connection, path: Path) -> Verdict:
    try:
        connection.execute("BEGIN")  # one state of the log, whoever writes meanwhile
        return _read_all(connection)
    except sqlite3.Error as fault:
        # A table or column that is missing is damage too: the schema is ours.
        if getattr(fault, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
            trouble = as_store_error(fault, str(path))
            if trouble.code is not ErrorCode.LOG_IS_DAMAGED:
                raise trouble from fault
        return _damaged(fault)
    except _UNREADABLE as fault:
        return _damaged(fault)


def _damaged(detail: object) -> Verdict:
    return Verdict(problems=(Problem("damaged", str(detail)),))


def _read_all(connection: sqlite3.Connection) -> Verdict:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    first, last = connection.execute(
        "SELECT min(started_at), max(coalesce(ended_at, started_at)) FROM sessions"
    ).fetchone()
    return Verdict(
        sessions=number("SELECT count(*) FROM sessions"),
        people=number("SELECT count(*) FROM people"),
        slips=number("SELECT count(*) FROM slips"),
        first_at=None if first is None else from_ms(first),
        last_at=None if last is None else from_ms(last),
        problems=tuple(_problems(connection)),
    )


def _problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Problem("damaged", line)
    for name in lost_tables(connection):
        yield Problem("schema_changed", name)
    for table, row, *_rest in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("lost_reference", f"{table} {row}")
    people = PeopleTable(connection, str)
    rows = SessionRows(connection, people)
    damaged = list(rows.damaged())
    for session_id in damaged:
        yield Problem("session_changed", session_id)
    for session_id in SessionWriter(connection).lost_texts():
        if session_id not in damaged:
            yield Problem("search_changed", session_id)
    for thing in ThingsTable(connection).damaged():
        yield Problem("thing_changed", thing)
    for person_id in people.damaged():
        yield Problem("person_changed", person_id)
    for key, document, crc in connection.execute("SELECT key, document, crc FROM kinds"):
        if checksum(document) != crc or load_kind(document).key != key:
            yield Problem("kind_changed", key)
    for counter in damaged_changes(connection):
        yield Problem("history_changed", str(counter))
    for name, value, crc in connection.execute("SELECT name, value, crc FROM meta"):
        if crc is not None and checksum(name + value) != crc:
            yield Problem("setting_changed", name)
