"""Proves the log: SQLite's own check, the CRC of every row, and what no session can be."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from presence.core.clock import from_ms
from presence.core.errors import ErrorCode, StoreError
from presence.store.database import as_store_error, connect
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows

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
    if not os.path.exists(path):
        return Verdict()
    try:
        connection = connect(str(path))
    except StoreError as error:
        if error.code is not ErrorCode.LOG_IS_DAMAGED:
            raise
        return Verdict(problems=(Problem("damaged", str(error.values.get("detail", ""))),))
    try:
        return _read_all(connection)
    except sqlite3.Error as fault:
        # A table or column that is missing is damage too: the schema is ours.
        if getattr(fault, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
            trouble = as_store_error(fault, str(path))
            if trouble.code is not ErrorCode.LOG_IS_DAMAGED:
                raise trouble from fault
        return Verdict(problems=(Problem("damaged", str(fault)),))
    except _UNREADABLE as fault:
        return Verdict(problems=(Problem("damaged", str(fault)),))
    finally:
        connection.close()


def _read_all(connection: sqlite3.Connection) -> Verdict:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    problems = [
        Problem("damaged", line)
        for (line,) in connection.execute("PRAGMA integrity_check(20)")
        if line != "ok"
    ]
    problems += [
        Problem("lost_reference", f"{table} {row}")
        for table, row, *_rest in connection.execute("PRAGMA foreign_key_check")
    ]
    people = PeopleTable(connection, str)
    rows = SessionRows(connection, people)
    problems += [Problem("session_changed", row) for row in rows.damaged()]
    problems += [Problem("person_changed", row) for row in people.damaged()]
    first, last = connection.execute(
        "SELECT min(started_at), max(coalesce(ended_at, started_at)) FROM sessions"
    ).fetchone()
    return Verdict(
        sessions=number("SELECT count(*) FROM sessions"),
        people=number("SELECT count(*) FROM people"),
        slips=number("SELECT count(*) FROM slips"),
        first_at=None if first is None else from_ms(first),
        last_at=None if last is None else from_ms(last),
        problems=tuple(problems),
    )
