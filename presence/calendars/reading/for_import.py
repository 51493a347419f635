"""Reads a calendar for an import, in the process that reads all calendars."""

from collections.abc import Sequence
from datetime import datetime

from presence.calendars.reading.nowhere import zones_unknown
from presence.core.coming.event import CalendarEvent, Skipped
from presence.core.errors import ErrorCode, Refused


def read_calendar(
    text: bytes, path: str, start: datetime, end: datetime, zone: str
) -> tuple[Sequence[CalendarEvent], Sequence[Skipped]]:
    """A ``core.exchange.CalendarReader``."""
    from presence.calendars.reading.reader import read_now  # for who imports a calendar
    from presence.core.coming.fetched import Failure

    found = read_now(path, [text], start, end, zone)
    if isinstance(found, Failure):
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=found.trouble.value)
    nowhere = zones_unknown(text)
    if not nowhere:
        return found.events, found.skipped
    known = [event for event in found.events if event.uid not in nowhere]
    unknown = [Skipped(f"unknown zone {zone}", uid) for uid, zone in nowhere.items()]
    return known, [*found.skipped, *unknown]
