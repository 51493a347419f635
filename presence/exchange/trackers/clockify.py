"""Clockify: the detailed report as CSV.

Columns come and go with the settings of the workspace, and so does the order of days and months:
it is found out from the whole file, where it can be read twice; where no day of it tells, the month
comes first, as Clockify has it by default. Times have no zone: they are of the person's.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import partial
from typing import BinaryIO

from presence.core.errors import Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.sheet.columns import head_names, named, table_of
from presence.exchange.trackers.tabled import Cells, first_of, sessions_in
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.trackers.wall_times import span_of
from presence.exchange.trackers.written_times import day_of, length_of, puts_the_day_first, time_of
from presence.exchange.untold import Untold

_NEEDED = ("start_date", "start_time", "end_date", "end_time")
_OWN = frozenset({"duration_(h)", "duration_(decimal)"})
_WORDS = ("task", "project", "client")


def looks_like(head: bytes) -> bool:
    """Whether the columns are those of the detailed report."""
    names = head_names(head)
    return "start_date" in names and bool(names & _OWN)


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row; raises Refused where columns are missing."""
    zone = checks.find_zone(checks.zone(untold.zone))
    assert zone is not None
    day_first = _day_comes_first(stream, path)
    session = partial(_session, zone=zone, untold=untold, day_first=day_first)
    return sessions_in(stream, path, _NEEDED, session)


def _day_comes_first(stream: BinaryIO, path: str) -> bool:
    """Looks through the file for a day after the 12th, and goes back to its beginning."""
    if not stream.seekable():
        return False
    try:
        columns, rows = table_of(stream, path, _NEEDED)
        for row in rows:
            with suppress(BadRowError):
                cells = named(columns, row)
                for column in ("start_date", "end_date"):
                    said = puts_the_day_first(cells.get(column, ""))
                    if said is not None:
                        return said
    except Refused:
        return False  # said when it is read
    finally:
        stream.seek(0)
    return False


def _session(cells: Cells, *, zone: tzinfo, untold: Untold, day_first: bool) -> Session:
    if not cells.get("end_date", "").strip() and not cells.get("end_time", "").strip():
        raise BadRowError(Why.STILL_RUNNING)
    start, end = (_wall(cells, which, day_first) for which in ("start", "end"))
    length = length_of(cells.get("duration_(h)", ""))
    start_at, end_at = span_of(start, end, zone, untold.now, length)
    words = (*(first_of(cells, each) for each in _WORDS), *cells.get("tags", "").split(","))
    tracked = Tracked(
        start_at,
        end_at,
        words=tuple(filter(None, map(str.strip, words))),
        note=cells.get("description", "").strip(),
        key=(first_of(cells, "email", "user"),),
    )
    return session_of("clockify", tracked, untold)


def _wall(cells: Cells, which: str, day_first: bool) -> datetime:
    day = day_of(f"{which} date", cells.get(f"{which}_date", ""), day_first=day_first)
    return datetime.combine(day, time_of(f"{which} time", cells.get(f"{which}_time", "")))
