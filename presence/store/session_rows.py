"""Sessions as rows: each holds its people's ids and its slips as well, so that one read has all.

The tables of people in sessions and of slips hold the same once more, to find sessions by them.
"""

from itertools import chain

from presence.core.clock import from_ms
from presence.core.frozen import Any
from presence.core.library import Collection, Iterable, Mapping, Sequence
from presence.core.session import Origin, Said, Session, Watched
from presence.core.slip import SlipReason, SlipSource
from presence.store import documents
from presence.store.marks import with_marks
from presence.store.people import ID_SEPARATOR, PeopleTable, person_ids_in
from presence.store.sqlite import sqlite3

COLUMNS = (
    "id, kind, started_at, zone, planned_end_at, ended_at, place, note, confirmed, origin, said,"
    " watched, enjoyed, distracted, word, tags, people, slips"
)
TAG_SEPARATOR = "\n"  # no tag holds one
SLIP_SEPARATOR, SLIP_FIELDS = "\n", 5  # at, length, source, reason, id, with spaces between them
AT_ONCE = 500  # ids in one query; SQLite takes 32,766

Row = tuple[
    str,
    str,
    int,
    str,
    int | None,
    int | None,
    str,
    str,
    int,
    str,
    str | None,
    str,
    int | None,
    int | None,
    str,
    str,
    str,
    str,
]
SlipRow = list[Any]  # id, at, length, source, reason

_watched: dict[str, frozenset[Watched]] = {}  # by the column's words, of which there are few
_ORIGIN_OF = {each.value: each for each in Origin}
_SAID = frozenset(each.value for each in Said) | {None}
_WATCHED = frozenset(each.value for each in Watched)
_SOURCES = frozenset(each.value for each in SlipSource)
_REASONS = frozenset(each.value for each in SlipReason) | {None}


class SessionRows:
    """Reads sessions with their people and slips; the caller holds the transaction to write."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleTable) -> None:
        self._connection = connection
        self._people = people

    def where(self, condition: str, *values: object, limit: int = -1) -> list[Session]:
        """Sessions that meet a condition of SQL, newest first."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM sessions WHERE {condition}"
            " ORDER BY started_at DESC, id LIMIT ?",
            (*values, limit),
        ).fetchall()
        with documents.rows_that_can_be():
            return self._whole(rows)

    def _whole(self, rows: Sequence[Row]) -> list[Session]:
        found: list[Session] = []
        for first in range(0, len(rows), AT_ONCE):
            some = rows[first : first + AT_ONCE]
            there = [person_ids_in(row[-2]) for row in some]
            names = self._people.names_of(list(dict.fromkeys(chain.from_iterable(there))))
            people = (tuple(names[each] for each in ids if each in names) for ids in there)
            found += map(session_of, some, people)
        return found

    def with_ids(
        self, session_ids: Sequence[str], names: Mapping[str, str]
    ) -> dict[str, tuple[Session, tuple[str, ...]]]:
        """By id, these sessions (``AT_ONCE`` at the most) and the ids of their people."""
        marks, values = with_marks(session_ids)
        query = f"SELECT {COLUMNS} FROM sessions WHERE id IN ({marks})"
        found: dict[str, tuple[Session, tuple[str, ...]]] = {}
        with documents.rows_that_can_be():
            for row in self._connection.execute(query, values):
                ids = person_ids_in(row[-2])
                people = tuple([names[each] for each in ids])
                found[row[0]] = session_of(row, people), ids
        return found

    def documents_of(self, session_ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """The stored sessions as documents, in the order of the ids; those not there are left out.

        Raises sqlite3.DatabaseError for a row that cannot be.
        """
        wanted = tuple(session_ids)
        found: dict[str, dict[str, Any]] = {}
        for first in range(0, len(wanted), AT_ONCE):
            ids = wanted[first : first + AT_ONCE]
            marks, values = with_marks(ids)
            query = f"SELECT {COLUMNS} FROM sessions WHERE id IN ({marks})"
            with documents.rows_that_can_be():
                for row in self._connection.execute(query, values):
                    found[row[0]] = document_of(row)
        return {each: found[each] for each in wanted if each in found}

    def with_people(self, person_ids: Sequence[str]) -> Sequence[str]:
        """The ids of the sessions that one of them was in."""
        marks, values = with_marks(person_ids)
        query = f"SELECT DISTINCT session_id FROM session_people WHERE person_id IN ({marks})"
        return [session_id for (session_id,) in self._connection.execute(query, values)]

    def damaged(self) -> Iterable[str]:
        """The ids of sessions whose CRC does not fit what the row holds, or by whose people or
        slips another table would not find them.
        """
        stored = self._connection.execute("SELECT id, crc FROM sessions").fetchall()
        for first in range(0, len(stored), AT_ONCE):
            crcs = dict(stored[first : first + AT_ONCE])
            persons, slips = self._in_table_of_people(*crcs), self._in_table_of_slips(*crcs)
            marks, values = with_marks(tuple(crcs))
            query = f"SELECT {COLUMNS} FROM sessions WHERE id IN ({marks})"
            with documents.rows_that_can_be():
                for row in self._connection.execute(query, values).fetchall():
                    ids = person_ids_in(row[-2])
                    met = [(person, row[2]) for person in ids]
                    document = documents.dump_session(session_of(row, ()), ids)
                    is_as_written = documents.checksum(document) == crcs.pop(row[0], None)
                    is_found = met == persons.get(row[0], []) and (
                        sorted(slips_in(row[-1])) == sorted(slips.get(row[0], ()))
                    )
                    if not is_as_written or not is_found:
                        yield row[0]
            yield from crcs

    def _in_table_of_people(self, *session_ids: str) -> dict[str, list[tuple[str, int]]]:
        marks, values = with_marks(session_ids)
        found: dict[str, list[tuple[str, int]]] = {}
        for session_id, person, at in self._connection.execute(
            "SELECT session_id, person_id, met_at FROM session_people"
            f" WHERE session_id IN ({marks}) ORDER BY session_id, position",
            values,
        ):
            found.setdefault(session_id, []).append((person, at))
        return found

    def _in_table_of_slips(self, *session_ids: str) -> dict[str, list[SlipRow]]:
        marks, values = with_marks(session_ids)
        found: dict[str, list[SlipRow]] = {}
        for session_id, *slip in self._connection.execute(
            f"SELECT session_id, id, at, length, source, reason FROM slips"
            f" WHERE session_id IN ({marks})",
            values,
        ):
            found.setdefault(session_id, []).append(slip)
        return found


def slips_in(text: str) -> list[SlipRow]:
    """The slips of a session from its column; raises ValueError for what is none."""
    slips: list[SlipRow] = []
    for line in text.split(SLIP_SEPARATOR) if text else ():
        at, length, source, reason, slip_id = line.split(" ")
        slips.append([slip_id, int(at), int(length), source, reason or None])
    return slips


def spelt_slip(slip: SlipRow) -> str:
    """A slip as a line of that column."""
    slip_id, at, length, source, reason = slip
    return f"{at} {length} {source} {reason or ''} {slip_id}"


def columns_of(document: Mapping[str, Any]) -> Row:
    """The columns of a session from its document, in the order of ``COLUMNS``."""
    return (
        document["id"],
        document["kind"],
        document["started_at"],
        document["zone"],
        document["planned_end_at"],
        document["ended_at"],
        document["place"],
        document["note"],
        int(document["confirmed"]),
        document["origin"],
        document["said"],
        " ".join(document.get("watched", ())),
        document.get("enjoyed"),
        document.get("distracted"),
        document.get("word", ""),
        TAG_SEPARATOR.join(document.get("tags", ())),
        ID_SEPARATOR.join(document["people"]),
        SLIP_SEPARATOR.join(map(spelt_slip, document["slips"])),
    )


def document_of(row: Row) -> dict[str, Any]:
    """The document of a session from its columns; what ``session_of`` and a dump would give.

    Raises ValueError for a row that no session of ours can be.
    """
    session_id, kind, started, zone, planned, ended, place, note, confirmed = row[:9]
    origin, said, watched, enjoyed, distracted, word, tags, people, slips_text = row[9:]
    looks, slips = watched.split(), slips_in(slips_text)
    if origin not in _ORIGIN_OF or said not in _SAID or not _WATCHED.issuperset(looks):
        raise ValueError(origin, said, watched)
    if any(slip[3] not in _SOURCES or slip[4] not in _REASONS for slip in slips):
        raise ValueError(slips)
    document: dict[str, Any] = {
        "id": session_id,
        "kind": kind,
        "started_at": started,
        "ended_at": ended,
        "planned_end_at": planned,
        "zone": zone,
        "place": place,
        "note": note,
        "confirmed": bool(confirmed),
        "origin": origin,
        "said": said,
        "people": list(person_ids_in(people)),
        "slips": slips,
    }
    later = {
        "watched": sorted(looks),
        "enjoyed": enjoyed,
        "distracted": distracted,
        "word": word,
        "tags": tags.split(TAG_SEPARATOR) if tags else None,
    }
    document.update((name, value) for name, value in later.items() if value)
    return document


def session_of(row: Row, people: tuple[str, ...]) -> Session:
    """A session from its columns and its people's names; raises ValueError, TypeError, KeyError.

    STRICT is heeded when SQLite writes: a flipped bit makes bytes of a text.
    """
    session_id, kind, started, zone, planned, ended, place, note, confirmed = row[:9]
    origin, said, watched, enjoyed, distracted, word, tags, ids, slips = row[9:]
    texts = (session_id, kind, zone, place, note, watched, word, tags, ids, slips, *people)
    if {str}.symmetric_difference(map(type, texts)):
        raise TypeError(f"no texts in {texts!r}")
    return Session(
        id=session_id,
        kind=kind,
        started_at=from_ms(started),
        zone=zone,
        planned_end_at=None if planned is None else from_ms(planned),
        ended_at=None if ended is None else from_ms(ended),
        people=people,
        place=place,
        note=note,
        confirmed=bool(confirmed),
        origin=_ORIGIN_OF[origin],
        said=None if said is None else Said(said),
        slips=tuple([documents.read_slip(*slip) for slip in slips_in(slips)]),
        watched=_watched_of(watched),
        enjoyed=enjoyed,
        distracted=distracted,
        word=word,
        tags=tuple(tags.split(TAG_SEPARATOR)) if tags else (),
    )


def _watched_of(words: str) -> frozenset[Watched]:
    if words not in _watched:
        _watched[words] = frozenset(map(Watched, words.split()))
    return _watched[words]
