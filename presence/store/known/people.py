"""What is known of people: a small document for each, which follows a merge and is undone."""

from datetime import date

from presence.core.errors import ErrorCode, Refused
from presence.core.frozen import replace
from presence.core.library import Iterable, Mapping, Sequence
from presence.core.people.cadence import Cadence
from presence.core.people.cadence import can_be as wish_can_be
from presence.core.people.details import Birthday, Details, Encounter, birthday_can_be
from presence.core.people.relation import Relation
from presence.core.person import folded
from presence.store.documents import dump, parse
from presence.store.known.damage import damage_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presence.core.ports import Change, SessionLog

DETAILS = "details"
LET_BE = [0, 0]  # in place of a wish: there is none, whatever that of their relation


class PersonBook:
    """Reads and writes details through the log; every write is one change and one undo.

    ``path`` is the log's, for the error that names it.
    """

    def __init__(self, log: "SessionLog", path: str = "") -> None:
        self._log = log
        self._path = path

    def known(self) -> Sequence[Details]:
        """Those of whom something is noted, by name."""
        documents = self._log.things(DETAILS)
        names = self._log.names_of(list(documents))
        return sorted(self._read(documents, names), key=lambda who: (folded(who.name), who.id))

    def everybody(self) -> Sequence[Details]:
        """Whoever the log names, those met last first; of many there is nothing but the name."""
        names = self._log.everybody()
        known = {who.id: who for who in self._read(self._log.things(DETAILS), names)}
        return [known.get(each) or Details(name, id=each) for each, name in names.items()]

    def of(self, name: str) -> Details:
        """What is known of the person of that name, in whatever spelling.

        Raises Refused(NO_SUCH_PERSON) where nobody has it.
        """
        wanted = folded(name)
        for person_id, its_name in self._log.everybody().items():
            if folded(its_name) == wanted:
                return self.with_id(person_id, its_name)
        raise Refused(ErrorCode.NO_SUCH_PERSON, text=name)

    def with_id(self, person_id: str, name: str) -> Details:
        """What is known of a person of the log."""
        document = self._log.things(DETAILS).get(person_id)
        if document is None:
            return Details(name, id=person_id)
        with damage_named(self._path):
            return read_details(person_id, name, document)

    def put(self, details: Details, because: "Change") -> Details:
        """Write details; without an id they are of who has the name, who is made if need be."""
        if not details.id:
            (person_id,) = self._log.person_ids([details.name])
            details = replace(details, id=person_id)
        self._log.put_thing(DETAILS, details.id, details_document(details), because)
        return details

    def _read(self, documents: Mapping[str, str], names: Mapping[str, str]) -> Iterable[Details]:
        with damage_named(self._path):
            # As one text: for thousands of people that is twice as quick.
            rows = parse(f'{{"all":[{",".join(documents.values())}]}}')["all"]
            return [
                _details(person_id, names[person_id], row)
                for person_id, row in zip(documents, rows, strict=True)
                if person_id in names
            ]


def details_document(details: Details) -> str:
    """Details as the log keeps them: the person by id, and only what says something."""
    wish, birthday = details.cadence, details.birthday
    row: dict[str, object] = {
        "nick": details.nick,
        "relation": details.relation and details.relation.value,
        "met": details.met and details.met.value,
        "met_on": details.met_on and details.met_on.isoformat(),
        "met_at": details.met_at,
        "links": list(details.links),
        "birthday": birthday and [birthday.month, birthday.day, birthday.year],
        "notes": details.notes,
        "every": LET_BE if details.is_let_be else wish and [wish.days, wish.at_most],
        "wrote_on": details.wrote_on and details.wrote_on.isoformat(),
        "quiet_until": details.quiet_until and details.quiet_until.isoformat(),
        "archived": details.is_archived,
    }
    said = {name: value for name, value in row.items() if value}
    return dump({**said, "people": [details.id]})


def read_details(person_id: str, name: str, document: str) -> Details:
    """The details of a document; raises what ``rows_that_can_be`` takes for damage."""
    return _details(person_id, name, parse(document))


def _details(person_id: str, name: str, row: "Mapping[str, Any]") -> Details:
    if row["people"] != [person_id]:
        raise ValueError(row["people"])
    relation, met, every = row.get("relation"), row.get("met"), row.get("every")
    return Details(
        name=name,
        nick=_text(row, "nick"),
        relation=None if relation is None else Relation(relation),
        met=None if met is None else Encounter(met),
        met_on=_day(row, "met_on"),
        met_at=_text(row, "met_at"),
        links=tuple(_texts(row["links"])) if "links" in row else (),
        birthday=_birthday(row.get("birthday")),
        notes=_text(row, "notes"),
        cadence=None if every == LET_BE else _wish(every),
        is_let_be=every == LET_BE,
        wrote_on=_day(row, "wrote_on"),
        quiet_until=_day(row, "quiet_until"),
        is_archived=bool(row.get("archived")),
        id=person_id,
    )


def _text(row: "Mapping[str, Any]", name: str) -> str:
    text = row.get(name, "")
    if not isinstance(text, str):
        raise TypeError(text)
    return text


def _texts(values: "Any") -> list[str]:
    texts = list(values)
    "".join(texts)  # a TypeError where one is no text
    return texts


def _day(row: "Mapping[str, Any]", name: str) -> date | None:
    day = row.get(name)
    return None if day is None else date.fromisoformat(day)


def _birthday(row: "Any") -> Birthday | None:
    if row is None:
        return None
    birthday = Birthday(*row)
    if not birthday_can_be(birthday):
        raise ValueError(row)
    return birthday


def _wish(row: "Any") -> Cadence | None:
    if row is None:
        return None
    wish = Cadence(*row)
    if not wish_can_be(wish):
        raise ValueError(row)
    return wish
