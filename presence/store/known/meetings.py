"""When one met whom: the last time of many people, and every time of one."""

import sqlite3
from collections.abc import Collection, Sequence

from presence.core.clock import from_ms
from presence.core.people.last_met import LastMet
from presence.store.documents import rows_that_can_be

_OF_ONE = (
    "SELECT started_at, ended_at, sessions.id FROM session_people"
    " JOIN sessions ON sessions.id = session_id WHERE person_id = ?"
)


def last_met(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, LastMet]:
    """By a person's id; whom one never met is left out."""
    found: dict[str, LastMet] = {}
    query = f"{_OF_ONE} ORDER BY started_at DESC LIMIT 1"
    with rows_that_can_be():
        for person_id in ids:
            row = connection.execute(query, (person_id,)).fetchone()
            if row is not None:
                found[person_id] = LastMet(from_ms(row[0]), row[2])
    return found


def spans_with(connection: sqlite3.Connection, person_id: str) -> Sequence[tuple[int, int | None]]:
    """Start and end of every session with a person, oldest first, in whole milliseconds."""
    with rows_that_can_be():
        rows = connection.execute(f"{_OF_ONE} ORDER BY started_at", (person_id,)).fetchall()
        _ = sum(start for start, _end, _id in rows), sum(end or 0 for _start, end, _id in rows)
        return [(start, end) for start, end, _id in rows]
