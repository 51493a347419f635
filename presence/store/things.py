"""Small documents of the log with a history: groups, goals, pauses, plans, replies, people."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence

from presence.core.names.group import Group
from presence.store.documents import (
    checksum,
    dump,
    parse,
    rows_that_can_be,
    with_name_in_place_of,
    with_person_in_place_of,
)
from presence.store.history import RowChange
from presence.store.marks import with_marks
from presence.store.people import PeopleTable

GROUP = "group"
TABLE = "table"  # the phones at a session's table (known/tables.py); its id is the session's
UNLOCKS = "unlocks"  # of the phone in a session (known/unlocks.py); the same
OF_A_SESSION = (TABLE, UNLOCKS)


class ThingsTable:
    """Reads and swaps documents by what they are and their id; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, entity: str) -> Mapping[str, str]:
        """The documents of one sort by their id."""
        query = "SELECT id, document FROM things WHERE entity = ? ORDER BY id"
        return dict(self._connection.execute(query, (entity,)))

    def one(self, entity: str, thing_id: str) -> str | None:
        """One of them."""
        query = "SELECT document FROM things WHERE entity = ? AND id = ?"
        found = self._connection.execute(query, (entity, thing_id)).fetchone()
        return None if found is None else str(found[0])

    def some(self, entity: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Those of these ids that are there."""
        marks, values = with_marks(ids)
        query = f"SELECT id, document FROM things WHERE entity = ? AND id IN ({marks})"
        return dict(self._connection.execute(query, (entity, *values)))

    def swap(self, entity: str, thing_id: str, document: str | None) -> RowChange:
        """Write a document, or take it away (None)."""
        key = (entity, thing_id)
        query = "SELECT document FROM things WHERE entity = ? AND id = ?"
        before = self._connection.execute(query, key).fetchone()
        self._connection.execute("DELETE FROM things WHERE entity = ? AND id = ?", key)
        if document is not None:
            row = (*key, document, checksum(document))
            self._connection.execute("INSERT INTO things VALUES (?,?,?,?)", row)
        return RowChange(entity, thing_id, before[0] if before else None, document)

    def with_person_in_place_of(self, others: Collection[str], person: str) -> list[RowChange]:
        """Have every document name one person where it named others."""
        rows = self._connection.execute("SELECT entity, id, document FROM things").fetchall()
        return [
            self.swap(entity, thing_id, with_person_in_place_of(document, others, person))
            for entity, thing_id, document in rows
            if set(parse(document).get("people", ())).intersection(others)
        ]

    def with_name_in_place_of(self, field: str, old: Collection[str], name: str) -> list[RowChange]:
        """Have every document say another name where ``field``, or a list of them, has an old one.

        ``field`` is "kind", "tag" or "place"; a list of them is "kinds", "tags", "places". The old
        names are folded.
        """
        rows = self._connection.execute("SELECT entity, id, document FROM things").fetchall()
        renamed = [
            (entity, thing_id, document, with_name_in_place_of(document, field, old, name))
            for entity, thing_id, document in rows
        ]
        return [
            self.swap(entity, thing_id, after)
            for entity, thing_id, before, after in renamed
            if after != before
        ]

    def damaged(self) -> Iterator[str]:
        """Those whose CRC does not fit what the row holds."""
        for entity, thing_id, document, crc in self._connection.execute("SELECT * FROM things"):
            if checksum(document) != crc:
                yield f"{entity} {thing_id}"


def group_document(group: Group, people: Sequence[str]) -> str:
    """A group as the log keeps it; ``people`` are ids."""
    return dump({"name": group.name, "people": list(people)})


def read_group(group_id: str, document: str, people: PeopleTable) -> Group:
    """The group of a document; who is gone is left out."""
    with rows_that_can_be():
        row = parse(document)
        names = people.names_of(row["people"]) if row["people"] else {}
        known = [names[each] for each in row["people"] if each in names]
        return Group(group_id, str(row["name"]), tuple(known))
