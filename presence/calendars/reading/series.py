"""When a series takes place in a span: the field's libraries, each within its limits."""

import re
import warnings
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from presence.calendars.reading.cutting import Raw, Series
from presence.calendars.reading.limits import FINE_COUNT, FINE_DAYS, MOST_OCCURRENCES
from presence.calendars.reading.span import A_DAY, day_of
from presence.calendars.reading.time_limit import TooLong
from presence.calendars.reading.zones import is_known

RECURS = ("RRULE", "RDATE", "EXRULE", "RECURRENCE-ID")
FINE = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
DAY_SECONDS = 86_400


class Unreadable(Exception):
    """A series that gives nothing; its words are the reason."""


def expand(
    series: Series, start: datetime, end: datetime
) -> tuple[Sequence[Any], Sequence[tuple[Raw, str]]]:
    """What may be in [start, end), as the library's components, and what cannot be read of it.

    Where the whole cannot be read, the rule without what was moved may, and each of that. What
    floats is meant somewhere: so a day more is looked at on both sides.
    """
    bad = [(event, why) for event in series.events if (why := _what_is_endless(event))]
    good = [event for event in series.events if all(event is not each for each, _why in bad)]
    if not good:
        return (), bad
    try:
        return _between(series, good, start - A_DAY, end + A_DAY), bad
    except (Unreadable, TooLong, MemoryError):
        raise
    except Exception as fault:  # noqa: BLE001  # the libraries raise whatever Python does on broken texts
        if len(good) == 1:
            return (), [*bad, (good[0], _reason(fault))]
    readable = []
    for event in good:
        try:
            _between(series, [event], start - A_DAY, end + A_DAY)
        except (Unreadable, TooLong, MemoryError):
            raise
        except Exception as fault:  # noqa: BLE001  # a broken text again, of one event
            bad.append((event, _reason(fault)))
        else:
            readable.append(event)
    try:
        return (_between(series, readable, start - A_DAY, end + A_DAY) if readable else ()), bad
    except (Unreadable, TooLong, MemoryError):
        raise
    except Exception as fault:  # as above: each can be read, and all together cannot
        raise Unreadable(_reason(fault)) from fault


def _reason(fault: Exception) -> str:
    return f"broken ({type(fault).__name__})"


def _between(
    series: Series, events: Sequence[Raw], start: datetime, end: datetime
) -> Sequence[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = icalendar.Calendar.from_ical(_text(series, events))
        _refuse_what_was_dropped(calendar)
        if len(events) == 1 and not series.zone_line and not _recurs(events[0]):
            return _alone(calendar)
        found: Sequence[Any] = recurring_ical_events.of(calendar).between(start, end)
    if len(found) > MOST_OCCURRENCES:
        raise Unreadable("too many occurrences")
    return found


def _recurs(event: Raw) -> bool:
    return any(event.values(name) for name in RECURS)


def _alone(calendar: Any) -> Sequence[Any]:
    """An event that takes place once, which needs no look at rules."""
    (event,) = calendar.walk("VEVENT")
    if "DTEND" not in event:
        event.add("DTEND", event.end)  # by its DURATION, or what is usual (RFC 5545, 3.6.1)
    return (event,)


def _refuse_what_was_dropped(calendar: Any) -> None:
    """A line that the library cannot read it leaves out: of the times that is another event."""
    for event in calendar.walk("VEVENT"):
        for name, _fault in event.errors:
            if str(name).upper() in ("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID"):
                raise ValueError(name)


def _text(series: Series, events: Sequence[Raw]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//presence//reading//EN"]
    if series.zone_line:
        lines.append(series.zone_line)
    named = [name for name in series.zone_names() if name in series.zones and not is_known(name)]
    for name in named:
        body = series.zones[name].decode("utf-8", "replace").strip("\n")
        lines += ["BEGIN:VTIMEZONE", *body.split("\n"), "END:VTIMEZONE"]
    for event in events:
        own = [line for name, line in event.lines if name != b"UID"]
        lines += ["BEGIN:VEVENT", f"UID:{series.uid}", *own, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n"


def _what_is_endless(event: Raw) -> str:
    """Why a rule would give thousands of meetings, "" for one that does not.

    One that is finer than a day is read where it is soon over.
    """
    for rule in event.values("RRULE"):
        parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
        period = FINE.get(parts.get("FREQ", "").strip(), DAY_SECONDS)
        interval = _number(parts.get("INTERVAL", "1")) or 1
        if period * interval >= DAY_SECONDS:
            continue
        count = _number(parts.get("COUNT", ""))
        if count is not None and count <= FINE_COUNT and not _has_filters(parts):
            continue
        last = day_of(parts.get("UNTIL", ""))
        first = next((day_of(value) for value in event.values("DTSTART")), None)
        is_short = first and last and last - first <= timedelta(days=FINE_DAYS)
        if is_short and period >= FINE["HOURLY"]:
            continue
        return "a rule finer than a day"
    return ""


def _has_filters(parts: dict[str, str]) -> bool:
    """Whether it may have to look far for its next one."""
    return any(name.startswith("BY") for name in parts)


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
