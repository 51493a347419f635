"""klog: records of a day, with entries under it.

An entry is a range (``8:00 - 9:00``, ``<23:00 - 6:00``, ``22:00 - 1:00>``), an open one, or only a
length, which says no time and is left out. A word ``#kind`` or ``#tag`` in the summary of an entry,
or in that of its record, is the kind or a tag; ``#with=ana`` is somebody. Times have no zone: they
are of the person's. https://github.com/jotaen/klog, Specification.md
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.lines import Line, lines_of
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.trackers.wall_times import span_of
from presence.exchange.trackers.written_times import day_of, time_of
from presence.exchange.untold import Untold

_DATE = re.compile(r"(\d{4}([-/])\d\d\2\d\d)(?:\s+\([^()]*\))?\s*", re.ASCII)
_INDENT = re.compile(r"(?: {2,4}|\t)(?=\S)")
_TIME = r"(<?)(\d{1,2}:\d\d(?:am|pm)?)(>?)"
_RANGE = re.compile(rf"{_TIME}\s*-\s*(?:{_TIME}|\?+)(?:\s+(.*)|\s*)", re.ASCII | re.DOTALL)
_LENGTH = re.compile(r"[-+]?(?:\d+h)?(?:\d+m)?(?:\s.*|\s*)", re.ASCII | re.DOTALL)
_TAG = re.compile(r"#([\w-]+)(?:=(\"[^\"]*\"|'[^']*'|[\w-]+))?")
_HEAD = re.compile(rb"\s*\d{4}[-/]\d\d[-/]\d\d(?: +\([^()\n]*\))? *\r?\n")
_DAY = timedelta(days=1)


@dataclass
class _Record:
    """The day that is read now, and the entry that may go on in the next line."""

    day: date | None = None
    summary: list[str] = field(default_factory=list)
    entry: list[str] = field(default_factory=list)
    number: int = 0
    indent: str = ""


def looks_like(head: bytes) -> bool:
    """Whether it begins with a day on a line of its own."""
    return _HEAD.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each range."""
    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    return _read_on(lines_of(stream, path), path, zone, untold)


def _read_on(
    lines: Iterator[Line], path: str, zone: tzinfo, untold: Untold
) -> Iterator[Arrival | LeftOut]:
    record = _Record()
    has_day = False
    for line in lines:
        if line.fault is not None:
            yield from _entry(record, zone, untold)
            yield LeftOut(line.number, line.fault)
        elif line.is_blank:
            yield from _entry(record, zone, untold)
            record = _Record()
        elif record.entry and line.text.startswith(record.indent * 2):
            record.entry.append(line.text.strip())
        elif indent := _INDENT.match(line.text):
            yield from _entry(record, zone, untold)
            record.entry = [line.text[indent.end() :].rstrip("\r\n")]
            record.number, record.indent = line.number, record.indent or indent[0]
        elif record.day is None and not record.summary:
            yield from _begin(record, line)
            has_day = has_day or record.day is not None
        else:
            record.summary.append(line.text.strip())
    yield from _entry(record, zone, untold)
    if not has_day:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)


def _begin(record: _Record, line: Line) -> Iterator[LeftOut]:
    """The first line of a record says its day; without one nothing of it has a time."""
    found = _DATE.fullmatch(line.text)
    try:
        if found is None:
            raise BadRowError(Why.BAD_VALUE, "date", line.text.strip())
        record.day = day_of("date", found[1])
    except BadRowError as fault:
        record.summary.append("")
        yield LeftOut(line.number, fault.why, fault.field, fault.value)


def _entry(record: _Record, zone: tzinfo, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """The entry that was read up to here, if there is one."""
    text, record.entry = record.entry, []
    if not text:
        return
    try:
        if record.day is None:
            raise BadRowError(Why.MISSING, "date")
        session = _session(record.day, text, " ".join(record.summary), zone, untold)
        yield Arrival(record.number, Visit(session, by_id=False))
    except BadRowError as fault:
        yield LeftOut(record.number, fault.why, fault.field, fault.value)


def _session(day: date, text: list[str], summary: str, zone: tzinfo, untold: Untold) -> Session:
    found = _RANGE.fullmatch(text[0])
    if found is None:
        is_length = _LENGTH.fullmatch(text[0]) is not None
        raise BadRowError(Why.MISSING if is_length else Why.BAD_VALUE, "start", text[0])
    if found[5] is None:
        raise BadRowError(Why.STILL_RUNNING)
    start, end = _wall(day, "start", found, 1), _wall(day, "end", found, 4)
    start_at, end_at = span_of(start, end, zone, untold.now)
    note = "\n".join((found[7] or "", *text[1:])).strip()
    tracked = Tracked(
        start_at,
        end_at,
        words=tuple(dict.fromkeys((*_words(note), *_words(summary)))),
        note=" ".join(_TAG.sub("", note).split()),
    )
    return session_of("klog", tracked, untold)


def _wall(day: date, name: str, found: re.Match[str], first: int) -> datetime:
    """A time of the day, or of the one before or after, as the arrows say."""
    before, told, after = (found[first + offset] for offset in range(3))
    if told == "24:00":
        return datetime.combine(day + _DAY, time())
    at = datetime.combine(day, time_of(name, told))
    try:
        return at - _DAY if before else at + _DAY if after else at
    except OverflowError as fault:
        raise BadRowError(Why.OUT_OF_TIME, name, told) from fault


def _words(text: str) -> Iterator[str]:
    for found in _TAG.finditer(text):
        value = (found[2] or "").strip("\"'")
        yield f"{found[1]}={value}" if value else found[1]
