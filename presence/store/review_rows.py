"""Sessions as the review needs them: read column by column, not one by one.

A year has ten thousand of them, for whose ``Session`` objects a person would have to wait. What
cannot be in a row is damage here too.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from presence.core.frozen import Any
from presence.core.review.lean import LeanSlip
from presence.core.review.rows import Company, Rows
from presence.core.session import MAX_LENGTH, Said, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store.documents import rows_that_can_be
from presence.store.marks import with_marks
from presence.store.people import PeopleTable
from presence.store.session_rows import TAG_SEPARATOR

_COLUMNS = (
    "rowid, id, kind, started_at, ended_at, planned_end_at, place, confirmed, said, watched,"
    " enjoyed, distracted, tags"
)
# Ended sessions that overlap a span. No session is longer than MAX_LENGTH: the index on started_at
# finds them all.
_WITHIN = "started_at > ? AND started_at < ? AND ended_at > ?"
# The same in the order of their ids, in which what belongs to them lies: each page is read once.
_BY_ID = f"(SELECT id, started_at, ended_at FROM sessions WHERE {_WITHIN} ORDER BY id)"
_AT_ONCE = 500  # ids in one query
_LONGEST = MAX_LENGTH // timedelta(milliseconds=1)
_Span = tuple[int, int, int]

_SAID = frozenset((None, *(said.value for said in Said)))
_WATCHED = frozenset(watched.value for watched in Watched)
_SCORES = frozenset((None, *range(1, 6)))
_SOURCES = frozenset(source.value for source in SlipSource)
_REASONS = frozenset((None, *(reason.value for reason in SlipReason)))


class ReviewRows:
    """Reads what the review of a span needs; instants are milliseconds."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleTable) -> None:
        self._connection = connection
        self._people = people

    def between(self, start: int, end: int, with_people: bool) -> Rows:
        """The ended sessions that overlap [start, end), oldest first."""
        span = start - _LONGEST - 1, end, start
        query = f"SELECT {_COLUMNS} FROM sessions WHERE {_WITHIN} ORDER BY started_at, rowid"
        with rows_that_can_be():
            columns = _columns(self._connection.execute(query, span), 13)
            rowids, ids, kinds, started, ended, planned, places, *others = columns
            confirmed, said, watched, enjoyed, distracted, tags = others
            _refuse_what_cannot_be(columns)
            of_tags = {each: tuple(each.split(TAG_SEPARATOR)) if each else () for each in set(tags)}
            place_of = {rowid: place for place, rowid in enumerate(rowids)}
            people_in, people = self._people_within(span, place_of) if with_people else ([], [])
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
                people=people,
                people_in=people_in,
                slips=self._slips_within(span, place_of),
            )

    def hours(self, start: int, end: int) -> tuple[list[int], list[int], list[str]]:
        """Start, end and kind of the same sessions, and nothing else: for many years at once."""
        query = f"SELECT started_at, ended_at, kind FROM sessions WHERE {_WITHIN} ORDER BY 1, rowid"
        span = start - _LONGEST - 1, end, start
        with rows_that_can_be():
            started, ended, kinds = _columns(self._connection.execute(query, span), 3)
            _ = sum(started), sum(ended), "".join(kinds)  # a TypeError where one is damaged
            return started, ended, kinds

    def time(self, start: int, end: int) -> int:
        """The milliseconds of all ended sessions within [start, end), added up by SQLite."""
        query = f"SELECT sum(min(ended_at, ?) - max(started_at, ?)) FROM sessions WHERE {_WITHIN}"
        span = start - _LONGEST - 1, end, start
        return self._sum(query, (end, start, *span))

    def _by_person(self, start: int, end: int) -> dict[str, int]:
        """The milliseconds with each person, added up by SQLite."""
        query = (
            "SELECT name, milliseconds FROM"
            " (SELECT person_id, sum(min(ended_at, ?) - max(started_at, ?)) AS milliseconds"
            f" FROM {_BY_ID} AS within CROSS JOIN session_people ON session_id = within.id"
            " GROUP BY person_id)"
            " LEFT JOIN people ON people.id = person_id"
        )
        span = start - _LONGEST - 1, end, start
        with rows_that_can_be():
            found = self._connection.execute(query, (end, start, *span)).fetchall()
            "".join([name for name, _milliseconds in found])  # a TypeError where one is nobody
            sum([milliseconds for _name, milliseconds in found])
            return dict(found)

    def company(self, start: int, end: int, groups: Mapping[str, Sequence[str]]) -> Company:
        """The time with each person and each group."""
        return Company(
            self._by_person(start, end),
            {group: self._with_any(names, start, end) for group, names in groups.items()},
        )

    def _with_any(self, names: Sequence[str], start: int, end: int) -> int:
        """The milliseconds with anybody of these people: an hour with several counts once."""
        ids = [each for each in map(self._people.find, names) if each is not None]
        marks, values = with_marks(ids)
        query = (
            "SELECT sum(min(ended_at, ?) - max(started_at, ?)) FROM sessions WHERE id IN"
            f" (SELECT session_id FROM session_people WHERE person_id IN ({marks})) AND {_WITHIN}"
        )
        span = start - _LONGEST - 1, end, start
        return self._sum(query, (end, start, *values, *span)) if ids else 0

    def _sum(self, query: str, values: tuple[object, ...]) -> int:
        with rows_that_can_be():
            (found,) = self._connection.execute(query, values).fetchone()
            _refuse(found is not None and type(found) is not int)
            return found or 0

    def _people_within(
        self, span: _Span, place_of: Mapping[int, int]
    ) -> tuple[list[int], list[str]]:
        query = (
            "SELECT sessions.rowid, person_id FROM sessions JOIN session_people ON session_id = id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid, position"
        )
        rowids, person_ids = _columns(self._connection.execute(query, span), 2)
        names = self._names(set(person_ids))
        return [place_of[rowid] for rowid in rowids], [names[each] for each in person_ids]

    def _names(self, person_ids: Iterable[str]) -> dict[str, str]:
        ids, names = list(person_ids), dict[str, str]()
        for first in range(0, len(ids), _AT_ONCE):
            names.update(self._people.names_of(ids[first : first + _AT_ONCE]))
        "".join(names.values())  # a TypeError where one is no text
        return names

    def _slips_within(
        self, span: _Span, place_of: Mapping[int, int]
    ) -> Mapping[int, Sequence[LeanSlip]]:
        query = (
            "SELECT sessions.rowid, at, length, source, reason"
            " FROM sessions JOIN slips ON session_id = sessions.id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid"
        )
        rowids, *columns = _columns(self._connection.execute(query, span), 5)
        at, lengths, sources, reasons = columns
        _refuse(not {*map(type, at), *map(type, lengths)} <= {int})
        _refuse(not set(sources) <= _SOURCES or not set(reasons) <= _REASONS)
        found: dict[int, list[LeanSlip]] = {}
        for rowid, slip in zip(rowids, map(_lean_slip, zip(*columns, strict=True)), strict=True):
            found.setdefault(place_of[rowid], []).append(slip)
        return found


# What NamedTuple's own _make does, without its call into Python for each of many thousands.
_lean_slip = partial(tuple.__new__, LeanSlip)


def _columns(cursor: sqlite3.Cursor, count: int) -> list[list[Any]]:
    """The rows as columns; a piece at a time, so that ten thousand of them are never there."""
    columns: list[list[Any]] = [[] for _ in range(count)]
    while piece := cursor.fetchmany(_AT_ONCE):
        for column, values in zip(columns, zip(*piece, strict=True), strict=True):
            column.extend(values)
    return columns


def _refuse_what_cannot_be(columns: Sequence[Sequence[Any]]) -> None:
    """STRICT is heeded when SQLite writes, not when it reads; a TypeError is damage as well."""
    _rowids, ids, kinds, started, ended, planned, places, *others = columns
    confirmed, said, watched, enjoyed, distracted, tags = others
    for texts in (ids, kinds, places, tags):
        "".join(texts)
    for numbers in (started, ended, confirmed, filter(None, planned)):
        sum(numbers)
    _refuse(not {each for some in set(watched) for each in some.split()} <= _WATCHED)
    _refuse(not set(said) <= _SAID)
    _refuse(not {*enjoyed, *distracted} <= _SCORES)


def _refuse(is_damage: bool) -> None:
    if is_damage:
        raise ValueError("a value that none of ours can hold")
