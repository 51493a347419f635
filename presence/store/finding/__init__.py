"""Finds the sessions that a filter asks for, in pages: quick also in a log of ten years.

A search by its text alone goes through one narrow table, cut into stretches of time whose counts
are kept, so that a page is found from the stretch that it lies in. Every other filter is answered
once with the numbers of the rows that pass, which are put in order as far as pages are asked for.
What was found last is kept until the log is changed.
"""

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from presence.core.clock import to_ms
from presence.core.editing.filter import LogFilter
from presence.core.session import Session
from presence.store.finding.conditions import (
    Condition,
    by_row,
    by_text,
    ids_by_people,
    needs_only_people,
    needs_only_text,
)
from presence.store.finding.listed import Listed
from presence.store.session_rows import SessionRows

_STRETCH = 2048  # sessions that a page's search may have to walk over, a millisecond or less
_SPENT = "coalesce(sum(max(coalesce(sessions.ended_at, ?) - sessions.started_at, 0)), 0)"
_WITH_TEXTS = (
    "session_texts JOIN sessions ON sessions.id = session_id"
    " AND sessions.started_at = session_texts.started_at"
)
_AT_ONCE = 500  # keys in one query; SQLite takes 32,766

_State = tuple[int, int]


class Finder:
    """Counts and pages of the sessions that pass a filter, newest first; writes nothing."""

    def __init__(self, connection: sqlite3.Connection, rows: SessionRows) -> None:
        self._connection = connection
        self._rows = rows
        self._state: _State | None = None
        self._stretches: Sequence[int] = ()
        self._last: tuple[LogFilter, _Stretched | Listed] | None = None
        self._among: tuple[LogFilter, frozenset[int]] | None = None

    def count(self, wanted: LogFilter) -> int:
        """How many sessions pass."""
        return self._found(wanted).count

    def counting(self, wanted: LogFilter) -> Iterator[int]:
        """How many there are so far, after each stretch: the last is how many there are.

        What is within that count can be found before the rest is counted.
        """
        found = self._found(wanted)
        if isinstance(found, Listed):
            yield found.count
        else:
            yield from found.go_on()
            yield found.count

    def find(self, wanted: LogFilter, offset: int, limit: int) -> Sequence[Session]:
        """A page of them."""
        offset, limit = max(offset, 0), max(limit, 0)
        found = self._found(wanted)
        if isinstance(found, Listed):
            return _in_pieces(self._rows, "rowid", found.numbers(offset, limit))
        return found.page(self._rows, offset, limit)

    def ids(self, wanted: LogFilter, offset: int, limit: int) -> Sequence[str]:
        """The same, only who they are."""
        offset, limit = max(offset, 0), max(limit, 0)
        found = self._found(wanted)
        if isinstance(found, Listed):
            return self._ids_of(found.numbers(offset, limit))
        return found.ids(offset, limit)

    def _ids_of(self, numbers: Sequence[int]) -> Sequence[str]:
        ids: list[str] = []
        for first in range(0, len(numbers), _AT_ONCE):
            piece = numbers[first : first + _AT_ONCE]
            marks = ",".join("?" * len(piece))
            query = f"SELECT rowid, id FROM sessions WHERE rowid IN ({marks})"
            by_number = dict(self._connection.execute(query, tuple(piece)))
            ids += [by_number[number] for number in piece if number in by_number]
        return ids

    def lengths(self, wanted: LogFilter, now: datetime) -> Iterator[timedelta]:
        """The time that they took, to ``now`` where one goes on: pieces of a few milliseconds.

        To be added up by who waits for nothing else: of a hundred thousand it takes a while.
        """
        found = self._found(wanted)
        if isinstance(found, Listed):
            spent = self._lengths_of(found, to_ms(now))
        else:
            spent = found.lengths(self._connection, to_ms(now))
        for milliseconds in spent:
            yield timedelta(milliseconds=milliseconds)

    def _lengths_of(self, found: Listed, now: int) -> Iterator[int]:
        for piece in found.pieces(_STRETCH):
            query = f"SELECT {_SPENT} FROM sessions WHERE rowid IN ({','.join('?' * len(piece))})"
            yield self._connection.execute(query, (now, *piece)).fetchone()[0]

    def _found(self, wanted: LogFilter) -> "_Stretched | Listed":
        self._forget_if_changed()
        if self._last is None or self._last[0] != wanted:
            self._last = wanted, self._look_for(wanted)
        return self._last[1]

    def _look_for(self, wanted: LogFilter) -> "_Stretched | Listed":
        if needs_only_people(wanted):
            found = ids_by_people(self._connection, wanted)
            return Listed(self._connection, found, self._edges())
        if not needs_only_text(wanted):
            return Listed(self._connection, self._numbers(wanted), self._edges())
        return _Stretched(self._connection, by_text(wanted), self._edges(), [])

    def _numbers(self, wanted: LogFilter) -> "array[int]":
        """The rows that pass; while a text is typed, what costs the most is asked only once."""
        rest = replace(wanted, text="", kinds_by_text=frozenset())
        if rest != wanted and (rest.kept or rest.looks or rest.overlapping):
            if self._among is None or self._among[0] != rest:
                self._among = rest, frozenset(self._numbers(rest))
            self._connection.create_function("is_among", 1, self._among[1].__contains__)
            wanted = LogFilter(text=wanted.text, kinds_by_text=wanted.kinds_by_text)
            condition = by_row(self._connection, wanted).and_("is_among(sessions.rowid)")
        else:
            condition = by_row(self._connection, wanted)
        found = self._connection.execute(
            f"SELECT sessions.rowid FROM {condition.tables} WHERE {condition.sql}",
            condition.values,
        )
        return array("q", [row for (row,) in found])

    def _edges(self) -> Sequence[int]:
        """Instants between which lie about as many sessions each, the latest first."""
        if not self._stretches:
            edges = [-(1 << 62)]
            query = (
                "SELECT started_at FROM sessions WHERE started_at > ? ORDER BY 1 LIMIT 1 OFFSET ?"
            )
            while found := self._connection.execute(query, (edges[-1], _STRETCH)).fetchone():
                edges.append(found[0])
            self._stretches = (1 << 62, *reversed(edges))
        return self._stretches

    def _forget_if_changed(self) -> None:
        """By the two counters of SQLite: of what others have committed, and of our own rows."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        state = version, self._connection.total_changes
        if state != self._state:
            self._state, self._stretches = state, ()
            self._last = self._among = None


@dataclass(slots=True)
class _Stretched:
    """What is found by the text alone: how many up to the end of each stretch counted so far."""

    connection: sqlite3.Connection
    condition: Condition
    edges: Sequence[int]
    up_to: list[int]

    @property
    def count(self) -> int:
        return [*self.up_to[-1:], *self.go_on()][-1]

    def go_on(self) -> Iterator[int]:
        """Count the stretches that are left, a millisecond each."""
        query = (
            "SELECT count(*) FROM session_texts"
            f" WHERE started_at >= ? AND started_at < ? AND {self.condition.sql}"
        )
        while len(self.up_to) < len(self.edges) - 1:
            end, start = self.edges[len(self.up_to) :][:2]
            values = (start, end, *self.condition.values)
            (more,) = self.connection.execute(query, values).fetchone()
            self.up_to.append((self.up_to[-1] if self.up_to else 0) + more)
            yield self.up_to[-1]

    def page(self, rows: SessionRows, offset: int, limit: int) -> Sequence[Session]:
        return _in_pieces(rows, "id", self.ids(offset, limit))

    def ids(self, offset: int, limit: int) -> Sequence[str]:
        known = self.up_to[-1] if self.up_to else 0
        counted = self.go_on()
        while known < offset + limit and (more := next(counted, None)) is not None:
            known = more
        stretch = bisect_right(self.up_to, offset)
        if stretch == len(self.up_to):
            return []
        limit = min(limit, known - offset)  # beyond the last one, all of the log would be searched
        before = self.up_to[stretch - 1] if stretch else 0
        found = self.connection.execute(
            f"SELECT session_id FROM session_texts WHERE started_at < ? AND {self.condition.sql}"
            " ORDER BY started_at DESC, session_id LIMIT ? OFFSET ?",
            (self.edges[stretch], *self.condition.values, limit, offset - before),
        )
        return [session_id for (session_id,) in found]

    def lengths(self, connection: sqlite3.Connection, now: int) -> Iterator[int]:
        narrow = "sessions" if self.condition.sql == "1" else _WITH_TEXTS
        query = (
            f"SELECT {_SPENT} FROM {narrow} WHERE sessions.started_at >= ?"
            f" AND sessions.started_at < ? AND {self.condition.sql}"
        )
        for end, start in pairwise(self.edges):
            values = (now, start, end, *self.condition.values)
            yield connection.execute(query, values).fetchone()[0]


def _in_pieces(rows: SessionRows, column: str, keys: Sequence[object]) -> Sequence[Session]:
    """The sessions of these keys, which stand in the order of the log already."""
    found: list[Session] = []
    for first in range(0, len(keys), _AT_ONCE):
        piece = keys[first : first + _AT_ONCE]
        found += rows.where(f"{column} IN ({','.join('?' * len(piece))})", *piece)
    return found
