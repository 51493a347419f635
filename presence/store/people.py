"""The table of people: names, found again however they are spelt."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from presence.core.person import folded
from presence.store.documents import checksum
from presence.store.marks import with_marks

LATELY = 2000  # sessions; more would make a long log slow


class PeopleTable:
    """Reads and extends the table of people; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection, new_id: Callable[[], str]) -> None:
        self._connection = connection
        self._new_id = new_id

    def id_of(self, name: str) -> str:
        """The id of the person of that name; a person is made where nobody has it yet."""
        name = " ".join(name.split())
        key = folded(name)
        found = self._connection.execute(
            "SELECT id FROM people WHERE folded = ? ORDER BY name <> ?, rowid LIMIT 1", (key, name)
        ).fetchone()
        if found:
            return str(found[0])
        person_id = self._new_id()
        row = (person_id, name, key, checksum(person_id + name))
        self._connection.execute("INSERT INTO people VALUES (?,?,?,?)", row)
        return person_id

    def damaged(self) -> Iterable[str]:
        """The ids of people whose CRC does not fit what the row holds, or whom no name finds."""
        for person_id, name, key, crc in self._connection.execute(
            "SELECT id, name, folded, crc FROM people"
        ):
            if checksum(person_id + name) != crc or folded(name) != key:
                yield person_id

    def names(self, session_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The names in each of these sessions, in the order in which they were given."""
        marks, values = with_marks(session_ids)
        found: dict[str, tuple[str, ...]] = {}
        for session_id, name in self._connection.execute(
            "SELECT session_id, name FROM session_people JOIN people ON person_id = people.id"
            f" WHERE session_id IN ({marks}) ORDER BY session_id, position",
            values,
        ):
            found[session_id] = (*found.get(session_id, ()), name)
        return found

    def names_by_last_met(self) -> Sequence[str]:
        """Everybody in a session of the log: those met lately first, then the others by name."""
        return [
            name
            for (name,) in self._connection.execute(
                "WITH lately AS ("
                " SELECT person_id, max(started_at) AS met FROM"
                " (SELECT id, started_at FROM sessions ORDER BY started_at DESC LIMIT ?)"
                " JOIN session_people ON session_id = id GROUP BY person_id)"
                " SELECT name FROM people LEFT JOIN lately ON person_id = people.id"
                " WHERE EXISTS (SELECT 1 FROM session_people WHERE person_id = people.id)"
                " ORDER BY met DESC NULLS LAST, name",
                (LATELY,),
            )
        ]
