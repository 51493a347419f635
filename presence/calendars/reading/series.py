"""When a series takes place in a span: the field's libraries, each within its limits."""

import re
import signal
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.timezone import tzp

from presence.calendars.reading.cutting import Raw, Series
from presence.calendars.reading.limits import (
    FINE_COUNT,
    FINE_DAYS,
    MOST_OCCURRENCES,
    SERIES_SECONDS,
)

A_DAY = timedelta(days=1)
DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
FINE = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


class Unreadable(Exception):
    """A series that gives nothing; its words are the reason."""


@contextmanager
def within_seconds(seconds: float) -> Iterator[None]:
    """Raises Unreadable in what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Unreadable("takes too long")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_outside(series: Series, start: datetime, end: datetime) -> bool:
    """Whether a single event lies clearly outside: most of a calendar, which is never parsed."""
    if len(series.events) != 1:
        return False
    event = series.events[0]
    if any(event.values(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
        return False
    begins = _date_of(event, "DTSTART")
    ends = _date_of(event, "DTEND") or begins
    if begins is None or ends is None:
        return False
    return ends < start - 2 * A_DAY or begins > end + 2 * A_DAY


def expand(series: Series, start: datetime, end: datetime) -> Sequence[Any]:
    """The occurrences in [start, end), as the library's components; raises Unreadable.

    Where the whole cannot be read, the series without what was moved can, and each of the rest.
    """
    for event in series.events:
        _check_rule(event)
    try:
        return _between(series, series.events, start, end)
    except Unreadable:
        raise
    except Exception as fault:  # the libraries raise whatever Python does on broken texts
        if len(series.events) == 1:
            raise Unreadable(f"broken ({type(fault).__name__})") from fault
    found: list[Any] = []
    rest: list[Exception] = []
    for event in series.events:
        try:
            found += _between(series, [event], start, end)
        except Unreadable:
            raise
        except Exception as fault:  # noqa: BLE001  # as above
            rest.append(fault)
    if not found and rest:
        raise Unreadable(f"broken ({type(rest[0]).__name__})") from rest[0]
    return found


def _between(
    series: Series, events: Sequence[Raw], start: datetime, end: datetime
) -> Sequence[Any]:
    with within_seconds(SERIES_SECONDS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = icalendar.Calendar.from_ical(_text(series, events))
        query = recurring_ical_events.of(calendar)
        found = []
        for component in query.between(start, end):
            found.append(component)
            if len(found) > MOST_OCCURRENCES:
                raise Unreadable("too many occurrences")
        return found


def _text(series: Series, events: Sequence[Raw]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//presence//reading//EN"]
    if series.zone_line:
        lines.append(series.zone_line)
    for name in series.zone_names():
        if name in series.zones and not _is_known(name):
            lines += series.zones[name]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.lines]
        if not event.values("UID"):
            lines.append(f"UID:{series.uid}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n"


def _is_known(name: str) -> bool:
    """Whether a zone's name says which it is, without the definition beside it."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return tzp.timezone(name) is not None
    return True


def _check_rule(event: Raw) -> None:
    """A rule finer than a day without an end would give thousands of meetings, for years."""
    for line in event.values("RRULE"):
        rule = line.partition(":")[2].upper()
        if not FINE.search(rule):
            continue
        count = re.search(r"COUNT=(\d+)", rule)
        until = re.search(r"UNTIL=(\d{4})(\d{2})(\d{2})", rule)
        begins = _date_of(event, "DTSTART")
        if count and int(count.group(1)) <= FINE_COUNT:
            continue
        if until and begins is not None and _date(until) is not None:
            last = _date(until)
            if last is not None and last - begins <= FINE_DAYS * A_DAY:
                continue
        raise Unreadable("a rule finer than a day")


def _date_of(event: Raw, name: str) -> datetime | None:
    values = event.values(name)
    match = DATE.match(values[0].rpartition(":")[2].strip()) if values else None
    return _date(match) if match else None


def _date(match: re.Match[str]) -> datetime | None:
    year, month, day = (int(part) for part in match.groups()[:3])
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
