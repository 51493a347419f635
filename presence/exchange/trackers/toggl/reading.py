"""Reads the detailed report of Toggl Track."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.trackers.tabled import Cells, first_of, sessions_in
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.trackers.wall_times import span_of
from presence.exchange.trackers.written_times import day_of, length_of, time_of
from presence.exchange.untold import Untold

_WORDS = ("task", "project", "client")
_SIGNS = ("-", "-", ":", ":")
_NEEDED = ("start_date", "start_time", "duration")


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row; raises Refused where columns are missing."""
    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    return sessions_in(stream, path, _NEEDED, lambda cells: _session(cells, zone, untold))


def _session(cells: Cells, zone: tzinfo, untold: Untold) -> Session:
    start = _wall("start", cells.get("start_date", ""), cells.get("start_time", ""))
    length = length_of(cells.get("duration", ""))
    start_at, end_at = span_of(start, _end(cells, start, length), zone, untold.now, length)
    words = [cells.get(each, "").strip() for each in _WORDS]
    if tags := cells.get("tags"):
        words += [each.strip() for each in tags.split(",")]
    tracked = Tracked(
        start_at,
        end_at,
        words=tuple(filter(None, words)),
        note=cells.get("description", "").strip(),
        key=(first_of(cells, "email", "user", "member"),),
    )
    return session_of("toggl", tracked, untold)


def _wall(field: str, day: str, time: str) -> datetime:
    if len(day) == 10 and len(time) == 8 and (day[4], day[7], time[2], time[5]) == _SIGNS:
        with suppress(ValueError):  # 2026-11-05 19:00:00, as nearly all are
            return datetime.fromisoformat(f"{day}T{time}")
    return datetime.combine(day_of(f"{field} date", day), time_of(f"{field} time", time))


def _end(cells: Cells, start: datetime, length: timedelta | None) -> datetime:
    day, time = first_of(cells, "end_date", "stop_date"), first_of(cells, "end_time", "stop_time")
    if day and time:
        return _wall("end", day, time)
    if length:
        return start + length
    raise BadRowError(Why.STILL_RUNNING)
