"""Events whose zone nobody knows: for what is coming their clock is taken for that of here, but in
a log the hour would be made up.
"""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_MARKS = re.compile(
    rb"^(?:(?P<begin>BEGIN):VEVENT"
    rb"|UID(?:;[^:\r\n]*)?:(?P<uid>[^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,50})"
    rb"|DTSTART[^:\r\n]*;TZID=(?P<zone>\"[^\"\r\n]*\"|[^:;\r\n]*))",
    re.IGNORECASE | re.MULTILINE,
)
_DEFINED = re.compile(rb"^TZID(?:;[^:\r\n]*)?:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")


def zones_unknown(text: bytes) -> dict[str, str]:
    """The name of the zone, by the UID of the event."""
    defined = {_name(name) for name in _DEFINED.findall(text)}
    found: dict[str, str] = {}
    uid = zone = ""
    for mark in _MARKS.finditer(text):
        if mark["begin"]:
            uid = zone = ""
        elif mark["uid"] is not None:
            uid = _FOLD.sub(b"", mark["uid"]).decode(errors="replace").strip()
        else:
            zone = _name(mark["zone"])
        if uid and zone and zone not in defined and not _is_known(zone):
            found[uid] = zone
    return found


def _name(told: bytes) -> str:
    return told.decode(errors="replace").strip('" ')


@lru_cache(maxsize=256)
def _is_known(zone: str) -> bool:
    for name in (zone, "/".join(zone.split("/")[-2:])):  # some put the name of their table before
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError):
            continue
        return True
    from presence.calendars.reading.zones import is_known  # the library is large, and rarely asked

    return is_known(zone)
