"""Who of an address book is who in the log, and what of them is new there."""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from uuid import NAMESPACE_URL, uuid5

from presence.core.exchange.arrival import Arrival, LeftOut, Thing, Visit, Why
from presence.core.exchange.contact import Contact, names_for
from presence.core.frozen import replace
from presence.core.names.group import Group
from presence.core.people.details import Details
from presence.core.people.filling import filled
from presence.core.person import Person, folded
from presence.store.documents import parse
from presence.store.known.cards import CARD, Origins, origins_document, read_origins
from presence.store.known.damage import damage_named
from presence.store.known.people import DETAILS, details_document, read_details
from presence.store.things import GROUP, ThingsTable, group_document

_MOST_KEYS = 9  # before this one


class Acquainting:
    """Makes people, details, cards and groups of contacts; whatever else arrives goes through.

    Somebody is who came by the same key before, else who has the name. What the person has noted
    stays, and is only added to. Two of one name in a file are two: the second gets a word more.
    """

    def __init__(self, connection: Connection, path: str) -> None:
        self._connection = connection
        self._path = path
        self._things = ThingsTable(connection)
        self._is_ready = False
        self.count = 0  # of contacts, less what is left out of them: who takes it in counts that

    def arrivals(self, arrivals: Iterable[Arrival | LeftOut]) -> Iterator[Arrival | LeftOut]:
        """The same, without a contact in it; groups come last, when all who are in them are known.

        Raises StoreError where what the log has of people is damaged.
        """
        for each in arrivals:
            if isinstance(each, Arrival) and isinstance(each.what, Contact):
                if not self._is_ready:  # of a file of sessions alone nothing of this is needed
                    self._make_ready()
                found = [*self._acquainted(each.line, each.what), *_lost(each.line, each.what)]
                self.count += 1 - sum(isinstance(one, LeftOut) for one in found)
                yield from found
            elif self._is_ready and isinstance(each, Arrival) and isinstance(each.what, Visit):
                yield Arrival(each.line, self._visit(each.what))
            else:
                yield each
        if self._is_ready:
            yield from self._groups()

    def _make_ready(self) -> None:
        self._is_ready = True
        rows = self._connection.execute("SELECT id, name, folded FROM people ORDER BY rowid DESC")
        self._names: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for person_id, name, key in rows:
            self._names[person_id] = name
            self._by_name[key] = person_id
        self._details = dict(self._things.of(DETAILS))
        self._cards = dict(self._things.of(CARD))
        self._by_key: dict[str, str] = {}
        with damage_named(self._path):
            for person_id, document in self._cards.items():
                for key in read_origins(document):
                    self._by_key.setdefault(key, person_id)
            self._circle_documents = self._things.of(GROUP)
            parsed = {each: parse(text) for each, text in self._circle_documents.items()}
            self._circles = {folded(str(row["name"])): each for each, row in parsed.items()}
            self._members = {each: list(row["people"]) for each, row in parsed.items()}
            self._circle_names = {each: str(row["name"]) for each, row in parsed.items()}
        self._lines: dict[str, int] = {}  # of groups that somebody was added to
        self._came: dict[str, tuple[str, int]] = {}  # a person's id: the key and line of this file
        self._met: dict[str, str] = {}  # the id of whom the file calls by a key

    def _acquainted(self, line: int, contact: Contact) -> Iterator[Arrival | LeftOut]:
        person = self._who(contact)
        self._met[contact.key] = person.id
        came = self._came.get(person.id)
        if came is not None:
            yield LeftOut(line, Why.TWICE, "id", str(came[1]))
            return
        self._came[person.id] = contact.key, line
        self._names[person.id] = person.name
        self._by_name.setdefault(folded(person.name), person.id)
        self._by_key.setdefault(contact.key, person.id)
        details = self._filled(person, contact)
        yield Arrival(line, person)
        if not details.is_nothing:
            document = details_document(details)
            was = self._details.get(person.id)
            yield Arrival(line, Thing(DETAILS, person.id, document, adds=True, was=was))
        origins = dict(list(self._origins_of(person.id).items())[-_MOST_KEYS:])
        origins[contact.key] = contact.card or origins.get(contact.key, b"")
        document, was = origins_document(person.id, origins), self._cards.get(person.id)
        yield Arrival(line, Thing(CARD, person.id, document, adds=True, was=was))
        for circle in contact.circles:
            if (left_out := self._put_into(circle, person.id, line)) is not None:
                yield left_out

    def _visit(self, visit: Visit) -> Visit:
        """Whom a session names by their keys are the contacts, with the ids they have in the log.

        Two contacts of one name are two here as well.
        """
        if not visit.by_id:
            return visit
        people = tuple(dict.fromkeys(self._met.get(key, key) for key in visit.session.people))
        return Visit(replace(visit.session, people=people), by_id=True)

    def _who(self, contact: Contact) -> Person:
        """The person of the log, with the name there; or somebody new."""
        if (known := self._by_key.get(contact.key)) is not None and known in self._names:
            return Person(known, self._names[known])
        for name in names_for(contact):
            known = self._by_name.get(folded(name))
            if known is None:
                return Person(str(uuid5(NAMESPACE_URL, f"{contact.key}\n{name}")), name)
            if known not in self._came:
                return Person(known, self._names[known])
        raise AssertionError("there is always another number")

    def _filled(self, person: Person, contact: Contact) -> Details:
        theirs = replace(contact.details, name=person.name, id=person.id)
        document = self._details.get(person.id)
        if document is None:
            return theirs
        with damage_named(self._path):
            ours = read_details(person.id, person.name, document)
        if contact.card and self._origins_of(person.id).get(contact.key) == contact.card:
            return ours  # it says what it said before, and what was changed here since stays
        return filled(ours, theirs)

    def _origins_of(self, person_id: str) -> Origins:
        document = self._cards.get(person_id)
        with damage_named(self._path):
            return {} if document is None else read_origins(document)

    def _put_into(self, circle: str, person_id: str, line: int) -> LeftOut | None:
        key = folded(circle)
        if key not in self._circles:
            if key in self._by_name:  # in a line @Ana would mean either
                return LeftOut(line, Why.NAME_OF_A_PERSON, "", circle)
            made = str(uuid5(NAMESPACE_URL, f"group\n{key}"))
            self._circles[key], self._circle_names[made] = made, circle
            self._members[made] = []
        group_id = self._circles[key]
        if person_id not in self._members[group_id]:
            self._members[group_id].append(person_id)
        self._lines.setdefault(group_id, line)
        return None

    def _groups(self) -> Iterator[Arrival]:
        for group_id, line in self._lines.items():
            name, people = self._circle_names[group_id], self._members[group_id]
            document = group_document(Group(group_id, name), people)
            was = self._circle_documents.get(group_id)
            yield Arrival(line, Thing(GROUP, group_id, document, adds=True, was=was))


def _lost(line: int, contact: Contact) -> Iterator[LeftOut]:
    for each in contact.lost:
        why, value = Why.VALUE_LOST, each.value
        if each.letters:
            why, value = Why.VALUE_CUT, str(each.letters)
        elif each.count:
            why, value = Why.VALUES_LOST, str(each.count)
        yield LeftOut(line + each.below, why, each.field, value)
