"""Monica's export as JSON (version 1.0-preview.1): people, and on which days one met them.

A day of Monica's has no length: such a session counts as met, and for no time. The accounts of
those who use Monica, with their addresses and secrets, are not read.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.exchange.contact import Contact, Lost
from presence.core.people.cadence import Cadence
from presence.core.people.details import Birthday, Details
from presence.core.person import folded
from presence.core.session import Origin, Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.contacts.birthdays import birthday_of
from presence.exchange.contacts.fitting import fitted
from presence.exchange.contacts.relations import relation_of
from presence.exchange.json_text import JsonText
from presence.exchange.untold import Untold

NOON = time(12)
_PEOPLE = ("contact", "contacts")
_DAYS = ("activity", "activities")
_SKIPPED = ("user", "users")  # who uses it: not of the log
_MARKS = (b'"app_version"', b'"export_date"', b'"account"')
_Row = Mapping[str, Any]


def looks_like(head: bytes) -> bool:
    return sum(mark in head for mark in _MARKS) >= 2 and b'"version"' in head


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """People first, then the days with them; raises Refused where the file is none of Monica's."""
    found = _Found()
    text = JsonText(stream, path)
    try:
        if text.sign() != "{":
            raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
        _gather(text, found)
    except BadRowError as fault:
        yield text.rest(fault)
    if not found.has_account:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    there: dict[str, list[str]] = {}  # the keys of who was, by the activity
    for line, row in found.people:
        try:
            contact = _contact(row)
        except BadRowError as fault:
            yield LeftOut(line, fault.why, fault.field, fault.value)
            continue
        yield Arrival(line, contact)
        found.note_others_of(line, row)
        for activity in _linked(row, _DAYS):
            there.setdefault(activity, []).append(contact.key)
    for line, row in found.days:
        try:
            yield Arrival(line, Visit(_session(row, there, untold), by_id=True))
        except BadRowError as fault:
            yield LeftOut(line, fault.why, fault.field, fault.value)
    for what, (line, count) in found.others.items():
        yield LeftOut(line, Why.UNKNOWN_TYPE, "", f"{what} ({count})")


class _Found:
    """What the file holds, which names people before or after the days with them."""

    def __init__(self) -> None:
        self.people: list[tuple[int, _Row]] = []
        self.days: list[tuple[int, _Row]] = []
        self.others: dict[str, tuple[int, int]] = {}  # line and count of what has no place here
        self.has_account = False

    def note_other(self, line: int, what: str, count: int = 1) -> None:
        """Something that has no place here."""
        first, before = self.others.get(what, (line, 0))
        self.others[what] = first, before + count

    def note_others_of(self, line: int, person: _Row) -> None:
        """What hangs on somebody and is no day with them: notes, calls, addresses, reminders."""
        for part in _objects(person.get("data")):
            values = _objects(part.get("values"))  # what is linked alone is an id
            if part.get("type") not in _DAYS and values:
                self.note_other(line, checks.shown(part.get("type")), len(values))


def _gather(text: JsonText, found: _Found) -> None:
    for name in text.members():
        if name != "account":
            text.value()
            continue
        found.has_account = True
        for part in text.members():
            if part != "data":
                text.value()
                continue
            for _line in text.items():
                _gather_one_type(text, found)


def _gather_one_type(text: JsonText, found: _Found) -> None:
    """One ``{count, type, values}``."""
    what = ""
    for name in text.members():
        if name == "type":
            what = checks.shown(text.value())
        elif name != "values":
            text.value()
        else:
            for line, row in text.records():
                if what in _PEOPLE and isinstance(row, dict):
                    found.people.append((line, row))
                elif what in _DAYS and isinstance(row, dict):
                    found.days.append((line, row))
                elif what not in _SKIPPED:
                    found.note_other(line, what)


def _contact(row: _Row) -> Contact:
    said = _object(row.get("properties"))
    if said.get("is_partial"):
        raise BadRowError(Why.NOT_COUNTED, "", _name(said))
    name = _name(said)
    if not name:
        raise BadRowError(Why.NO_NAME)
    circles = _tags(said.get("tags"))
    days = said.get("stay_in_touch_frequency")
    wish = Cadence(days) if type(days) is int and 0 < days <= 3650 else None
    born, birthday = _born(_object(said.get("birthdate")))
    lost = {
        "birthdate": born if birthday is None else "",
        "stay_in_touch_frequency": days if wish is None else "",
    }
    contact = Contact(
        key=f"monica:{checks.identity('uuid', row.get('uuid'))}",
        details=Details(
            name=name,
            nick=_text(said, "nickname"),
            relation=next(filter(None, map(relation_of, circles)), None),
            birthday=birthday,
            notes=_text(said, "description"),
            cadence=wish,
            is_archived=said.get("is_dead") is True or said.get("is_active") is False,
        ),
        circles=circles,
        organisation=_text(said, "company"),
        lost=tuple(Lost(name, checks.shown(value)) for name, value in lost.items() if value),
    )
    return fitted(contact, {"name": "first_name", "nick": "nickname", "notes": "description"})


def _session(row: _Row, there: Mapping[str, list[str]], untold: Untold) -> Session:
    uuid = checks.identity("uuid", row.get("uuid"))
    people = there.get(uuid, [])
    if not people:
        raise BadRowError(Why.MISSING, "contact")
    said = _object(row.get("properties"))
    day = _day(said.get("happened_at"))
    zone = checks.find_zone(untold.zone) or UTC
    assert isinstance(zone, ZoneInfo) or zone is UTC
    at = checks.in_time("happened_at", datetime.combine(day, NOON, zone), untold.now)
    summary, more = _text(said, "summary"), _text(said, "description")
    words = folded(summary).split()
    kind = next((untold.kinds_by_word[word] for word in words if word in untold.kinds_by_word), "")
    return Session(
        id=str(uuid5(NAMESPACE_OID, f"monica\n{uuid}")),
        kind=kind or untold.kind,
        started_at=at,
        ended_at=at,
        zone=untold.zone,
        people=tuple(dict.fromkeys(people)),
        note="\n\n".join(filter(None, (summary, more))),
        origin=Origin.ADDED,
    )


def _linked(row: _Row, types: tuple[str, ...]) -> Iterator[str]:
    """The ids of what a contact is linked to."""
    for of in _objects(row.get("data")):
        if of.get("type") in types and isinstance(of.get("values"), list):
            yield from (str(value) for value in of["values"])


def _name(said: _Row) -> str:
    names = (_text(said, name) for name in ("first_name", "middle_name", "last_name"))
    whole = " ".join(filter(None, names)) or _text(said, "nickname")
    return " ".join(whole.split())


def _born(said: _Row) -> tuple[str, Birthday | None]:
    """What is said, and the day that it is."""
    text = str(said.get("date") or "")[:10]
    if said.get("is_age_based"):  # the year is a guess, and the day is none
        return "", None
    return text, birthday_of(f"--{text[5:]}" if said.get("is_year_unknown") else text)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as fault:
        raise BadRowError(Why.BAD_VALUE, "happened_at", value) from fault


def _tags(value: object) -> tuple[str, ...]:
    """Tags are names, or objects with one."""
    tags = value if isinstance(value, list) else []
    names = (tag if isinstance(tag, str) else _text(_object(tag), "name") for tag in tags)
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _text(said: _Row, name: str) -> str:
    value = said.get(name)
    return checks.text(name, value).strip() if value is not None else ""


def _objects(values: object) -> list[_Row]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _object(value: object) -> _Row:
    return value if isinstance(value, dict) else {}
