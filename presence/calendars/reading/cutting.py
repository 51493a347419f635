"""Cuts iCalendar texts into series, without a look at what they say.

Only lines, BEGIN and END matter here, so that whatever is broken stays within its own VEVENT.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from presence.calendars.reading.limits import LONGEST_EVENT, LONGEST_LINE
from presence.core.coming.event import Skipped

FOLD = re.compile(rb"\r?\n[ \t]")
NAME = re.compile(r"[A-Za-z0-9-]+")
TZID = re.compile(r';TZID=("[^"]*"|[^:;]*)', re.IGNORECASE)
# What no rule asks for and may be huge.
LEFT_OUT = frozenset({"ATTACH", "X-ALT-DESC", "X-MICROSOFT-LATESTUPDATE", "IMAGE"})
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(slots=True)
class Raw:
    """One VEVENT as lines, and where it began in its text."""

    lines: list[str] = field(default_factory=list)
    line: int = 0
    size: int = 0

    def values(self, name: str) -> list[str]:
        """The lines of a property, whole: ``DTSTART;TZID=Europe/Berlin:2026…``."""
        upper = name.upper()
        return [line for line in self.lines if _name_of(line) == upper]

    @property
    def uid(self) -> str:
        found = self.values("UID")
        if found:
            return found[0].partition(":")[2].strip()
        # Without one it is known by what it says.
        return (
            f"no-uid-{sha256(chr(10).join(self.lines).encode('utf-8', 'replace')).hexdigest()[:24]}"
        )


@dataclass(slots=True)
class Series:
    """The VEVENTs of one UID, with the zones that their own calendar defines."""

    uid: str
    events: list[Raw] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    zone_line: str = ""  # X-WR-TIMEZONE

    def zone_names(self) -> set[str]:
        """The zones that its events name."""
        return {
            match.strip('"')
            for event in self.events
            for line in event.lines
            for match in TZID.findall(line.partition(":")[0] + ":")
        }


@dataclass(slots=True)
class Cut:
    """Every series of some texts; ``is_calendar`` says whether there was a calendar at all."""

    series: list[Series] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    is_calendar: bool = False


def cut(parts: Sequence[bytes]) -> Cut:
    """The series of all parts, in the order in which they come; the same UID is one series."""
    found = Cut()
    by_uid: dict[str, Series] = {}
    for part in parts:
        _cut_part(part, found, by_uid)
    found.series = list(by_uid.values())
    return found


def _cut_part(part: bytes, found: Cut, by_uid: dict[str, Series]) -> None:
    zones: dict[str, list[str]] = {}
    zone_line = ""
    event: Raw | None = None
    zone: list[str] | None = None
    inner = 0  # the depth within what is left out: alarms and what nobody knows
    for number, line in enumerate(_lines(part), 1):
        upper = line[:40].upper().strip()
        if upper == "BEGIN:VCALENDAR":
            found.is_calendar = True
            zones, zone_line, zone, inner = {}, "", None, 0
        elif upper == "BEGIN:VEVENT":
            if event is not None:
                found.skipped.append(Skipped("not ended", event.uid, event.line))
            event, inner, zone = Raw(line=number), 0, None
        elif upper == "END:VEVENT":
            if event is not None:
                _take(event, zones, zone_line, found, by_uid)
            event, inner = None, 0
        elif event is not None:
            inner = _within_event(event, line, upper, inner)
        elif upper == "BEGIN:VTIMEZONE":
            zone = [line]
        elif zone is not None:
            zone.append(line)
            if upper == "END:VTIMEZONE":
                names = [
                    each.partition(":")[2].strip() for each in zone if _name_of(each) == "TZID"
                ]
                if names:
                    zones[names[0]] = zone
                zone = None
        elif upper.startswith("X-WR-TIMEZONE"):
            zone_line = line
    if event is not None:
        found.skipped.append(Skipped("cut short", event.uid, event.line))


def _within_event(event: Raw, line: str, upper: str, inner: int) -> int:
    if upper.startswith("BEGIN:"):
        return inner + 1
    if upper.startswith("END:"):
        return max(inner - 1, 0)
    if not inner and _name_of(line) not in LEFT_OUT:
        kept = line[:LONGEST_LINE] if _may_be_cut(line) else line
        event.size += len(kept)
        if event.size <= LONGEST_EVENT:
            event.lines.append(kept)
    return inner


def _may_be_cut(line: str) -> bool:
    """A text loses nothing that matters; half a list of dates would be another rule."""
    return _name_of(line) in ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "CONTACT", "URL")


def _take(
    event: Raw,
    zones: dict[str, list[str]],
    zone_line: str,
    found: Cut,
    by_uid: dict[str, Series],
) -> None:
    uid = event.uid
    if event.size > LONGEST_EVENT:
        found.skipped.append(Skipped("too large", uid[:200], event.line))
    elif not event.values("DTSTART"):
        found.skipped.append(Skipped("no start", uid[:200], event.line))
    else:
        series = by_uid.setdefault(uid, Series(uid, zones=zones, zone_line=zone_line))
        series.events.append(event)


def _lines(part: bytes) -> Iterator[str]:
    """Whole lines, whatever the encoding: unfolded as bytes, for a fold may split a letter."""
    for bom, encoding in BOMS:
        if part.startswith(bom):
            part = part[len(bom) :].decode(encoding, "replace").encode("utf-8", "replace")
            break
    else:
        if part[1:40:2].count(0) > 10:
            part = part.decode("utf-16-le", "replace").encode("utf-8", "replace")
    part = FOLD.sub(b"", part.replace(b"\0", b""))
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        text = part.decode("cp1252", "replace")
    for line in re.split(r"\r\n|\n|\r", text):
        if line.strip():
            yield line


def _name_of(line: str) -> str:
    match = NAME.match(line)
    return match.group().upper() if match else ""
