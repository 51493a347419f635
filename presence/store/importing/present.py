"""The document of a row as it is in the log now: a kind, a person, a group, goal or pause."""

import sqlite3

from presence.store.people import person_document

KIND, PERSON = "kind", "person"


def present(connection: sqlite3.Connection, entity: str, entity_id: str) -> str | None:
    """None where there is none."""
    query, values = "SELECT document FROM things WHERE entity = ? AND id = ?", [entity, entity_id]
    if entity == KIND:
        query, values = "SELECT document FROM kinds WHERE key = ?", [entity_id]
    if entity == PERSON:
        query, values = "SELECT name FROM people WHERE id = ?", [entity_id]
    found = connection.execute(query, values).fetchone()
    if found is None:
        return None
    return person_document(entity_id, found[0]) if entity == PERSON else str(found[0])
