"""gtimelog: its ``timelog.txt``.

A line says when something *ended*; it began when the line before it ended, or not at all where that
was on the day before: a day begins at two in the night. What follows `` -- `` are tags, what stands
before ``: `` is a category. ``**`` marks what is no work, which is as good a time as any; ``***``
what is not counted. Lines without a time are comments. Times have no zone: they are of the
person's. https://gtimelog.org, gtimelog/timelog.py
"""

import re
from collections.abc import Iterator
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

_LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d): ?(.*)", re.ASCII)
_HEAD = re.compile(rb"(?:(?!\d{4}-)[^\n]*\n)*\d{4}-\d\d-\d\d \d\d:\d\d: ")
_DAY_BEGINS = time(2)
_NOT_COUNTED, _NO_WORK = "***", "**"


def looks_like(head: bytes) -> bool:
    """Whether the first line with a time has it as gtimelog writes it."""
    return _HEAD.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each line but the first of a day."""
    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    return _read_on(lines_of(stream, path), path, zone, untold)


def _read_on(
    lines: Iterator[Line], path: str, zone: tzinfo, untold: Untold
) -> Iterator[Arrival | LeftOut]:
    before: datetime | None = None
    has_times = False
    for line in lines:
        if line.fault is not None:
            yield LeftOut(line.number, line.fault)
            continue
        found = _LINE.fullmatch(line.text.rstrip("\r\n"))
        if found is None:  # a comment, as gtimelog takes it
            continue
        has_times = True
        try:
            end = datetime.combine(day_of("time", found[1]), time_of("time", found[2]))
            start, before = before, end
            if start is None or _day(start) != _day(end):
                raise BadRowError(Why.DAY_BEGAN)
            session = _session(start, end, found[3].strip(), zone, untold)
            yield Arrival(line.number, Visit(session, by_id=False))
        except BadRowError as fault:
            yield LeftOut(line.number, fault.why, fault.field, fault.value)
    if not has_times:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)


def _day(at: datetime) -> date:
    is_of_before = at.time() < _DAY_BEGINS and at.date() > date.min
    return (at - timedelta(days=1)).date() if is_of_before else at.date()


def _session(start: datetime, end: datetime, title: str, zone: tzinfo, untold: Untold) -> Session:
    if _NOT_COUNTED in title:
        raise BadRowError(Why.NOT_COUNTED, "title", title)
    title, _dashes, tags = title.partition(" -- ")
    category, colon, note = title.replace(_NO_WORK, "").partition(": ")
    note = (note if colon else category).strip()
    start_at, end_at = span_of(start, end, zone, untold.now)
    words = [category.strip() if colon else "", *tags.replace(_NO_WORK, "").split()]
    if note and untold.spells_kind(note):
        words, note = [note, *words], ""
    tracked = Tracked(start_at, end_at, words=tuple(filter(None, words)), note=note)
    return session_of("gtimelog", tracked, untold)
