"""A person's calendar as a file: events with people, places and video links, written anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ME = "kim@example.org"
ANA, TOM = "Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org", "Tom:mailto:tom@example.org"


@dataclass(frozen=True)
class Meeting:
    """An event; ``guests`` are the rest of their ATTENDEE lines, ``more`` lines of its own."""

    title: str
    begins: datetime
    length: timedelta = timedelta(hours=1)
    guests: Sequence[str] = (ANA, TOM)
    place: str = "Room 1"
    more: Sequence[str] = ()

    @property
    def uid(self) -> str:
        return f"uid-{self.title.replace(' ', '-')}"

    @property
    def ends(self) -> datetime:
        return self.begins + self.length

    def lines(self) -> Sequence[str]:
        """As calendars write it."""
        me = f"Kim;PARTSTAT=ACCEPTED:mailto:{ME}"
        guests = [f"ATTENDEE;CN={guest}" for guest in (me, *self.guests)]
        return (
            "BEGIN:VEVENT",
            f"UID:{self.uid}",
            f"DTSTAMP:{_instant(datetime(2026, 1, 1, tzinfo=UTC))}",
            f"DTSTART:{_instant(self.begins)}",
            f"DTEND:{_instant(self.ends)}",
            f"SUMMARY:{self.title}",
            *([f"LOCATION:{self.place}"] if self.place else []),
            *(guests if self.guests else []),
            *self.more,
            "END:VEVENT",
        )


def text_of(*meetings: Meeting) -> str:
    """A calendar with these."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//somebody//else//EN")
    lines = [*head, *(line for each in meetings for line in each.lines()), "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def write(file: Path, *meetings: Meeting) -> None:
    """Put it in the place of what was there, as a program that syncs does."""
    new = file.with_suffix(".new")
    new.write_text(text_of(*meetings))
    new.replace(file)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
