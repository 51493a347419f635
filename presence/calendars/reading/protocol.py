"""What the worker is told and what it says: a line of JSON each, checked on our side as foreign."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, overload

from presence.core.clock import from_ms, to_ms
from presence.core.coming.event import (
    Answer,
    Attendee,
    Busy,
    CalendarEvent,
    Role,
    Skipped,
    Status,
)

EVENT = b'{"event":'  # how a line about an event begins


class EventLines(Sequence[CalendarEvent]):
    """The events of a record, made when somebody looks at them; a line that is none is left out."""

    def __init__(self, record: bytes | bytearray, calendar: str) -> None:
        self._record = record
        self._calendar = calendar
        self._events: list[CalendarEvent] | None = None

    @overload
    def __getitem__(self, at: int) -> CalendarEvent: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[CalendarEvent]: ...
    def __getitem__(self, at: int | slice) -> CalendarEvent | Sequence[CalendarEvent]:
        return self._made()[at]

    def __len__(self) -> int:
        return len(self._made())

    def _made(self) -> list[CalendarEvent]:
        if self._events is None:
            lines = (line_event(line, self._calendar) for line in self._record.split(b"\n"))
            self._events = [event for event in lines if event is not None]
        return self._events


@dataclass(frozen=True, slots=True)
class Reading:
    """What a calendar holds in a span, and what of it could not be read.

    ``record`` are the events as the worker said them, which a shelf keeps; "" where nobody did.
    """

    events: Sequence[CalendarEvent] = ()
    skipped: tuple[Skipped, ...] = ()
    record: bytes | bytearray = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read; ``without`` are the numbers of series that ended a worker before."""

    calendar: str
    start: datetime
    end: datetime
    zone: str
    sizes: tuple[int, ...]
    without: tuple[int, ...] = ()


def dump_task(task: Task) -> bytes:
    """The first line that the worker gets; the texts follow it, one after the other."""
    return dump_line(
        {
            "calendar": task.calendar,
            "start": to_ms(task.start),
            "end": to_ms(task.end),
            "zone": task.zone,
            "sizes": task.sizes,
            "without": task.without,
        }
    )


def load_task(line: bytes) -> Task:
    """The same, in the worker."""
    told = json.loads(line)
    return Task(
        told["calendar"],
        from_ms(told["start"]),
        from_ms(told["end"]),
        told["zone"],
        tuple(told["sizes"]),
        tuple(told["without"]),
    )


def dump_event(event: CalendarEvent) -> dict[str, Any]:
    """An event as JSON holds it; what is usual is left out."""
    record: dict[str, Any] = {
        "uid": event.uid,
        "at": to_ms(event.starts_at),
        "to": to_ms(event.ends_at),
    }
    extra = {
        "occ": event.occurrence,
        "title": event.title,
        "zone": event.zone,
        "day": event.is_all_day,
        "place": event.place,
        "text": event.text,
        "links": list(event.links),
        "status": "" if event.status is Status.CONFIRMED else event.status.value,
        "busy": "" if event.busy is Busy.BUSY else event.busy.value,
        "private": event.is_private,
        "organiser": None if event.organiser is None else _dump_attendee(event.organiser),
        "attendees": [_dump_attendee(each) for each in event.attendees],
        "categories": list(event.categories),
    }
    record.update({name: value for name, value in extra.items() if value})
    return record


def load_event(record: Mapping[str, Any], calendar: str) -> CalendarEvent:
    """The event of a record; raises ValueError, TypeError or KeyError for what is none."""
    organiser = record.get("organiser")
    return CalendarEvent(
        calendar=calendar,
        uid=_text(record["uid"]),
        occurrence=_text(record.get("occ", "")),
        title=_text(record.get("title", "")),
        starts_at=from_ms(_number(record["at"])),
        ends_at=from_ms(_number(record["to"])),
        zone=_text(record.get("zone", "")),
        is_all_day=record.get("day", False) is True,
        place=_text(record.get("place", "")),
        text=_text(record.get("text", "")),
        links=_texts(record.get("links", ())),
        status=Status(record.get("status") or "confirmed"),
        busy=Busy(record.get("busy") or "busy"),
        is_private=record.get("private", False) is True,
        organiser=None if organiser is None else _load_attendee(organiser),
        attendees=tuple(_load_attendee(each) for each in record.get("attendees", ())),
        categories=_texts(record.get("categories", ())),
    )


def line_event(line: bytes | bytearray, calendar: str) -> CalendarEvent | None:
    """The event of a line; None for one that is none."""
    try:
        return load_event(json.loads(line)["event"], calendar)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def dump_skipped(skipped: Skipped) -> dict[str, Any]:
    """What could not be read, as JSON holds it."""
    return {"why": skipped.why, "uid": skipped.uid, "line": skipped.line}


def load_skipped(record: Mapping[str, Any]) -> Skipped:
    """The same back; raises as ``load_event`` does."""
    return Skipped(_text(record["why"]), _text(record["uid"]), _number(record["line"]))


def dump_line(record: Mapping[str, Any]) -> bytes:
    """A record as one line."""
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def _dump_attendee(attendee: Attendee) -> list[str]:
    return [attendee.name, attendee.address, attendee.answer.value, attendee.role.value]


def _load_attendee(record: Sequence[Any]) -> Attendee:
    name, address, answer, role = record
    return Attendee(_text(name), _text(address), Answer(answer), Role(role))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError(type(value))
    return value
