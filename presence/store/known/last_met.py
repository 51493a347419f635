"""The last session of each person, read from the newest ones backwards."""

import sqlite3
from collections.abc import Collection

from presence.core.clock import from_ms
from presence.core.people.last_met import LastMet
from presence.store.documents import rows_that_can_be

_LAST = (
    "SELECT started_at, session_id FROM session_people JOIN sessions ON sessions.id = session_id"
    " WHERE person_id = ? ORDER BY started_at DESC LIMIT 1"
)


def last_met(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, LastMet]:
    """By a person's id; whom one never met is left out."""
    found: dict[str, LastMet] = {}
    with rows_that_can_be():
        for person_id in ids:
            row = connection.execute(_LAST, (person_id,)).fetchone()
            if row is not None:
                found[person_id] = LastMet(from_ms(row[0]), row[1])
    return found
