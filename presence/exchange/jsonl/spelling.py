"""How a session and a kind are spelt in JSON, and reading them from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta, tzinfo
from json.encoder import encode_basestring as _text
from typing import Any

from presence.core.exchange.arrival import Why
from presence.core.kind import Around, Kind, Nature, OverTime, Sphere
from presence.core.session import MAX_LENGTH, Origin, Said, Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.exchange import checks
from presence.exchange.checks import BadRowError

Record = dict[str, Any]

_CHOICES = {"nature": Nature, "sphere": Sphere, "over_time": OverTime}
_LENGTHS = {  # in seconds, for the file; None where there may be none
    "default_length": True,
    "bound_after_start": False,
    "bound_after_plan": True,
}


def iso(at: datetime, zone: tzinfo) -> str:
    """ISO 8601 with the zone's offset, to the millisecond, as the log has it."""
    return at.astimezone(zone).isoformat(timespec="milliseconds")


def seconds(length: timedelta) -> int | float:
    """Seconds, whole ones without a point."""
    milliseconds = length // timedelta(milliseconds=1)
    return milliseconds / 1000 if milliseconds % 1000 else milliseconds // 1000


def session_text(session: Session, people: Sequence[str]) -> str:
    """A session with the ids of its people, as one object of JSON: written by hand, of many."""
    zone = checks.find_zone(session.zone) or UTC
    said = None if session.said is None else session.said.value
    watched = sorted(each.value for each in session.watched) if session.watched else ()
    return (
        f'{{"type":"session","id":{_text(session.id)},"kind":{_text(session.kind)},'
        f'"started_at":"{iso(session.started_at, zone)}",'
        f'"ended_at":{_instant(session.ended_at, zone)},'
        f'"planned_end_at":{_instant(session.planned_end_at, zone)},'
        f'"zone":{_text(session.zone)},"people":{_texts(people)},"place":{_text(session.place)},'
        f'"note":{_text(session.note)},"tags":{_texts(session.tags)},'
        f'"confirmed":{"true" if session.confirmed else "false"},'
        f'"origin":"{session.origin.value}","said":{"null" if said is None else _text(said)},'
        f'"watched":{_texts(watched)},"enjoyed":{_number(session.enjoyed)},'
        f'"distracted":{_number(session.distracted)},"word":{_text(session.word)},'
        f'"slips":[{",".join(_slip_text(slip, zone) for slip in session.slips)}]}}'
    )


def _slip_text(slip: Slip, zone: tzinfo) -> str:
    reason = "null" if slip.reason is None else f'"{slip.reason.value}"'
    return (
        f'{{"id":{_text(slip.id)},"at":"{iso(slip.at, zone)}","length_s":{seconds(slip.length)},'
        f'"source":"{slip.source.value}","reason":{reason}}}'
    )


def _instant(at: datetime | None, zone: tzinfo) -> str:
    return "null" if at is None else f'"{iso(at, zone)}"'


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


def _texts(texts: Sequence[str]) -> str:
    return f"[{','.join(map(_text, texts))}]" if texts else "[]"


def read_session(row: Record, latest: datetime) -> Session:
    """The session of a record; ``people`` are what the file calls them. Raises BadRowError."""
    needed = _Needed(row)
    planned, ended, said = row.get("planned_end_at"), row.get("ended_at"), row.get("said")
    watched = _list(row, "watched")
    session = Session(
        id=checks.identity("id", needed["id"]),
        kind=checks.name("kind", needed["kind"]),
        started_at=checks.instant("started_at", needed["started_at"], latest),
        zone=checks.zone(needed["zone"]),
        planned_end_at=(
            None
            if planned is None
            else checks.instant("planned_end_at", planned, latest + MAX_LENGTH)
        ),
        ended_at=None if ended is None else checks.instant("ended_at", ended, latest),
        people=_unique(checks.identity("people", each) for each in _list(row, "people")),
        place=checks.text("place", row.get("place", "")),
        note=checks.text("note", row.get("note", "")),
        confirmed=checks.truth("confirmed", row.get("confirmed", True)),
        origin=checks.choice("origin", row.get("origin", Origin.ADDED.value), Origin),
        said=None if said is None else checks.choice("said", said, Said),
        slips=slips_in_order(_read_slip(each, latest) for each in _list(row, "slips")),
        watched=frozenset(checks.choice("watched", each, Watched) for each in watched),
        enjoyed=_score("enjoyed", row),
        distracted=_score("distracted", row),
        word=checks.text("word", row.get("word", "")),
        tags=_unique(tag(each) for each in _list(row, "tags")),
    )
    return checks.session_that_can_be(session, latest)


def tag(value: object) -> str:
    """A tag without its sign; the log keeps tags on lines, so that none holds an end of one."""
    said = checks.text("tags", value, checks.LONGEST_NAME)
    if not said or "\n" in said:
        raise BadRowError(Why.BAD_VALUE, "tags", value)
    return said


def slips_in_order(slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """As the log gives them back."""
    return tuple(sorted(slips, key=lambda slip: slip.at))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _read_slip(value: object, latest: datetime) -> Slip:
    if not isinstance(value, dict):
        raise BadRowError(Why.BAD_VALUE, "slips", value)
    needed = _Needed(value)
    reason = value.get("reason")
    return Slip(
        id=checks.identity("slips", needed["id"]),
        at=checks.instant("slips", needed["at"], latest),
        length=checks.length("length_s", needed["length_s"]),
        source=checks.choice("source", value.get("source", SlipSource.SELF.value), SlipSource),
        reason=None if reason is None else checks.choice("reason", reason, SlipReason),
    )


def _score(field: str, row: Record) -> int | None:
    value = row.get(field)
    return None if value is None else checks.whole(field, value, 1, 5)


def _list(row: Record, field: str) -> list[Any]:
    value = row.get(field, [])
    if not isinstance(value, list) or len(value) > checks.MOST:
        raise BadRowError(Why.BAD_VALUE, field, value)
    return value


def kind_record(kind: Kind) -> Record:
    """A kind, its lengths in seconds."""
    row: Record = {"type": "kind"}
    for item in fields(Kind):
        value = getattr(kind, item.name)
        if item.name in _LENGTHS:
            row[f"{item.name}_s"] = None if value is None else seconds(value)
        elif item.name in _CHOICES:
            row[item.name] = value.value
        elif item.name == "around":
            row[item.name] = sorted(each.value for each in value)
        else:
            row[item.name] = value
    return row


def read_kind(row: Record) -> Kind:
    """The kind of a record; raises BadRowError."""
    needed = _Needed(row)
    nature = checks.choice("nature", needed["nature"], Nature)
    return Kind(
        key=checks.name("key", needed["key"]),
        name=checks.text("name", row.get("name", ""), checks.LONGEST_NAME),
        nature=nature,
        sphere=checks.choice("sphere", needed["sphere"], Sphere),
        over_time=checks.choice("over_time", needed["over_time"], OverTime),
        **_lengths(needed, row),
        watches_input=checks.truth("watches_input", row.get("watches_input", False)),
        nudges=checks.truth("nudges", row.get("nudges", False)),
        asks_about_sleep=checks.truth(
            "asks_about_sleep", row.get("asks_about_sleep", nature is Nature.DESK)
        ),
        icon=checks.identity("icon", row.get("icon", "people")),
        colour=checks.identity("colour", row.get("colour", "own")),
        around=frozenset(checks.choice("around", each, Around) for each in _list(row, "around")),
    )


def _lengths(needed: "_Needed", row: Record) -> Any:
    found: Record = {}
    for name, may_miss in _LENGTHS.items():
        value = row.get(f"{name}_s") if may_miss else needed[f"{name}_s"]
        found[name] = None if value is None else checks.length(f"{name}_s", value)
    return found


class _Needed:
    """The values of a row that has to have them."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row

    def __getitem__(self, field: str) -> Any:
        value = self._row.get(field)
        if value is None:
            raise BadRowError(Why.MISSING, field)
        return value
