"""Takes out of one log what was over by an instant; and all of a log."""

import sqlite3
from datetime import datetime

from presence.core.clock import to_ms
from presence.store.documents import parse
from presence.store.forgetting.past_things import forget_things
from presence.store.forgetting.steps import Sides, rewrite_rows
from presence.store.forgetting.wish import Forgotten
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.swaps import Swaps
from presence.store.things import OF_A_SESSION, ThingsTable

_ALL = (
    "session_texts",
    "session_people",
    "slips",
    "sessions",
    "things",
    "people",
    "kinds",
    "change_rows",
    "changes",
)


def forget_before(connection: sqlite3.Connection, at: datetime) -> Forgotten:
    """All that was over by then, and people of nothing else; the caller holds the transaction."""
    before = to_ms(at)
    people = PeopleTable(connection, str)
    swaps = Swaps(connection, people, SessionRows(connection, people), ThingsTable(connection))
    query = "SELECT id FROM sessions WHERE ended_at <= ?"
    gone = {session_id for (session_id,) in connection.execute(query, (before,))}
    swaps.sessions(dict.fromkeys(gone))
    others, things_gone = forget_things(connection, at)
    deleted = _deleted_before(connection, before)

    def step(entity: str, entity_id: str, was: str | None, became: str | None) -> Sides | None:
        of_session = entity == "session" or entity in OF_A_SESSION
        is_gone = of_session and (entity_id in gone or entity_id in deleted)
        return None if is_gone or (entity, entity_id) in things_gone else (was, became)

    steps = rewrite_rows(connection, step)
    of_nothing = _forget_people_of_nothing(connection)
    return Forgotten(sessions_gone=len(gone), people=of_nothing, others=others, steps=steps)


def forget_all(connection: sqlite3.Connection) -> Forgotten:
    """Everything but which device this is and how far the history has come."""
    counted = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("sessions", "people", "things", "change_rows")
    ]
    for table in _ALL:
        connection.execute(f"DELETE FROM {table}")
    return Forgotten(
        sessions_gone=counted[0], people=counted[1], others=counted[2], steps=counted[3]
    )


def _deleted_before(connection: sqlite3.Connection, before: int) -> set[str]:
    """Sessions that only the history still has, and that had begun by then."""
    began: dict[str, int] = {}
    for session_id, *sides in connection.execute(
        "SELECT entity_id, before, after FROM change_rows WHERE entity = 'session'"
        " AND entity_id NOT IN (SELECT id FROM sessions)"
    ):
        for side in filter(None, sides):
            row = parse(side)
            ended = int(row["ended_at"] or row["started_at"])
            began[session_id] = max(ended, began.get(session_id, ended))
    return {session_id for session_id, ended in began.items() if ended <= before}


def _forget_people_of_nothing(connection: sqlite3.Connection) -> int:
    """Those who are in no session, group or goal any more; how many."""
    named = {
        person
        for (document,) in connection.execute("SELECT document FROM things")
        for person in parse(document).get("people", ())
    }
    alone = connection.execute(
        "SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM session_people)"
    ).fetchall()
    gone = {person for (person,) in alone} - named
    for person in gone:
        connection.execute("DELETE FROM people WHERE id = ?", (person,))

    def step(entity: str, entity_id: str, was: str | None, became: str | None) -> Sides | None:
        return None if entity == "person" and entity_id in gone else (was, became)

    rewrite_rows(connection, step)
    return len(gone)
