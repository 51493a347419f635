"""The table of people: names, found again however they are spelt."""

from presence.core.library import Callable, Iterable, Sequence
from presence.core.person import folded, named
from presence.store.documents import checksum, dump, parse, rows_that_can_be
from presence.store.marks import with_marks
from presence.store.sqlite import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.store.history import RowChange

LATELY = 2000  # sessions; more would make a long log slow
ID_SEPARATOR = "\n"  # no id holds one, nor a space
_AT_ONCE = 500  # ids in one query; SQLite takes 32,766
_FEW = 4  # to look somebody up takes as long as to read so many


class PeopleTable:
    """Reads and extends the table of people; the caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection, new_id: Callable[[], str]) -> None:
        self._connection = connection
        self.new_id = new_id

    def id_of(self, name: str) -> str:
        """The id of the person of that name; a person is made where nobody has it yet."""
        name = " ".join(name.split())
        if (found := self.find(name)) is not None:
            return found
        person_id = self.new_id()
        row = (person_id, named(name), folded(name), checksum(person_id + name))
        self._connection.execute("INSERT INTO people VALUES (?,?,?,?)", row)
        return person_id

    def find(self, name: str) -> str | None:
        """The id of the person of that name, spelt in whatever way; None where there is none."""
        found = self._connection.execute(
            "SELECT id FROM people WHERE folded = ? ORDER BY name <> ?, rowid LIMIT 1",
            (folded(name), name),
        ).fetchone()
        return found and str(found[0])

    def swap(self, person_id: str, document: str | None) -> "RowChange":
        """Give a person the name of a document, or take the person away (None)."""
        from presence.store.history import RowChange  # who reads people changes nothing

        found = self._connection.execute(
            "SELECT name FROM people WHERE id = ?", (person_id,)
        ).fetchone()
        before = person_document(person_id, found[0]) if found else None
        if document is None:
            self._connection.execute("DELETE FROM people WHERE id = ?", (person_id,))
            return RowChange("person", person_id, before, None)
        name = str(parse(document)["name"])
        self._connection.execute(
            "INSERT INTO people VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id)"
            " DO UPDATE SET name = ?2, folded = ?3, crc = ?4",
            (person_id, name, folded(name), checksum(person_id + name)),
        )
        return RowChange("person", person_id, before, document)

    def names_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The names behind ids; nobody's are left out."""
        execute = self._connection.execute
        if len(ids) > _AT_ONCE:
            (most,) = execute("SELECT coalesce(max(rowid), 0) FROM people").fetchone()
            if most < _FEW * len(ids):  # one after the other all are read in less time
                everybody = dict(execute("SELECT id, name FROM people"))
                return {each: everybody[each] for each in ids if each in everybody}
        names: dict[str, str] = {}
        for first in range(0, len(ids), _AT_ONCE):
            marks, values = with_marks(ids[first : first + _AT_ONCE])
            names.update(execute(f"SELECT id, name FROM people WHERE id IN ({marks})", values))
        return names

    def damaged(self) -> Iterable[str]:
        """The ids of people whose CRC does not fit what the row holds, or whom no name finds."""
        for person_id, name, key, crc in self._connection.execute(
            "SELECT id, name, folded, crc FROM people"
        ):
            if checksum(person_id + name) != crc or folded(name) != key:
                yield person_id

    def names_by_last_met(self, lately: int = LATELY) -> Sequence[str]:
        """Whoever was met or is known: those of the latest sessions first."""
        return list(self.by_last_met(lately).values())

    def by_last_met(self, lately: int = LATELY) -> dict[str, str]:
        """Names by ids: who was met lately, then others who were, then who is only written of."""
        with rows_that_can_be():
            met: dict[str, int] = {}
            query = "SELECT people, started_at FROM sessions ORDER BY started_at DESC LIMIT ?"
            for people, started_at in self._connection.execute(query, (lately,)):
                for person_id in person_ids_in(people):
                    met.setdefault(person_id, started_at)
            names = dict(self._connection.execute("SELECT id, name FROM people"))
            others = self._in_a_session([each for each in names if each not in met])
            met_lately = sorted((-at, names[each], each) for each, at in met.items())
            ids = [each for _at, _name, each in met_lately]
            ids += sorted(others, key=lambda each: names[each])
            unmet = self._in_documents().difference(ids).intersection(names)
            ids += sorted(unmet, key=lambda each: names[each])
            return {each: names[each] for each in ids}

    def _in_documents(self) -> set[str]:
        """The ids of those of whom something is noted, and who are in a group, goal or plan."""
        query = "SELECT id FROM things WHERE entity IN ('card', 'details')"
        known = self._connection.execute(query)
        ids = {person_id for (person_id,) in known}
        others = self._connection.execute(
            "SELECT document FROM things WHERE entity IN ('follow_up', 'goal', 'group', 'plan')"
        )
        for (document,) in others:
            ids.update(parse(document).get("people", ()))
        return ids

    def _in_a_session(self, person_ids: Sequence[str]) -> Sequence[str]:
        marks, values = with_marks(person_ids)
        found = self._connection.execute(
            f"SELECT id FROM people WHERE id IN ({marks})"
            " AND EXISTS (SELECT 1 FROM session_people WHERE person_id = people.id)",
            values,
        )
        return [person_id for (person_id,) in found]


def person_ids_in(text: str) -> tuple[str, ...]:
    """The ids of a session's people from its column, in the order in which they were given."""
    return tuple(text.split(ID_SEPARATOR)) if text else ()


def person_document(person_id: str, name: str) -> str:
    """A person as the history keeps them."""
    return dump({"id": person_id, "name": name})
