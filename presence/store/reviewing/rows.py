"""Sessions as the review needs them: read column by column, not one by one.

A year has ten thousand of them, for whose ``Session`` objects a person would have to wait. What
cannot be in a row is damage here too.
"""

from datetime import timedelta
from itertools import chain, repeat

from presence.core.clock import from_ms
from presence.core.frozen import Any
from presence.core.library import Sequence, partial
from presence.core.review.rows import LookRows, OtherRows, Rows, ToldRows
from presence.core.session import MAX_LENGTH, Said, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store.documents import rows_that_can_be
from presence.store.people import ID_SEPARATOR, PeopleTable
from presence.store.session_rows import (
    SLIP_FIELDS,
    SLIP_SEPARATOR,
    TAG_SEPARATOR,
)
from presence.store.sqlite import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presence.store.reviewing import Guard

_Span = tuple[int, int, int]

_COLUMNS = "id, kind, started_at, ended_at, confirmed, said, watched, enjoyed, people, slips"
_TOLD = "zone, place, note, tags"
_OTHERS = "id, planned_end_at, place, distracted, tags"
# Ended sessions that overlap a span. No session is longer than MAX_LENGTH: the index on started_at
# finds them all.
_WITHIN = "started_at > ? AND started_at < ? AND ended_at > ?"
_AT_ONCE = 500  # rows
_LONGEST = MAX_LENGTH // timedelta(milliseconds=1)

_SAID = frozenset((None, *(said.value for said in Said)))
_WATCHED = frozenset(watched.value for watched in Watched)
_SCORES = frozenset((None, *range(1, 6)))
_SOURCES = frozenset(source.value for source in SlipSource)
_REASONS = frozenset((None, *(reason.value for reason in SlipReason)))


class ReviewRows:
    """Reads what the review of a span needs; instants are milliseconds."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        guarded: "Callable[[], Guard]",
    ) -> None:
        self._connection = connection
        self._people = people
        self._guarded = guarded  # around what is read later

    def between(self, start: int, end: int) -> Rows:
        """The ended sessions that overlap [start, end), oldest first."""
        span = start - _LONGEST - 1, end, start
        query = f"SELECT {_COLUMNS} FROM sessions WHERE {_WITHIN} ORDER BY started_at"
        with rows_that_can_be():
            columns = _columns(self._connection.execute(query, span), 10)
            # Two of one start come as the log has them: asked for always, it takes a third longer.
            if len(set(columns[2])) < len(columns[2]):
                columns = _by_ids_down(columns)
            return self._rows(columns, span)

    def told_between(self, start: int, end: int) -> tuple[Rows, ToldRows]:
        """The same, and what a list tells of them."""
        span = start - _LONGEST - 1, end, start
        query = (
            f"SELECT {_COLUMNS}, {_TOLD} FROM sessions WHERE {_WITHIN} ORDER BY started_at, id DESC"
        )
        with rows_that_can_be():
            columns = _columns(self._connection.execute(query, span), 14)
            rows = self._rows(columns[:10], span)
            zones, places, notes, tags = columns[10:]
            for texts in (zones, places, notes):
                "".join(texts)
            from_ms(max(rows.ends(0), default=0))  # an OverflowError where no calendar has it
            return rows, ToldRows(zones=zones, places=places, notes=notes, tags=_tags_of(tags))

    def _rows(self, columns: Sequence[Sequence[Any]], span: _Span) -> Rows:
        ids, kinds, started, ended, confirmed, said, watched, enjoyed, people, slips = columns
        _refuse_what_cannot_be(columns)
        there = [text.split(ID_SEPARATOR) if text else () for text in people]
        return Rows(
            ids=ids,
            kinds=kinds,
            started=started,
            ended=ended,
            confirmed=confirmed,
            said=said,
            watched=watched,
            enjoyed=enjoyed,
            people=there,
            names=self._names(set(chain.from_iterable(there))),
            looks=_looks_of(slips),
            others=partial(self._others, ids, span),
        )

    def _others(self, ids: Sequence[str], span: _Span) -> OtherRows:
        """The rest of the same rows; empty where one is gone meanwhile."""
        query = f"SELECT {_OTHERS} FROM sessions WHERE {_WITHIN} ORDER BY started_at"
        with self._guarded(), rows_that_can_be():
            columns = _columns(self._connection.execute(query, span), 5)
            if columns[0] != ids:
                columns = _of_these(ids, columns)
            _ids, planned, places, distracted, tags = columns
            _ = "".join(places), sum(filter(None, planned))
            _refuse(not set(distracted) <= _SCORES)
            return OtherRows(
                planned=planned,
                places=places,
                distracted=distracted,
                tags=_tags_of(tags),
            )

    def _names(self, person_ids: set[str]) -> dict[str, str]:
        names = self._people.names_of(list(person_ids))
        "".join(names.values())  # a TypeError where one is no text
        _refuse(len(names) < len(person_ids))
        return names


def _by_ids_down(columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The rows that began at once in the order of their ids, the last one first."""
    ids, started = columns[0], columns[2]
    order = sorted(range(len(ids)), key=ids.__getitem__, reverse=True)
    order.sort(key=started.__getitem__)
    return [[column[place] for place in order] for column in columns]


def _of_these(ids: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The columns in the order of these ids."""
    rows = {row[0]: row for row in zip(*columns, strict=True)}
    found = [rows.get(each, (each, None, "", None, "")) for each in ids]
    return [list(column) for column in zip(*found, strict=True)]


def _tags_of(column: Sequence[str]) -> list[tuple[str, ...]]:
    of_each = {text: tuple(text.split(TAG_SEPARATOR)) if text else () for text in set(column)}
    return [of_each[text] for text in column]


def _looks_of(column: Sequence[str]) -> LookRows:
    """The slips of all rows: read field by field, not one by one."""
    there = [place for place, text in enumerate(column) if text]
    texts = list(filter(None, column))
    counts = [text.count(SLIP_SEPARATOR) + 1 for text in texts]
    whole = SLIP_SEPARATOR.join(texts).replace(SLIP_SEPARATOR, " ")
    fields = whole.split(" ") if whole else []
    at, lengths = list(map(int, fields[0::SLIP_FIELDS])), list(map(int, fields[1::SLIP_FIELDS]))
    sources, reasons = fields[2::SLIP_FIELDS], [each or None for each in fields[3::SLIP_FIELDS]]
    _refuse(not set(sources) <= _SOURCES or not set(reasons) <= _REASONS)
    places = list(chain.from_iterable(map(repeat, there, counts)))
    _refuse(len(places) * SLIP_FIELDS != len(fields))
    return LookRows(places, at, lengths, sources, reasons)


def _columns(cursor: sqlite3.Cursor, count: int) -> list[list[Any]]:
    """The rows as columns; a piece at a time, so that ten thousand of them are never there."""
    columns: list[list[Any]] = [[] for _ in range(count)]
    while piece := cursor.fetchmany(_AT_ONCE):
        for column, values in zip(columns, zip(*piece, strict=True), strict=True):
            column.extend(values)
    return columns


def _refuse_what_cannot_be(columns: Sequence[Sequence[Any]]) -> None:
    """STRICT is heeded when SQLite writes, not when it reads; a TypeError is damage as well."""
    ids, kinds, started, ended, confirmed, said, watched, enjoyed, _people, _slips = columns
    for texts in (ids, kinds):
        "".join(texts)
    for numbers in (started, ended, confirmed):
        sum(numbers)
    _refuse(not {each for some in set(watched) for each in some.split()} <= _WATCHED)
    _refuse(not set(said) <= _SAID)
    _refuse(not set(enjoyed) <= _SCORES)


def _refuse(is_damage: bool) -> None:
    if is_damage:
        raise ValueError("a value that none of ours can hold")
