"""Sessions as the review needs them: read column by column, not one by one.

A year has ten thousand of them, for whose ``Session`` objects a person would have to wait. What
cannot be in a row is damage here too.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain, repeat

from presence.core.frozen import Any
from presence.core.review.lean import LeanSlip
from presence.core.review.rows import OtherRows, Rows
from presence.core.session import MAX_LENGTH, Said, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store.documents import rows_that_can_be
from presence.store.people import ID_SEPARATOR, PeopleTable
from presence.store.session_rows import (
    SLIP_FIELDS,
    SLIP_SEPARATOR,
    TAG_SEPARATOR,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presence.store.reviewing import Guard

_COLUMNS = "id, kind, started_at, ended_at, confirmed, said, watched, enjoyed, people, slips"
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
            ids, kinds, started, ended, confirmed, said, watched, enjoyed, people, slips = columns
            _refuse_what_cannot_be(columns)
            people_in, person_ids = _people_of(people)
            names = self._names(person_ids)
            return Rows(
                ids=ids,
                kinds=kinds,
                started=started,
                ended=ended,
                confirmed=confirmed,
                said=said,
                watched=watched,
                enjoyed=enjoyed,
                people=[names[each] for each in person_ids],
                people_in=people_in,
                slips=_slips_of(slips),
                others=partial(self._others, ids, span),
            )

    def _others(self, ids: Sequence[str], span: tuple[int, int, int]) -> OtherRows:
        """The rest of the same rows; empty where one is gone meanwhile."""
        query = f"SELECT {_OTHERS} FROM sessions WHERE {_WITHIN} ORDER BY started_at"
        with self._guarded(), rows_that_can_be():
            columns = _columns(self._connection.execute(query, span), 5)
            if columns[0] != ids:
                columns = _of_these(ids, columns)
            _ids, planned, places, distracted, tags = columns
            _ = "".join(places), sum(filter(None, planned))
            _refuse(not set(distracted) <= _SCORES)
            of_tags = {each: tuple(each.split(TAG_SEPARATOR)) if each else () for each in set(tags)}
            return OtherRows(
                planned=planned,
                places=places,
                distracted=distracted,
                tags=[of_tags[each] for each in tags],
            )

    def _names(self, person_ids: Iterable[str]) -> dict[str, str]:
        names = self._people.names_of(list(dict.fromkeys(person_ids)))
        "".join(names.values())  # a TypeError where one is no text
        return names


def _of_these(ids: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The columns in the order of these ids."""
    rows = {row[0]: row for row in zip(*columns, strict=True)}
    found = [rows.get(each, (each, None, "", None, "")) for each in ids]
    return [list(column) for column in zip(*found, strict=True)]


def _people_of(columns: Sequence[str]) -> tuple[list[int], list[str]]:
    """The places of the rows that name somebody, one for each, and who it is."""
    there = [place for place, text in enumerate(columns) if text]
    counts = [text.count(ID_SEPARATOR) + 1 for text in columns if text]
    places = list(chain.from_iterable(map(repeat, there, counts)))
    return places, ID_SEPARATOR.join(filter(None, columns)).split(ID_SEPARATOR) if there else []


def _slips_of(columns: Sequence[str]) -> Mapping[int, Sequence[LeanSlip]]:
    """The slips of each row that has some, by its place: read field by field, not one by one."""
    whole = SLIP_SEPARATOR.join(filter(None, columns)).replace(SLIP_SEPARATOR, " ")
    fields = whole.split(" ") if whole else []
    at, lengths = list(map(int, fields[0::SLIP_FIELDS])), list(map(int, fields[1::SLIP_FIELDS]))
    sources, reasons = fields[2::SLIP_FIELDS], [each or None for each in fields[3::SLIP_FIELDS]]
    _refuse(not set(sources) <= _SOURCES or not set(reasons) <= _REASONS)
    slips = list(map(_lean_slip, zip(at, lengths, sources, reasons, strict=True)))
    found: dict[int, Sequence[LeanSlip]] = {}
    first = 0
    for place, text in enumerate(columns):
        if text:
            end = first + text.count(SLIP_SEPARATOR) + 1
            found[place] = slips[first:end]
            first = end
    _refuse(first * SLIP_FIELDS != len(fields))
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
