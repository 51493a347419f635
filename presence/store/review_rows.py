"""Sessions as the review needs them: read column by column, not one by one.

A year has ten thousand of them, for whose ``Session`` objects a person would have to wait. What
cannot be in a row is damage here too.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from presence.core.review.lean import LeanSlip
from presence.core.review.rows import Rows
from presence.core.session import MAX_LENGTH, Said, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store.documents import rows_that_can_be
from presence.store.people import PeopleTable
from presence.store.session_rows import TAG_SEPARATOR

_COLUMNS = (
    "rowid, id, kind, started_at, ended_at, planned_end_at, place, confirmed, said, watched,"
    " enjoyed, distracted, tags"
)
# For each column what it may hold: STRICT is heeded when SQLite writes, not when it reads.
_TEXT, _NUMBER = frozenset({str}), frozenset({int})
_MAYBE_TEXT, _MAYBE_NUMBER = _TEXT | {type(None)}, _NUMBER | {type(None)}
_TYPES = (
    *(_NUMBER, _TEXT, _TEXT, _NUMBER, _NUMBER, _MAYBE_NUMBER, _TEXT, _NUMBER, _MAYBE_TEXT, _TEXT),
    *(_MAYBE_NUMBER, _MAYBE_NUMBER, _TEXT),
)
# Ended sessions that overlap a span. No session is longer than MAX_LENGTH: the index on started_at
# finds them all.
_WITHIN = "started_at > ? AND started_at < ? AND ended_at > ?"
_AT_ONCE = 500  # ids in one query
_LONGEST = MAX_LENGTH // timedelta(milliseconds=1)
_Span = tuple[int, int, int]

_SAID = {None, *(said.value for said in Said)}
_SCORES = {None, 1, 2, 3, 4, 5}
_SOURCES = {source.value: source for source in SlipSource}
_REASONS: dict[str | None, SlipReason | None] = {
    None: None,
    **{reason.value: reason for reason in SlipReason},
}


class ReviewRows:
    """Reads what the review of a span needs; instants are milliseconds."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleTable) -> None:
        self._connection = connection
        self._people = people

    def between(self, start: int, end: int) -> Rows:
        """The ended sessions that overlap [start, end), oldest first."""
        span = start - _LONGEST - 1, end, start
        query = f"SELECT {_COLUMNS} FROM sessions WHERE {_WITHIN} ORDER BY started_at, rowid"
        with rows_that_can_be():
            found = self._connection.execute(query, span).fetchall()
            rowids, ids, kinds, started, ended, planned, places, *others = _columns(found)
            confirmed, said, watched, enjoyed, distracted, tags = others
            _refuse(not {*enjoyed, *distracted} <= _SCORES or not set(said) <= _SAID)
            of_tags = {each: tuple(each.split(TAG_SEPARATOR)) if each else () for each in set(tags)}
            for each in set(watched):
                _ = [Watched(what) for what in each.split()]
            place_of = {rowid: place for place, rowid in enumerate(rowids)}
            return Rows(
                ids=ids,
                kinds=kinds,
                started=started,
                ended=ended,
                planned=planned,
                places=places,
                confirmed=confirmed,
                said=said,
                watched=watched,
                enjoyed=enjoyed,
                distracted=distracted,
                tags=[of_tags[each] for each in tags],
                people=self._people_within(span, place_of),
                slips=self._slips_within(span, place_of),
            )

    def time(self, start: int, end: int) -> int:
        """The milliseconds of all ended sessions within [start, end), added up by SQLite."""
        query = f"SELECT sum(min(ended_at, ?) - max(started_at, ?)) FROM sessions WHERE {_WITHIN}"
        span = start - _LONGEST - 1, end, start
        with rows_that_can_be():
            (found,) = self._connection.execute(query, (end, start, *span)).fetchone()
            _refuse(found is not None and type(found) is not int)
            return found or 0

    def _people_within(self, span: _Span, place_of: Mapping[int, int]) -> list[tuple[int, str]]:
        pairs = self._connection.execute(
            "SELECT sessions.rowid, person_id FROM sessions JOIN session_people ON session_id = id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid, position",
            span,
        ).fetchall()
        names = self._names({person for _rowid, person in pairs})
        return [(place_of[rowid], names[person]) for rowid, person in pairs]

    def _names(self, person_ids: Iterable[str]) -> dict[str, str]:
        ids, names = list(person_ids), dict[str, str]()
        for first in range(0, len(ids), _AT_ONCE):
            names.update(self._people.names_of(ids[first : first + _AT_ONCE]))
        _refuse(not set(map(type, names.values())) <= _TEXT)
        return names

    def _slips_within(
        self, span: _Span, place_of: Mapping[int, int]
    ) -> Mapping[int, Sequence[LeanSlip]]:
        found: dict[int, list[LeanSlip]] = {}
        for rowid, at, length, source, reason in self._connection.execute(
            "SELECT sessions.rowid, at, length, source, reason"
            " FROM sessions JOIN slips ON session_id = sessions.id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid",
            span,
        ):
            _refuse(type(at) is not int or type(length) is not int)
            slip = LeanSlip(at, length, _SOURCES[source], _REASONS[reason])
            found.setdefault(place_of[rowid], []).append(slip)
        return found


def _columns(found: list[tuple[Any, ...]]) -> list[Sequence[Any]]:
    columns: list[Sequence[Any]] = list(zip(*found, strict=True)) or [()] * len(_TYPES)
    for column, types in zip(columns, _TYPES, strict=True):
        _refuse(not set(map(type, column)) <= types)
    return columns


def _refuse(is_damage: bool) -> None:
    if is_damage:
        raise ValueError("a value that none of ours can hold")
