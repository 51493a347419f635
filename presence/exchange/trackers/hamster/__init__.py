"""Hamster: its database, and the report that it writes as XML.

Times have no zone: they are of the person's. The category, the activity and the tags become the
kind, tags and people (``exchange.trackers.tracked``); the description is the note.
https://github.com/projecthamster/hamster, src/hamster/storage/db.py and reports.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.trackers.wall_times import span_of
from presence.exchange.trackers.written_times import day_of, time_of
from presence.exchange.untold import Untold

SQLITE = b"SQLite format 3\0"
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>)?\s*<activities\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """What Hamster says of a stretch of time, as texts."""

    start: str
    end: str
    activity: str
    category: str
    description: str
    tags: tuple[str, ...]


def looks_like(head: bytes) -> bool:
    """Whether it is a database that has facts, or a report of activities."""
    if head.startswith(SQLITE):
        return b"facts" in head and b"activities" in head
    return _XML.match(head) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each fact."""
    from presence.exchange.formats import head_of
    from presence.exchange.trackers.hamster import database, report

    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    if head_of(stream).startswith(SQLITE):
        return database.read(stream, path, zone, untold)
    return report.read(stream, path, zone, untold)


def session_out_of(fact: Fact, zone: tzinfo, untold: Untold) -> Session:
    """The session of a fact; raises BadRowError."""
    if not fact.end.strip() or fact.end == "None":
        raise BadRowError(Why.STILL_RUNNING)
    start, end = _wall("start time", fact.start), _wall("end time", fact.end)
    start_at, end_at = span_of(start, end, zone, untold.now)
    tracked = Tracked(
        start_at,
        end_at,
        words=tuple(filter(None, (fact.activity, fact.category, *fact.tags))),
        note=fact.description.strip(),
    )
    return session_of("hamster", tracked, untold)


def _wall(name: str, told: str) -> datetime:
    """``2026-11-20 19:00:00``, with or without seconds."""
    day, _blank, time = told.strip().replace("T", " ").partition(" ")
    return datetime.combine(day_of(name, day), time_of(name, time))
