"""Sessions as the review needs them: lean, and read column by column.

Ten thousand of them are a year; as whole ``Session`` objects they would take the person's eye a
moment to wait for. What cannot be in a row is damage here too.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import repeat

from presence.core.review.lean import Lean, LeanSlip
from presence.core.session import Said, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store.documents import rows_that_can_be
from presence.store.people import PeopleTable
from presence.store.session_rows import TAG_SEPARATOR

_COLUMNS = (
    "id, kind, started_at, ended_at, planned_end_at, place, confirmed, said, watched, enjoyed,"
    " distracted, tags"
)
# For each column what it may hold: STRICT is heeded when SQLite writes, not when it reads.
_TEXT, _NUMBER, _MAYBE = frozenset({str}), frozenset({int}), frozenset({int, type(None)})
_TYPES = (
    _TEXT,
    _TEXT,
    _NUMBER,
    _NUMBER,
    _MAYBE,
    _TEXT,
    _NUMBER,
    None,
    _TEXT,
    _MAYBE,
    _MAYBE,
    _TEXT,
)
# Ended sessions that overlap a span. No session is longer than MAX_LENGTH: the index on started_at
# finds them all.
_WITHIN = "started_at > ? AND started_at < ? AND ended_at > ?"
_AT_ONCE = 500  # ids in one query

_SAID: dict[str | None, Said | None] = {None: None, **{said.value: said for said in Said}}
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

    def lean(self, start: int, end: int, longest: int) -> list[Lean]:
        """The ended sessions that overlap [start, end), oldest first, none longer than that."""
        span = start - longest - 1, end, start
        with rows_that_can_be():
            query = f"SELECT {_COLUMNS} FROM sessions WHERE {_WITHIN} ORDER BY started_at"
            rows = self._connection.execute(query, span).fetchall()
            return _put_together(rows, self._people_within(span), self._slips_within(span))

    def time(self, start: int, end: int, longest: int) -> int:
        """The milliseconds of all ended sessions within [start, end), added up by SQLite."""
        query = f"SELECT sum(min(ended_at, ?) - max(started_at, ?)) FROM sessions WHERE {_WITHIN}"
        span = start - longest - 1, end, start
        with rows_that_can_be():
            (found,) = self._connection.execute(query, (end, start, *span)).fetchone()
            _refuse(found is not None and type(found) is not int, found)
            return found or 0

    def _people_within(self, span: tuple[int, int, int]) -> dict[str, tuple[str, ...]]:
        pairs = self._connection.execute(
            "SELECT session_id, person_id FROM sessions JOIN session_people ON session_id = id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid, position",
            span,
        ).fetchall()
        names = self._names({person for _session, person in pairs})
        found: dict[str, tuple[str, ...]] = {}
        for session, person in pairs:
            name = names[person]
            found[session] = (*found[session], name) if session in found else (name,)
        return found

    def _names(self, person_ids: Iterable[str]) -> dict[str, str]:
        ids, names = list(person_ids), dict[str, str]()
        for first in range(0, len(ids), _AT_ONCE):
            names.update(self._people.names_of(ids[first : first + _AT_ONCE]))
        _refuse(not set(map(type, names.values())) <= _TEXT, "a name")
        return names

    def _slips_within(self, span: tuple[int, int, int]) -> dict[str, tuple[LeanSlip, ...]]:
        found: dict[str, tuple[LeanSlip, ...]] = {}
        for session, at, length, source, reason in self._connection.execute(
            "SELECT session_id, at, length, source, reason"
            " FROM sessions JOIN slips ON session_id = sessions.id"
            f" WHERE {_WITHIN} ORDER BY started_at, sessions.rowid",
            span,
        ):
            _refuse(type(at) is not int or type(length) is not int, at)
            slip = LeanSlip(at, length, _SOURCES[source], _REASONS[reason])
            found[session] = (*found[session], slip) if session in found else (slip,)
        return found


def _put_together(
    rows: Sequence[tuple[object, ...]],
    people: dict[str, tuple[str, ...]],
    slips: dict[str, tuple[LeanSlip, ...]],
) -> list[Lean]:
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    for column, types in zip(columns, _TYPES, strict=True):
        _refuse(types is not None and not set(map(type, column)) <= types, "a column")
    ids, kinds, started, ended, planned, places, confirmed, said = columns[:8]
    watched, enjoyed, distracted, tags = columns[8:]
    _refuse(not {*enjoyed, *distracted} <= {None, 1, 2, 3, 4, 5}, "a score")
    known_watched = {text: frozenset(map(Watched, text.split())) for text in set(watched)}
    known_tags = {text: tuple(text.split(TAG_SEPARATOR)) if text else () for text in set(tags)}
    nobody: tuple[str, ...] = ()
    return list(
        map(
            Lean,
            ids,
            kinds,
            started,
            ended,
            planned,
            places,
            map(bool, confirmed),
            map(_SAID.__getitem__, said),
            map(known_watched.__getitem__, watched),
            enjoyed,
            distracted,
            map(people.get, ids, repeat(nobody)),
            map(known_tags.__getitem__, tags),
            map(slips.get, ids, repeat(())),
        )
    )


def _refuse(is_damage: bool, what: object) -> None:
    if is_damage:
        raise ValueError(f"{what!r} cannot be there")
