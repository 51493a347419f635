"""Sessions as rows of three tables, read and replaced as a whole."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from presence.core.clock import from_ms
from presence.core.frozen import Any
from presence.core.session import Origin, Said, Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.store import documents
from presence.store.marks import with_marks
from presence.store.people import PeopleTable

COLUMNS = (
    "id, kind, started_at, zone, planned_end_at, ended_at, place, note, confirmed, origin, said,"
    " watched, enjoyed, distracted, word, tags"
)
TAG_SEPARATOR = "\n"  # no tag holds one
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
]
SlipRow = list[Any]  # id, at, length, source, reason

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
        names: dict[str, tuple[str, ...]] = {}
        slips: dict[str, tuple[Slip, ...]] = {}
        for first in range(0, len(rows), AT_ONCE):
            ids = [row[0] for row in rows[first : first + AT_ONCE]]
            names.update(self._people.names(ids))
            slips.update(self._slips(ids))
        return [session_of(row, names.get(row[0], ()), slips.get(row[0], ())) for row in rows]

    def with_ids(
        self, session_ids: Sequence[str], names: Mapping[str, str]
    ) -> dict[str, tuple[Session, tuple[str, ...]]]:
        """By id, these sessions (``AT_ONCE`` at the most) and the ids of their people."""
        marks, values = with_marks(session_ids)
        persons, slips = self._person_ids(*session_ids), self._slips(session_ids)
        query = f"SELECT {COLUMNS} FROM sessions WHERE id IN ({marks})"
        found: dict[str, tuple[Session, tuple[str, ...]]] = {}
        with documents.rows_that_can_be():
            for row in self._connection.execute(query, values):
                ids = persons.get(row[0], ())
                people = tuple([names[each] for each in ids])
                found[row[0]] = session_of(row, people, slips.get(row[0], ())), ids
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
            persons, slips = self._person_ids(*ids), self._slip_columns(ids)
            query = f"SELECT {COLUMNS} FROM sessions WHERE id IN ({marks})"
            with documents.rows_that_can_be():
                for row in self._connection.execute(query, values):
                    whole = row, persons.get(row[0], ()), slips.get(row[0], [])
                    found[row[0]] = document_of(*whole)
        return {each: found[each] for each in wanted if each in found}

    def with_people(self, person_ids: Sequence[str]) -> Sequence[str]:
        """The ids of the sessions that one of them was in."""
        marks, values = with_marks(person_ids)
        query = f"SELECT DISTINCT session_id FROM session_people WHERE person_id IN ({marks})"
        return [session_id for (session_id,) in self._connection.execute(query, values)]

    def damaged(self) -> Iterable[str]:
        """The ids of sessions whose CRC does not fit what the row holds."""
        stored = self._connection.execute("SELECT id, crc FROM sessions").fetchall()
        for first in range(0, len(stored), AT_ONCE):
            crcs = dict(stored[first : first + AT_ONCE])
            persons = self._person_ids(*crcs)
            marks, values = with_marks(tuple(crcs))
            for session in self.where(f"id IN ({marks})", *values):
                document = documents.dump_session(session, persons.get(session.id, ()))
                if documents.checksum(document) != crcs.pop(session.id, None):
                    yield session.id
            yield from crcs

    def _person_ids(self, *session_ids: str) -> dict[str, tuple[str, ...]]:
        marks, values = with_marks(session_ids)
        found: dict[str, tuple[str, ...]] = {}
        for session_id, person in self._connection.execute(
            "SELECT session_id, person_id FROM session_people"
            f" WHERE session_id IN ({marks}) ORDER BY session_id, position",
            values,
        ):
            found[session_id] = (*found.get(session_id, ()), person)
        return found

    def _slips(self, session_ids: Sequence[str]) -> dict[str, tuple[Slip, ...]]:
        return {
            session_id: tuple(documents.read_slip(*slip) for slip in slips)
            for session_id, slips in self._slip_columns(session_ids).items()
        }

    def _slip_columns(self, session_ids: Sequence[str]) -> dict[str, list[SlipRow]]:
        marks, values = with_marks(session_ids)
        found: dict[str, list[SlipRow]] = {}
        for session_id, *slip in self._connection.execute(
            f"SELECT session_id, id, at, length, source, reason FROM slips"
            f" WHERE session_id IN ({marks}) ORDER BY session_id, at, rowid",
            values,
        ):
            found.setdefault(session_id, []).append(slip)
        return found


def document_of(row: Row, person_ids: tuple[str, ...], slips: Sequence[SlipRow]) -> dict[str, Any]:
    """The document of a session from its columns; what ``session_of`` and a dump would give.

    Raises ValueError for a row that no session of ours can be.
    """
    session_id, kind, started, zone, planned, ended, place, note, confirmed = row[:9]
    origin, said, watched, enjoyed, distracted, word, tags = row[9:]
    looks = watched.split()
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
        "people": list(person_ids),
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


def session_of(
    row: Row,
    people: tuple[str, ...],
    slips: tuple[Slip, ...],
) -> Session:
    """A session from its columns, names and slips; raises ValueError, TypeError, KeyError.

    STRICT is heeded when SQLite writes: a flipped bit makes bytes of a text.
    """
    session_id, kind, started, zone, planned, ended, place, note, confirmed = row[:9]
    origin, said, watched, enjoyed, distracted, word, tags = row[9:]
    texts = (session_id, kind, zone, place, note, watched, word, tags, *people)
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
        slips=slips,
        watched=_watched_of(watched),
        enjoyed=enjoyed,
        distracted=distracted,
        word=word,
        tags=tuple(tags.split(TAG_SEPARATOR)) if tags else (),
    )


@lru_cache(maxsize=16)
def _watched_of(words: str) -> frozenset[Watched]:
    return frozenset(map(Watched, words.split()))
