"""Reads all of a log, as one state of it, for a file; implements core.exchange.WholeLog."""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import quote

from presence.core.exchange.arrival import Thing
from presence.core.exchange.whole_log import Acquaintance
from presence.core.kind import Kind
from presence.core.people.details import Details
from presence.core.person import Person
from presence.core.session import Session
from presence.store.database import BUSY_SECONDS, as_store_error
from presence.store.documents import load_kind, parse
from presence.store.known.cards import CARD, read_origins
from presence.store.known.damage import damage_named
from presence.store.known.people import DETAILS, read_details
from presence.store.people import PeopleTable
from presence.store.session_rows import AT_ONCE, SessionRows
from presence.store.things import GROUP, ThingsTable

_ANYTHING = "SELECT 1 FROM sqlite_schema LIMIT 1"
_ALL = "SELECT started_at, id FROM sessions ORDER BY started_at, id"


class StoredLog:
    """Reads piece by piece: a log of many years need not fit into the memory."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, rows: SessionRows, is_apart: bool = False
    ) -> None:
        self._connection = connection
        self._path = path
        self._rows = rows
        self._is_apart = is_apart  # the connection is closed with it

    def __enter__(self) -> "StoredLog":
        self._connection.execute("BEGIN")
        try:
            list(self._read(_ANYTHING))  # the state of now: SQLite's begins with what is read first
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_fault: object) -> None:
        self._connection.execute("COMMIT")
        if self._is_apart:
            self._connection.close()

    def count(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM sessions").fetchone()
        return int(count)

    def people(self) -> Iterator[Person]:
        named = {
            person for thing in self.things() for person in parse(thing.document).get("people", ())
        }
        in_sessions = {
            person for (person,) in self._read("SELECT DISTINCT person_id FROM session_people")
        }
        for person_id, name in self._read("SELECT id, name FROM people ORDER BY rowid"):
            if person_id in named or person_id in in_sessions:
                yield Person(person_id, name)

    def acquaintances(self) -> Iterator[Acquaintance]:
        things = ThingsTable(self._connection)
        details, cards = things.of(DETAILS), things.of(CARD)
        groups = [parse(document) for document in things.of(GROUP).values()]
        with damage_named(self._path):
            for person_id, name in self._read("SELECT id, name FROM people ORDER BY rowid"):
                if person_id not in details and person_id not in cards:
                    continue
                who = Details(name, id=person_id)
                if (document := details.get(person_id)) is not None:
                    who = read_details(person_id, name, document)
                came = read_origins(cards[person_id]) if person_id in cards else {}
                circles = [str(row["name"]) for row in groups if person_id in row["people"]]
                yield Acquaintance(who, tuple(circles), tuple(filter(None, came.values())))

    def kinds(self) -> Iterator[Kind]:
        for (document,) in self._read("SELECT document FROM kinds ORDER BY rowid"):
            yield load_kind(document)

    def things(self) -> Iterator[Thing]:
        query = "SELECT entity, id, document FROM things ORDER BY entity, id"
        for entity, thing_id, document in self._read(query):
            yield Thing(entity, thing_id, document)

    def sessions(
        self, chosen: Collection[str] | None = None
    ) -> Iterator[tuple[Session, tuple[str, ...]]]:
        wanted = None if chosen is None else frozenset(chosen)
        everybody = self._read("SELECT id, name FROM people")
        names = {row[0]: row[1] for row in everybody}
        ids: list[str] = []
        for _started_at, session_id in self._read(_ALL):
            if wanted is None or session_id in wanted:
                ids.append(session_id)
            if len(ids) == AT_ONCE:
                yield from self._whole(ids, names)
                ids = []
        yield from self._whole(ids, names)

    def _whole(
        self, ids: Sequence[str], names: Mapping[str, str]
    ) -> Iterator[tuple[Session, tuple[str, ...]]]:
        if not ids:
            return
        try:
            by_id = self._rows.with_ids(ids, names)
        except sqlite3.Error as fault:
            raise as_store_error(fault, self._path) from fault
        for each in ids:
            yield by_id[each]

    def _read(self, query: str, values: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
        try:
            # "yield from" would close the cursor, after Ctrl-C maybe when the log is closed.
            for row in self._connection.execute(query, values):  # noqa: UP028
                yield row
        except sqlite3.Error as fault:
            raise as_store_error(fault, self._path) from fault


def apart(path: str) -> StoredLog:
    """The log by a connection of its own that writes nothing; raises StoreError."""
    try:
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(path))}?mode=ro",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )
    except sqlite3.Error as fault:
        raise as_store_error(fault, path) from fault
    return StoredLog(connection, path, SessionRows(connection, PeopleTable(connection, str)), True)
