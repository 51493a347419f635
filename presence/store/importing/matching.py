"""Finds what a file holds in the log: who is who, what is new, the same, or different there."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from presence.core.exchange.arrival import LeftOut, Thing, Why
from presence.core.person import Person, folded
from presence.store.documents import checksum, dump, load_kind, parse
from presence.store.importing.present import KIND, present
from presence.store.importing.staging import BY_NAME, Staged, Staging, document_of
from presence.store.known.cards import CARD
from presence.store.known.people import DETAILS
from presence.store.marks import with_marks
from presence.store.people import PeopleTable
from presence.store.session_rows import AT_ONCE
from presence.store.session_writer import Spelt

_REMEMBERED = 50_000  # people


class Matching:
    """Reads the log; what it says holds as long as nobody else writes the same."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        staging: Staging,
    ) -> None:
        self._connection = connection
        self._people = people
        self._staging = staging
        self._known: dict[str, str | None] = {}

    # People

    def person(self, person: Person) -> tuple[Person, str | None]:
        """Who of the log it is, or will be; and the name there, None where it is somebody new.

        Somebody whose id the log does not have is who has the name, unless that one is in the
        file as well, as somebody else.
        """
        found = self._found(person)
        self._staging.person_is(person.id, found[0].id)
        return found

    def _found(self, person: Person) -> tuple[Person, str | None]:
        is_by_name = person.id.startswith(BY_NAME)
        names = {} if is_by_name else self._people.names_of([person.id])
        if person.id in names:
            return person, names[person.id]
        query = "SELECT id FROM people WHERE folded = ? ORDER BY name <> ?, rowid"
        key = (folded(person.name), person.name)
        for (person_id,) in self._connection.execute(query, key):
            if not self._staging.has_person(person_id):
                return Person(person_id, person.name), person.name
        return (Person(self._people.new_id(), person.name) if is_by_name else person), None

    def is_free(self, name: str) -> bool:
        """Whether nobody in the log has the name, spelt in whatever way."""
        return self._people.find(name) is None

    def _our_id(self, ref: str) -> str | None:
        """The id in the log of what the file calls somebody by."""
        if ref not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            ours = self._staging.our_id(ref)
            if ours is None and self._people.names_of([ref]):
                ours = ref  # nobody of the file, but of the log
            self._known[ref] = ours
        return self._known[ref]

    # Kinds and things

    def entry(self, thing: Thing) -> Thing:
        """It with the log's ids of people; who is gone from the file stays as gone.

        What is known of somebody goes by the id of that person.
        """
        row = parse(thing.document)
        if not isinstance(people := row.get("people"), list):
            return thing
        mapped = [self._our_id(str(ref)) or ref for ref in people]
        if mapped == people:
            return thing
        thing_id = thing.id
        if thing.entity in (DETAILS, CARD) and people == [thing.id]:
            (thing_id,) = mapped
        return Thing(thing.entity, thing_id, dump({**row, "people": mapped}))

    def ours(self, thing: Thing) -> str | None:
        """The document of that id in the log."""
        return present(self._connection, thing.entity, thing.id)

    def is_same(self, thing: Thing, ours: str) -> bool:
        if thing.entity == KIND:
            return load_kind(thing.document) == load_kind(ours)
        return parse(thing.document) == parse(ours)

    # Sessions

    def sessions(
        self, staged: Sequence[Staged]
    ) -> tuple[dict[str, tuple[int, Spelt]], Mapping[str, bool], list[LeftOut]]:
        """Line and document by id, whether the log has the very same, and what cannot go in.

        An id that is not in the second is new.
        """
        wanted: dict[str, tuple[int, Spelt]] = {}
        left_out: list[LeftOut] = []
        looks: dict[str, tuple[str, ...]] = {}
        for each in staged:
            line, session_id, _ = each
            row = document_of(each)
            if refs := row["people"]:
                mapped = [self._our_id(ref) for ref in refs]
                if None in mapped:
                    missing = refs[mapped.index(None)]
                    left_out.append(LeftOut(line, Why.NO_SUCH_PERSON, "people", missing))
                    continue
                row["people"] = list(dict.fromkeys(mapped))
            if row["slips"]:
                looks[session_id] = tuple(slip[0] for slip in row["slips"])
            wanted[session_id] = line, (row, dump(row))
        for session_id in self._with_looks_elsewhere(looks):
            line, _spelt = wanted.pop(session_id)
            left_out.append(LeftOut(line, Why.LOOK_ELSEWHERE))
        return wanted, self._compared(wanted), left_out

    def _compared(self, wanted: Mapping[str, tuple[int, Spelt]]) -> Mapping[str, bool]:
        query = "SELECT id, crc FROM sessions WHERE id IN"
        return {
            session_id: crc == checksum(wanted[session_id][1][1])
            for session_id, crc in self._rows_of(query, tuple(wanted))
        }

    def _with_looks_elsewhere(self, looks: Mapping[str, Iterable[str]]) -> set[str]:
        owners = {look: session_id for session_id, ids in looks.items() for look in ids}
        query = "SELECT id, session_id FROM slips WHERE id IN"
        found = self._rows_of(query, tuple(owners))
        return {owners[look] for look, session_id in found if owners[look] != session_id}

    def _rows_of(self, query: str, ids: Sequence[str]) -> Iterator[tuple[str, Any]]:
        for first in range(0, len(ids), AT_ONCE):
            marks, values = with_marks(ids[first : first + AT_ONCE])
            yield from self._connection.execute(f"{query} ({marks})", values)

    def open_session(self) -> str | None:
        """The id of the session in progress."""
        query = "SELECT id FROM sessions INDEXED BY one_session_in_progress WHERE ended_at IS NULL"
        found = self._connection.execute(query).fetchone()
        return None if found is None else str(found[0])
