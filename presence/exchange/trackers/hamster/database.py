"""Reads the database of Hamster, which nobody writes to meanwhile: not even SQLite itself.

It is a file of somebody else, so that it may be made to harm: only tables are read, no view and no
trigger runs, what a value holds is as short as a line, and a step that takes too long is ended.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import tzinfo
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO
from urllib.parse import quote

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.lines import LONGEST
from presence.exchange.trackers.hamster import Fact, session_out_of
from presence.exchange.untold import Untold

_TABLES = {"facts", "activities", "categories", "tags", "fact_tags"}
_FACTS = """
SELECT facts.id, facts.start_time, facts.end_time, activities.name, categories.name,
    facts.description, tags.name
FROM facts
LEFT JOIN activities ON activities.id = facts.activity_id
LEFT JOIN categories ON categories.id = activities.category_id
LEFT JOIN fact_tags ON fact_tags.fact_id = facts.id
LEFT JOIN tags ON tags.id = fact_tags.tag_id
ORDER BY facts.id
"""
_STEPS = 1_000_000  # of SQLite's machine; some hundredths of a second
_PATIENCE = 1000  # times as many for one row: the first comes when all of them are sorted

Row = tuple[object, ...]


def read(stream: BinaryIO, path: str, zone: tzinfo, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row of ``facts``, its ``line`` being the row's id."""
    with _on_disk(stream, path) as file, closing(_opened(file)) as connection:
        connection.set_progress_handler(_Patience().is_over, _STEPS)
        try:
            _look_at_tables(connection, path)
            rows = connection.execute(_FACTS)
            for number, (_fact_id, of_one) in enumerate(groupby(rows, itemgetter(0)), 1):
                yield _arrived(list(of_one), number, zone, untold)
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as fault:
            raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=str(fault)) from fault


class _Patience:
    """Ends what never ends: SQLite asks after so many steps whether it shall stop."""

    def __init__(self) -> None:
        self._left = _PATIENCE

    def is_over(self) -> bool:
        self._left -= 1
        return self._left < 0


@contextmanager
def _on_disk(stream: BinaryIO, path: str) -> Iterator[str]:
    """A path that SQLite can open; of what comes down a pipe a copy is made."""
    path = os.path.abspath(os.path.expanduser(path))
    if os.path.isfile(path):
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="presence-") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield copy.name


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _look_at_tables(connection: sqlite3.Connection, path: str) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    if not {bytes(name).decode(errors="replace") for (name,) in rows} >= _TABLES:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)


def _arrived(rows: Iterable[Row], number: int, zone: tzinfo, untold: Untold) -> Arrival | LeftOut:
    """One fact: a row for each of its tags."""
    rows = list(rows)
    fact_id, start, end, activity, category, description, _tag = rows[0]
    line = fact_id if type(fact_id) is int and fact_id > 0 else number
    try:
        fact = Fact(
            _text("start_time", start),
            _text("end_time", end),
            _text("activity", activity),
            _text("category", category),
            _text("description", description),
            tuple(_text("tags", row[-1]) for row in rows[: checks.MOST + 1]),
        )
        return Arrival(line, Visit(session_out_of(fact, zone, untold), by_id=False))
    except BadRowError as fault:
        return LeftOut(line, fault.why, fault.field, fault.value)


def _text(field: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, bytes):
        raise BadRowError(Why.BAD_VALUE, field, value)
    try:
        return checks.text(field, value.decode())
    except UnicodeDecodeError as fault:
        raise BadRowError(Why.NOT_UTF8) from fault
