"""iCalendar texts, and what the worker makes of them, here without a process of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from presence.calendars.reading.cutting import cut
from presence.calendars.reading.occurrences import occurrences
from presence.calendars.reading.protocol import Task
from presence.core.coming.event import CalendarEvent, Skipped

START, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
GOOD = ("UID:good", "DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "SUMMARY:Good")


def event(*lines: str) -> str:
    """A VEVENT."""
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def calendar(*inside: str) -> bytes:
    """A calendar with VEVENTs and whatever else."""
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(inside) + "END:VCALENDAR\r\n").encode()


def read(
    *parts: bytes,
    start: datetime = START,
    end: datetime = END,
    zone: str = "Europe/Berlin",
) -> tuple[Sequence[CalendarEvent], Sequence[Skipped]]:
    """The events in the order of time, and what was skipped."""
    found = cut(parts, start, end)
    task = Task("work", start, end, zone, ())
    events: list[CalendarEvent] = []
    skipped = [*found.skipped]
    for series in found.series:
        good, bad = occurrences(series, task, ZoneInfo(zone))
        events += good
        skipped += bad
    return sorted(events, key=lambda each: (each.starts_at, each.uid)), skipped


def only(*lines: str, inside: Sequence[str] = (), zone: str = "Europe/Berlin") -> CalendarEvent:
    """The one event of a calendar that holds these lines."""
    events, skipped = read(calendar(*inside, event(*lines)), zone=zone)
    assert not skipped
    (found,) = events
    return found
