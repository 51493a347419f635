"""The objects of a calendar server as one calendar that a reader takes."""

import re
from collections.abc import Collection, Iterable, Sequence
from zoneinfo import ZoneInfo

BEGINNING = "BEGIN:VEVENT"
_TZID = re.compile(r';TZID="?([^":;,\r\n]{1,200})', re.IGNORECASE)
_UID = re.compile(r"^UID[^:\r\n]*:(.*?)\r?$", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")
PREFIX = "/freeassociation.sourceforge.net/"  # libical's, before a name of the IANA's


def events_among(objects: Iterable[object]) -> list[str]:
    """Those that are events; the others are not for us, whatever they are."""
    return [each for each in objects if isinstance(each, str) and each.startswith(BEGINNING)]


def uid_of(event: str) -> str:
    """What its series is known by."""
    found = _UID.search(_FOLD.sub("", event))
    return found[1] if found is not None else ""


def whole_series(in_span: Sequence[str], recurring: Sequence[str]) -> list[str]:
    """The events of a span, each with all of its series.

    A date that was moved out of the span is not in it; without its exception the reader would find
    the meeting where it no longer is.
    """
    wanted = {uid_of(event) for event in in_span}
    return list(dict.fromkeys([*in_span, *(each for each in recurring if uid_of(each) in wanted)]))


def unknown_zones(events: Iterable[str]) -> list[str]:
    """The zones that only the server can tell of, in the order of their names."""
    named = {name for event in events for name in _TZID.findall(_FOLD.sub("", event))}
    return sorted(name for name in named if not _is_known(name.removeprefix(PREFIX)))


def wrapped(events: Collection[str], zones: Collection[str]) -> bytes:
    """One calendar of the events and of the zones that they name."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Presence//desktop//EN"]
    texts = [each.rstrip("\r\n") for each in (*zones, *sorted(events))]
    whole = "\r\n".join([*lines, *texts, "END:VCALENDAR", ""])
    return whole.encode(errors="replace")


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True
