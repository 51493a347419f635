"""Cuts iCalendar texts into series, hardly looking at what they say.

Only BEGIN and END, the UID and a plain DTSTART matter here, so that whatever is broken stays within
its own VEVENT, and what lies outside the span is dropped before it costs anything.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from presence.calendars.reading.limits import LONGEST_EVENT, LONGEST_UID, LONGEST_ZONE, MOST_ZONES
from presence.calendars.reading.mending import lines_of
from presence.calendars.reading.span import lies_outside
from presence.calendars.reading.text import decode, plain, unfold
from presence.core.coming.event import Skipped

MARK = re.compile(  # of a text in capitals, which is far quicker than to look at both
    rb"\n(?:(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE)[ \t]*(?=\n|\Z)|X-WR-TIMEZONE[^\n]*)"
)
BEGINS = b"\nBEGIN:VEVENT"
THIS_AND_FUTURE = b"THISANDFUTURE"
BETWEEN_WORDS = 2_000  # events
TZID = re.compile(rb'TZID=("[^"\n]*"|[^:;\n]*)', re.IGNORECASE)


@dataclass(eq=False)
class Raw:
    """One VEVENT without its first and last line; ``line`` is where it begins, 0 for unknown."""

    body: bytes
    line: int = 0

    @cached_property
    def lines(self) -> list[tuple[bytes, str]]:
        """Its properties: the name in capitals, and the whole line."""
        return lines_of(self.body)

    def values(self, name: str) -> list[str]:
        """The values of a property."""
        wanted = name.encode()
        return [value_of(line) for own, line in self.lines if own == wanted]

    @property
    def uid(self) -> str:
        """What it is known by; without a UID by what it says."""
        said = next((uid.strip() for uid in self.values("UID") if uid.strip()), "")
        if said and len(said) <= LONGEST_UID:
            return said
        rest = said or "\n".join(line for name, line in self.lines if name != b"SEQUENCE")
        return f"presence-{sha256(rest.encode('utf-8', 'replace')).hexdigest()[:24]}"

    @property
    def sequence(self) -> int:
        said = next(iter(self.values("SEQUENCE")), "0").strip()
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    @property
    def is_override(self) -> bool:
        """Whether it stands for one occurrence of a series."""
        return bool(self.values("RECURRENCE-ID"))


@dataclass(slots=True)
class Series:
    """The VEVENTs of one UID, with the zones that their own calendar defines."""

    uid: str
    events: list[Raw] = field(default_factory=list)
    zones: dict[str, bytes] = field(default_factory=dict)
    zone_line: str = ""  # X-WR-TIMEZONE

    def zone_names(self) -> list[str]:
        """The zones that its events name."""
        found = {
            decode(name).strip('" ') for event in self.events for name in TZID.findall(event.body)
        }
        return sorted(found)


@dataclass(slots=True)
class Cut:
    """Every series of some texts; ``is_calendar`` says whether there was a calendar at all."""

    series: list[Series] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    is_calendar: bool = False


class Cutting:
    """Takes one text after the other; the same UID is one series, wherever it stands."""

    def __init__(
        self, start: datetime, end: datetime, goes_on: Callable[[], None] | None = None
    ) -> None:
        """``goes_on`` is called now and then: a large text takes a while."""
        self._goes_on = goes_on
        self._may_move = False  # an exception moves what follows it
        self._start = start
        self._end = end
        self._found = Cut()
        self._by_uid: dict[str, Series] = {}
        self._gone: dict[str, int] = {}  # the SEQUENCE of what was moved out of the span

    def add(self, part: bytes) -> None:
        """One text."""
        whole = b"\n" + plain(part)
        lines = [*_line_numbers(whole.upper()), 0]
        text = unfold(whole)
        zones: dict[str, bytes] = {}
        zone_line = ""
        begun: int | None = None  # of the event or the zone that is open
        number = -1
        is_event = False
        self._may_move = THIS_AND_FUTURE in text
        for match in MARK.finditer(text.upper()):
            edge, what = match.group(1), match.group(2)
            if what == b"VCALENDAR":
                self._found.is_calendar = True
                zones, zone_line = ({}, "") if edge == b"BEGIN" else (zones, zone_line)
            elif not what:
                zone_line = decode(text[match.start() + 1 : match.end()])
            elif edge == b"BEGIN":
                if begun is not None and is_event:
                    self._skip("not ended", Raw(text[begun : match.start()], lines[number]))
                is_event = what == b"VEVENT"
                number += is_event
                if self._goes_on is not None and not number % BETWEEN_WORDS:
                    self._goes_on()
                begun = match.end()
            elif begun is not None and is_event is (what == b"VEVENT"):
                body = text[begun : match.start()]
                if is_event:
                    self._take(Raw(body, lines[number]), zones, zone_line)
                else:
                    _keep_zone(zones, body)
                begun = None
        if begun is not None and is_event:
            self._skip("cut short", Raw(text[begun:], lines[number]))

    def end(self) -> Cut:
        """What was found, in the order in which it came."""
        for uid, sequence in self._gone.items():
            series = self._by_uid.get(uid)
            if series is not None:
                series.events = [
                    each for each in series.events if each.is_override or each.sequence >= sequence
                ]
        self._found.series = [each for each in self._by_uid.values() if each.events]
        return self._found

    def _take(self, event: Raw, zones: dict[str, bytes], zone_line: str) -> None:
        if len(event.body) <= LONGEST_EVENT and lies_outside(
            event.body, self._start, self._end, self._may_move
        ):
            if b"SEQUENCE:" in event.body and (sequence := event.sequence):
                self._gone[event.uid] = max(self._gone.get(event.uid, 0), sequence)
            return
        size = sum(len(line) for _name, line in event.lines)
        if size > LONGEST_EVENT:
            self._skip("too large", event)
        elif not event.values("DTSTART"):
            self._skip("no start", event)
        else:
            uid = event.uid
            series = self._by_uid.get(uid)
            if series is None:
                self._by_uid[uid] = series = Series(uid, zones=zones, zone_line=zone_line)
            elif series.zones is not zones:
                series.zones = {**zones, **series.zones}
            series.events.append(event)

    def _skip(self, why: str, event: Raw) -> None:
        said = event if len(event.body) <= LONGEST_EVENT else Raw(event.body[:LONGEST_EVENT])
        uid = next(iter(said.values("UID")), "").strip()[:LONGEST_UID]
        self._found.skipped.append(Skipped(why, uid, event.line))


def cut(parts: Sequence[bytes], start: datetime, end: datetime) -> Cut:
    """The series of all parts that may have something in [start, end)."""
    cutting = Cutting(start, end)
    for part in parts:
        cutting.add(part)
    return cutting.end()


def value_of(line: str) -> str:
    """What follows the name and its parameters, in which a colon may stand within quotes."""
    is_quoted = False
    for at, letter in enumerate(line):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return line[at + 1 :]
    return line.partition(":")[2]


def _keep_zone(zones: dict[str, bytes], body: bytes) -> None:
    names = re.findall(rb"^TZID[^:\n]*:([^\n]*)$", body, re.IGNORECASE | re.MULTILINE)
    if names and len(body) <= LONGEST_ZONE and len(zones) < MOST_ZONES:
        zones[decode(names[0]).strip('" ')] = body


def _line_numbers(text: bytes) -> list[int]:
    """In which line each VEVENT begins; folds count here."""
    found, line, at = [], 1, 0
    while (begins := text.find(BEGINS, at)) >= 0:
        line += text.count(b"\n", at, begins)
        at = begins + 1
        found.append(line)
        line += 1
    return found
