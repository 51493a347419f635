"""When one met whom: the last time of many people, and every time of one."""

import sqlite3
from collections.abc import Collection, Sequence

from presence.core.clock import from_ms
from presence.core.people.last_met import LastMet
from presence.store.documents import rows_that_can_be

_OF_ONE = "FROM session_people JOIN sessions ON sessions.id = session_id WHERE person_id = ?"
_LAST_OF_ONE = f"SELECT sessions.id, started_at, kind, place {_OF_ONE} ORDER BY 2 DESC LIMIT 1"
# Those in some of the newest sessions, with the last of theirs: SQLite gives the row that has the
# maximum. In the order of their ids each page is read once; CROSS, since no index is to be made.
_LAST_OF_MANY = (
    "SELECT person_id, id, max(started_at), kind, place FROM"
    " (SELECT id, started_at, kind, place FROM"
    "  (SELECT id, started_at, kind, place FROM sessions"
    "   WHERE started_at < ? ORDER BY started_at DESC LIMIT ?) ORDER BY id) AS newest"
    " CROSS JOIN session_people ON session_id = newest.id GROUP BY person_id"
)
_FIRST_STEP = 500  # sessions
# To look somebody up alone takes as long as to walk through so many sessions.
_WORTH = 300
_ENDLESS = 1 << 62


def last_met(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, LastMet]:
    """By a person's id; whom one never met is left out.

    Through the newest sessions, as long as that is quicker than asking for each who is left.
    """
    found: dict[str, LastMet] = {}
    missing = set(ids)
    before, step = _ENDLESS, _FIRST_STEP
    with rows_that_can_be():
        while len(missing) * _WORTH > step:
            met = connection.execute(_LAST_OF_MANY, (before, step)).fetchall()
            for person_id, *last in met:
                if person_id in missing:
                    missing.discard(person_id)
                    found[person_id] = _last(*last)
            edge = _start_of(connection, before, step)
            if edge is None:
                return found
            before, step = edge + 1, step * 2  # another may have begun in the same millisecond
        for person_id in missing:
            row = connection.execute(_LAST_OF_ONE, (person_id,)).fetchone()
            if row is not None:
                found[person_id] = _last(*row)
    return found


def spans_with(connection: sqlite3.Connection, person_id: str) -> Sequence[tuple[int, int | None]]:
    """Start and end of every session with a person, oldest first, in whole milliseconds."""
    with rows_that_can_be():
        query = f"SELECT started_at, ended_at {_OF_ONE} ORDER BY 1"
        rows = connection.execute(query, (person_id,)).fetchall()
        _ = sum(start for start, _end in rows), sum(end or 0 for _start, end in rows)  # numbers all
        return rows


def _start_of(connection: sqlite3.Connection, before: int, step: int) -> int | None:
    """When the first session after so many began, newest first; None where there are no more."""
    query = "SELECT started_at FROM sessions WHERE started_at < ? ORDER BY 1 DESC LIMIT 1 OFFSET ?"
    row = connection.execute(query, (before, step - 1)).fetchone()
    return None if row is None else int(row[0])


def _last(session_id: str, at: int, kind: str, place: str) -> LastMet:
    _ = session_id + kind + place  # a TypeError where one is no text
    return LastMet(from_ms(at), session_id, kind, place)
