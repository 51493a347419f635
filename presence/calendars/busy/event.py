"""A session as one event that says "busy", and the text of a calendar that holds it, or nothing."""

from datetime import UTC, datetime, timedelta

from presence.core.frozen import dataclass
from presence.core.session import Session

OURS = "PRODID:-//Presence//busy//EN"
A_WHILE = timedelta(minutes=30)  # shown ahead where no end is known, and where it is over
ENOUGH = timedelta(minutes=5)  # left of what is shown, so that it is not written at every look
LONGEST_LINE = 75  # octets (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class BusyEvent:
    """What others see; instants are whole seconds, as iCalendar has them."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""


def busy_event(
    session: Session, title: str, place: str, now: datetime, shown_until: datetime | None = None
) -> BusyEvent:
    """The event of a session: up to its real end, or to the one that is planned.

    One that is over or has no end is shown a while ahead; ``shown_until`` is what is shown already.
    """
    end = session.ended_at
    if end is None:
        end = session.planned_end_at
        if end is None or end <= now:
            is_enough = shown_until is not None and shown_until > now + ENOUGH
            end = shown_until if is_enough and shown_until is not None else now + A_WHILE
    start = session.started_at.replace(microsecond=0)
    end = max(end.replace(microsecond=0), start + timedelta(minutes=1))
    return BusyEvent(f"presence-{session.id}", title, start, end, place)


def text_of(event: BusyEvent | None, now: datetime) -> bytes:
    """The calendar; an empty one where there is no event (RFC 7986 allows that, readers do)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", OURS]
    if event is not None:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(event.uid)}",
            f"DTSTAMP:{_instant(now)}",
            f"DTSTART:{_instant(event.starts_at)}",
            f"DTEND:{_instant(event.ends_at)}",
            f"SUMMARY:{_escaped(event.title)}",
            *([f"LOCATION:{_escaped(event.place)}"] if event.place else []),
            "TRANSP:OPAQUE",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Text of ours and of the person's in one value (RFC 5545, 3.3.11)."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """No line longer than 75 octets, and no letter cut in two."""
    rows, row = [], b""
    for letter in line:
        octets = letter.encode(errors="replace")
        if len(row) + len(octets) > LONGEST_LINE:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row])
