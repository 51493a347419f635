"""A temporary database beside the log: what a file holds, before any of it is in the log.

A file may be larger than the memory, so it is sorted out on the disk: in the file that is held by
whoever is at long work.
"""

import marshal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from presence.core.exchange.arrival import Arrival, LeftOut, Thing, Visit, Why
from presence.core.exchange.contact import Contact
from presence.core.kind import Kind
from presence.core.person import Person, folded
from presence.core.session import Session
from presence.store.database import AT_WORK
from presence.store.documents import dump_kind, session_document
from presence.store.importing.long_work import at_work, sweep
from presence.store.importing.present import KIND

Staged = tuple[int, str, bytes]  # line, id, and the document as this run of Python keeps it

BY_NAME = "name:"  # begins what stands for somebody of whom the file has no id
_CACHE = -32_000  # KiB
_REMEMBERED = 50_000  # people
_TABLES = """
DROP TABLE IF EXISTS people;
DROP TABLE IF EXISTS entries;
DROP TABLE IF EXISTS sessions;
DROP TABLE IF EXISTS slips;
CREATE TABLE people (
    ref TEXT PRIMARY KEY, line INTEGER, name TEXT, ours TEXT
) WITHOUT ROWID;
CREATE TABLE entries (
    entity TEXT, id TEXT, line INTEGER, document TEXT, PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE TABLE sessions (id TEXT PRIMARY KEY, line INTEGER, started_at INTEGER, document BLOB);
CREATE TABLE slips (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_INSERT = "INSERT OR IGNORE INTO sessions VALUES (?,?,?,?)"
_SOMEBODY = "INSERT OR IGNORE INTO people (ref, line, name) VALUES (?,?,?)"


@contextmanager
def staging(folder: Path) -> Iterator["Staging"]:
    """An empty one, gone afterwards; Refused(IMPORT_RUNNING) while another is at work."""
    with at_work(folder) as connection:
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        yield Staging(connection, folder / AT_WORK)


@lru_cache(maxsize=4096)
def _ref_of(name: str) -> str:
    return f"{BY_NAME}{folded(name)}"


class Staging:
    """Takes in what a file holds, and gives it back in the order in which it goes into the log."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        # What the log had, by entity and id of what adds to it.
        self.adding: dict[tuple[str, str], str | None] = {}
        self._by_name: set[str] = set()  # those of whom it is known that they are in
        self._waiting: dict[str, tuple[str, int, int, bytes]] = {}  # sessions by their id
        self._left_out: list[LeftOut] = []

    def release(self) -> None:
        """Let go of the room on the disk."""
        sweep(self._path.parent)
        with suppress(sqlite3.Error):
            self._connection.close()

    def add(self, arrival: Arrival) -> LeftOut | None:
        """Keep it; what stands twice in the file is left out the second time.

        Of a session ``settled`` may only then say so.
        """
        line, what = arrival.line, arrival.what
        match what:
            case Person():
                return self._add_person(line, what)
            case Kind():
                return self._add_entry(line, KIND, what.key, dump_kind(what))
            case Thing():
                if what.adds:
                    self.adding[what.entity, what.id] = what.was
                return self._add_entry(line, what.entity, what.id, what.document)
            case Visit():
                return self._add_session(line, what)
            case Contact():
                raise TypeError(what)  # Acquainting has made a person and more of it

    def _add_person(self, line: int, person: Person) -> LeftOut | None:
        row = (person.id, line, person.name)
        added = self._connection.execute(_SOMEBODY, row)
        return None if added.rowcount else self._twice(line, "people", "ref = ?", person.id)

    def _add_entry(self, line: int, entity: str, entry_id: str, document: str) -> LeftOut | None:
        row = (entity, entry_id, line, document)
        added = self._connection.execute("INSERT OR IGNORE INTO entries VALUES (?,?,?,?)", row)
        if added.rowcount:
            return None
        return self._twice(line, "entries", "entity = ? AND id = ?", entity, entry_id)

    def _add_session(self, line: int, visit: Visit) -> LeftOut | None:
        session = visit.session
        if (first := self._waiting.get(session.id)) is not None:
            return LeftOut(line, Why.TWICE, "id", str(first[1]))
        looks = [(slip.id,) for slip in session.slips]
        for look in looks:
            if self._connection.execute("SELECT 1 FROM slips WHERE id = ?", look).fetchone():
                return LeftOut(line, Why.LOOK_ELSEWHERE)
        people = (
            session.people if visit.by_id or not session.people else self._refs_of(line, session)
        )
        document = session_document(session, people)
        row = (session.id, line, document["started_at"], marshal.dumps(document))
        if not looks:
            self._waiting[session.id] = row
            return None
        if not self._connection.execute(_INSERT, row).rowcount:
            return self._twice(line, "sessions", "id = ?", session.id)
        self._connection.executemany("INSERT INTO slips VALUES (?)", looks)
        return None

    def settled(self) -> list[LeftOut]:
        """Have all sessions in the database; those that were there already are left out."""
        self._settle()
        left_out, self._left_out = self._left_out, []
        return left_out

    def _settle(self) -> None:
        rows, self._waiting = list(self._waiting.values()), {}
        if not rows:
            return
        query = "SELECT coalesce(max(rowid), 0) FROM sessions"
        (last,) = self._connection.execute(query).fetchone()
        if self._connection.executemany(_INSERT, rows).rowcount == len(rows):
            return
        query = "SELECT line FROM sessions WHERE id = ? AND rowid <= ?"
        for session_id, line, _started_at, _document in rows:
            if found := self._connection.execute(query, (session_id, last)).fetchone():
                self._left_out.append(LeftOut(line, Why.TWICE, "id", str(found[0])))

    def _refs_of(self, line: int, session: Session) -> tuple[str, ...]:
        refs = {_ref_of(name): name for name in reversed(session.people)}
        if new := [(ref, line, name) for ref, name in refs.items() if ref not in self._by_name]:
            self._connection.executemany(_SOMEBODY, new)
            if len(self._by_name) >= _REMEMBERED:
                self._by_name.clear()
            self._by_name.update(refs)
        return tuple(reversed(refs))

    def _twice(self, line: int, table: str, condition: str, *values: str) -> LeftOut:
        query = f"SELECT line FROM {table} WHERE {condition}"
        (first,) = self._connection.execute(query, values).fetchone()
        return LeftOut(line, Why.TWICE, "id", str(first))

    # Giving back

    def count(self) -> int:
        """How many sessions there are."""
        self._settle()
        (count,) = self._connection.execute("SELECT count(*) FROM sessions").fetchone()
        return int(count)

    def has_person(self, ref: str) -> bool:
        """Whether the file has somebody of that id."""
        query = "SELECT 1 FROM people WHERE ref = ?"
        return self._connection.execute(query, (ref,)).fetchone() is not None

    def person_is(self, ref: str, person_id: str) -> None:
        """Somebody of the file has, or will have, this id in the log."""
        query = "UPDATE people SET ours = ? WHERE ref = ?"
        self._connection.execute(query, (person_id, ref))

    def our_id(self, ref: str) -> str | None:
        """Their id in the log, once it is known."""
        query = "SELECT ours FROM people WHERE ref = ?"
        found = self._connection.execute(query, (ref,)).fetchone()
        return None if found is None or found[0] is None else str(found[0])

    def people(self) -> Iterator[tuple[int, Person]]:
        """Everybody, with the line, in the order of the file; the id may be ``BY_NAME``.

        They are sorted before the first comes, so that each may be changed meanwhile.
        """
        query = "SELECT line, ref, name FROM people ORDER BY line, ref"
        for line, ref, name in self._connection.execute(query):
            yield line, Person(ref, name)

    def entries(self) -> Iterator[tuple[int, Thing]]:
        """Kinds, groups, goals and pauses as documents, with the line."""
        query = "SELECT line, entity, id, document FROM entries ORDER BY line"
        for line, entity, entry_id, document in self._connection.execute(query):
            yield line, Thing(entity, entry_id, document)

    def put_in_order(self) -> None:
        """Have the sessions in order from now on: of many that are there it takes a moment."""
        self._connection.execute("CREATE INDEX IF NOT EXISTS by_start ON sessions (started_at, id)")

    def sessions(self) -> Iterator[Staged]:
        """Each session, the oldest first: so they lie in the log."""
        self._settle()
        self.put_in_order()
        query = (
            "SELECT line, id, document FROM sessions INDEXED BY by_start ORDER BY started_at, id"
        )
        # Not "yield from": it would close the rows after ``release``, and complain of that.
        for each in self._connection.execute(query):  # noqa: UP028
            yield each


def document_of(staged: Staged) -> dict[str, Any]:
    """What a session's document says, its people as the file calls them."""
    document: dict[str, Any] = marshal.loads(staged[2])
    return document
