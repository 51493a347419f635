"""Reads calendars, by whoever reads calendars in Presence: in a process of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from presence.core.coming.event import Answer, Busy, CalendarEvent, Role, Skipped, Status
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.ics import OURS, PERSON, looks_like
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.untold import Untold

MOST = 50_000_000  # bytes; as much as the reader takes
_YEARS = 5  # at a time: of one series the reader gives up to two thousand, a day each
_UID = re.compile(
    rb"^UID(?:;[^:\r\n]*)?:([^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,50})", re.IGNORECASE | re.MULTILINE
)
_OURS = re.compile(
    rb"^(?:(BEGIN|END):VEVENT|UID(?:;[^:\r\n]*)?:(?P<uid>VALUE)"
    rb"|X-PRESENCE-PERSON(?:;[^:\r\n]*)?:(?P<name>VALUE))".replace(
        b"VALUE", rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,50}"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_ESCAPED = re.compile(r"\\(.)")
_MARK = re.compile(
    rb"^(?:(BEGIN|END):VTIMEZONE|DTSTART[^:\r\n]*:(\d{4}))", re.IGNORECASE | re.MULTILINE
)
_FOLD = re.compile(rb"\r?\n[ \t]")


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each occurrence that is over; raises Refused for what is no calendar."""
    text = _all_of(stream, path)
    if not looks_like(text[:1000]):
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    return _read_on(text, path, untold)


def _all_of(stream: BinaryIO, path: str) -> bytes:
    try:
        text = stream.read(MOST + 1)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault
    if len(text) > MOST:
        raise Refused(ErrorCode.FILE_TOO_LARGE, path=path, megabytes=str(MOST // 1_000_000))
    return text


def _read_on(text: bytes, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    assert untold.calendar is not None
    lines, people = _lines_of_uids(text), _people_of_ours(text)
    told: set[tuple[str, str, int]] = set()
    seen: set[str] = set()
    for start, end in _spans(text, untold.now):
        events, skipped = untold.calendar(text, path, start, end, untold.zone)
        for bad in skipped:
            if (bad.why, bad.uid, bad.line) not in told:  # of each span anew
                told.add((bad.why, bad.uid, bad.line))
                seen.add(bad.uid)
                yield _left_out(bad, lines)
        for event in events:
            seen.add(event.uid)
            if start <= event.starts_at or start == checks.EARLIEST:
                there = people.get(event.uid, ())
                yield _arrived(event, lines.get(event.uid, 1), there, untold)
    for uid, line in lines.items():
        if uid not in seen:
            yield LeftOut(line, Why.NOT_YET)


def _spans(text: bytes, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From the first event on, some years at a time; what began in one belongs to it."""
    first = max(min(_years(text), default=now.year), checks.EARLIEST.year)
    for year in range(first, now.year + 1, _YEARS):
        start = datetime(year, 1, 1, tzinfo=UTC)
        if start < now:
            yield max(start, checks.EARLIEST), min(start.replace(year=year + _YEARS), now)


def _years(text: bytes) -> Iterator[int]:
    """Those in which events begin; zones have years of their own, from 1601 on."""
    is_in_zone = False
    for found in _MARK.finditer(text):
        if found[1]:
            is_in_zone = found[1].upper() == b"BEGIN"
        elif not is_in_zone:
            yield int(found[2])


def _lines_of_uids(text: bytes) -> dict[str, int]:
    """Where each UID stands, for messages; one that is folded is put together."""
    found: dict[str, int] = {}
    number, at = 1, 0
    for match in _UID.finditer(text):
        number, at = number + text.count(b"\n", at, match.start()), match.start()
        found.setdefault(_unfolded(match[1]), number)
    return found


def _people_of_ours(text: bytes) -> dict[str, tuple[str, ...]]:
    """Who was there, by the UID, of events that we wrote; no reader of calendars tells it."""
    found: dict[str, tuple[str, ...]] = {}
    if PERSON.encode() not in text.upper():
        return found
    uid, names = "", list[str]()
    for match in _OURS.finditer(text):
        if match["uid"] is not None:
            uid = _unfolded(match["uid"])
        elif match["name"] is not None:
            names.append(_ESCAPED.sub(_plain, _unfolded(match["name"])))
        elif match[1].upper() == b"BEGIN":
            uid, names = "", []
        elif uid.endswith(OURS) and names:
            found.setdefault(uid, tuple(names))
    return found


def _plain(escaped: re.Match[str]) -> str:
    return " " if escaped[1] in "nN" else escaped[1]


def _unfolded(value: bytes) -> str:
    return _FOLD.sub(b"", value).decode(errors="replace").strip()


def _left_out(bad: Skipped, lines: Mapping[str, int]) -> LeftOut:
    line = bad.line or lines.get(bad.uid, 1)
    return LeftOut(line, Why.NOT_READ, "event", checks.shown(bad.why))


def _arrived(
    event: CalendarEvent, line: int, there: Sequence[str], untold: Untold
) -> Arrival | LeftOut:
    try:
        return Arrival(line, Visit(_session(event, there, untold), by_id=False))
    except BadRowError as fault:
        return LeftOut(line, fault.why, fault.field, fault.value)


def _session(event: CalendarEvent, there: Sequence[str], untold: Untold) -> Session:
    why = _why_not(event, untold)
    if why is not None:
        raise BadRowError(why)
    title = " ".join(event.title.split())
    is_kind = untold.spells_kind(title)
    tracked = Tracked(
        checks.in_time("DTSTART", event.starts_at, untold.now),
        checks.in_time("DTEND", event.ends_at, untold.now),
        words=(*((title,) if is_kind else ()), *event.categories),
        note="" if is_kind else title,
        place=" ".join(event.place.split()),
        zone=_zone(event.zone),
        people=tuple(_people(event, untold)),
        ident=event.key,
    )
    session = session_of("ics", tracked, untold)
    own = event.uid.removesuffix(OURS)
    if own == event.uid or event.occurrence:
        return session
    people = dict.fromkeys([*session.people, *(checks.name(PERSON, name) for name in there)])
    session = replace(session, id=checks.identity("UID", own), note=event.text)
    return replace(session, people=tuple(people)[: checks.MOST])


def _zone(told: str) -> str:
    """Where it took place, as far as the calendar knows: one of UTC does not say."""
    return told if told != "UTC" and checks.find_zone(told) else ""


def _why_not(event: CalendarEvent, untold: Untold) -> Why | None:
    if event.status is Status.CANCELLED:
        return Why.CANCELLED
    if event.is_all_day:
        return Why.ALL_DAY
    if event.busy is Busy.FREE:
        return Why.FREE
    mine = [each for each in event.attendees if each.address in untold.me]
    return Why.TURNED_DOWN if any(each.answer is Answer.DECLINED for each in mine) else None


def _people(event: CalendarEvent, untold: Untold) -> Iterator[str]:
    """Who has a name, was no room, and did not decline; the person themself is never named."""
    for each in (*((event.organiser,) if event.organiser else ()), *event.attendees):
        is_there = each.answer is not Answer.DECLINED and each.role is not Role.NOT_A_PERSON
        name = " ".join(each.name.split())
        if is_there and name and "@" not in name and each.address not in untold.me:
            yield checks.name("ATTENDEE", name)
