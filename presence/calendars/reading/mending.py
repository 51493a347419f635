"""The lines of a VEVENT that are worth reading: no alarms, no attachments, nothing unknown."""

import re

from presence.calendars.reading.limits import LONGEST_LINE
from presence.calendars.reading.text import decode

NAME = re.compile(rb"([A-Za-z0-9-]+)[:;]")
INNER = re.compile(rb"^BEGIN:", re.IGNORECASE | re.MULTILINE)
# What somebody asks for; the rest may be huge, or broken without any harm.
WANTED = frozenset(
    b"""UID SEQUENCE RECURRENCE-ID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE
    SUMMARY DESCRIPTION LOCATION STATUS TRANSP CLASS CATEGORIES ORGANIZER ATTENDEE
    CONFERENCE URL X-GOOGLE-CONFERENCE X-MICROSOFT-SKYPETEAMSMEETINGURL X-ZOOM-JOIN-URL
    X-MICROSOFT-ONLINEMEETINGEXTERNALLINK
    X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-INTENDEDSTATUS""".split()
)
# A text loses nothing that matters; half a list of dates would be another rule.
MAY_BE_CUT = frozenset({b"DESCRIPTION", b"SUMMARY", b"LOCATION"})


def lines_of(body: bytes) -> list[tuple[bytes, str]]:
    """Each property of the VEVENT itself: its name in capitals, and the whole of its line."""
    found = []
    depth = 0
    has_inner = INNER.search(body) is not None
    for line in body.split(b"\n"):
        match = NAME.match(line)
        if match is None:
            continue
        name = match.group(1).upper()
        if has_inner and name in (b"BEGIN", b"END"):
            depth = depth + 1 if name == b"BEGIN" else max(depth - 1, 0)
        elif not depth and name in WANTED:
            if len(line) > LONGEST_LINE and name in MAY_BE_CUT:
                line = line[:LONGEST_LINE].decode("utf-8", "ignore").encode()
            found.append((name, decode(line)))
    return found
