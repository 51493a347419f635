"""Reads CSV: our own, or any that says when something was and how long it took."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import BinaryIO
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.person import folded
from presence.core.session import MAX_LENGTH, Origin, Said, Session, Watched
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.jsonl.spelling import slips_in_order, tag
from presence.exchange.lines import lines_of
from presence.exchange.sheet.cells import split
from presence.exchange.sheet.columns import DELIMITERS, SAID_SO, columns_of, named, with_first
from presence.exchange.sheet.records import Rows
from presence.exchange.sheet.slip_cell import read_slips
from presence.exchange.untold import Untold

_WAYS = ("ended_at", "duration_s", "duration")  # to say when it ended
_TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
# As Excel writes a time in Germany and its neighbours: the day comes first.
_WITH_DOTS = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4}),?[ T](\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII
)
_CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?")
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row; raises Refused where the first line names no columns of ours."""
    lines = lines_of(stream, path)
    first = next((line for line in lines if not line.is_blank), None)
    if first is None or first.fault is not None:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    said_so = SAID_SO.fullmatch(first.text)
    if said_so is None:
        lines = with_first(first, lines)
        delimiter = max(DELIMITERS, key=first.text.count)
    else:
        delimiter = said_so[1]
    rows = iter(Rows(lines, delimiter))
    head = next(rows, None)
    columns = columns_of(() if head is None else head.cells)
    if "started_at" not in columns or not set(_WAYS).intersection(columns):
        raise Refused(ErrorCode.NO_TIMES_IN_FILE, path=path)
    for row in rows:
        try:
            yield Arrival(row.number, Visit(_session(named(columns, row), untold), by_id=False))
        except BadRowError as fault:
            yield LeftOut(row.number, fault.why, fault.field, fault.value)


def _session(cells: Mapping[str, str], untold: Untold) -> Session:
    def cell(name: str) -> str:
        return cells.get(name, "").strip()

    is_ours = bool(cell("id"))
    latest = untold.now + checks.AHEAD if is_ours else untold.now
    zone_name = checks.zone(cell("zone") or untold.zone)
    zone = checks.find_zone(zone_name)
    assert zone is not None
    started = _time(cells, "started_at", zone, latest)
    if started is None:
        raise BadRowError(Why.MISSING, "started_at")
    session_id = checks.identity("id", cell("id")) if is_ours else ""
    said = cell("said")
    session = Session(
        id=session_id,
        kind=_kind(cell("kind"), is_ours, untold),
        started_at=started,
        zone=zone_name,
        planned_end_at=_time(cells, "planned_end_at", zone, latest + MAX_LENGTH),
        ended_at=_end(cells, started, zone, latest, is_ours),
        people=_texts(cells, "people"),
        place=checks.text("place", cells.get("place", "")),
        note=checks.text("note", cells.get("note", "")),
        confirmed=_truth("confirmed", cell("confirmed")),
        origin=checks.choice("origin", cell("origin") or Origin.ADDED.value, Origin),
        said=checks.choice("said", said, Said) if said else None,
        watched=frozenset(
            checks.choice("watched", each, Watched) for each in split(cells.get("watched", ""))
        ),
        enjoyed=_score("enjoyed", cell("enjoyed")),
        distracted=_score("distracted", cell("distracted")),
        word=checks.text("word", cells.get("word", "")),
        tags=tuple(dict.fromkeys(map(tag, split(cells.get("tags", ""))))),
    )
    return _whole(session, cell("slips"), zone, latest)


def _whole(session: Session, slips: str, zone: ZoneInfo, latest: datetime) -> Session:
    """The session with its looks, and an id: the same for the same row of the same file."""
    session_id = session.id or _made_up_id(session)
    looks = slips_in_order(read_slips(slips, session_id, zone, latest))
    return checks.session_that_can_be(replace(session, id=session_id, slips=looks), latest)


def _made_up_id(session: Session) -> str:
    """When, what and with whom: importing a file twice must find its sessions again."""
    people = sorted(map(folded, session.people))
    said = (session.started_at, session.ended_at, session.kind, people)
    return str(uuid5(NAMESPACE_OID, f"presence {said!r}"))


def _kind(cell: str, is_ours: bool, untold: Untold) -> str:
    if not cell:
        return untold.kind
    key = checks.name("kind", cell)
    return key if is_ours else untold.kinds_by_word.get(folded(key), key)


def _end(
    cells: Mapping[str, str], started: datetime, zone: ZoneInfo, latest: datetime, is_ours: bool
) -> datetime | None:
    """When it ended; a row of ours without an end is a session in progress."""
    ended = _time(cells, "ended_at", zone, latest)
    if ended is not None:
        return ended
    for name in _WAYS[1:]:
        if told := cells.get(name, "").strip():
            return checks.in_time(name, started + _length(name, told), latest)
    if is_ours:
        return None
    raise BadRowError(Why.MISSING, "ended_at")


def _length(name: str, told: str) -> timedelta:
    """Seconds, or ``1:30:00`` where the column is not the one of seconds."""
    if name == "duration" and (found := _CLOCK.fullmatch(told)):
        hours, minutes, seconds = (int(each or 0) for each in found.groups())
        return checks.length(name, hours * 3600 + minutes * 60 + seconds)
    if not _NUMBER.fullmatch(told):
        raise BadRowError(Why.BAD_VALUE, name, told)
    return checks.length(name, float(told.replace(",", ".")))


def _time(cells: Mapping[str, str], name: str, zone: ZoneInfo, latest: datetime) -> datetime | None:
    told = cells.get(name, "").strip()
    if found := _WITH_DOTS.fullmatch(told):
        day, month, year, hour, minute, second = (int(each or 0) for each in found.groups())
        with suppress(ValueError):  # no such day: refused below, as it was written
            at = datetime.combine(date(year, month, day), time(hour, minute, second))
            told = at.isoformat()
    return checks.local(name, told, zone, latest) if told else None


def _texts(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = dict.fromkeys(checks.name(name, each) for each in split(cells.get(name, "")))
    if len(found) > checks.MOST:
        raise BadRowError(Why.BAD_VALUE, name, cells[name])
    return tuple(found)


def _truth(name: str, told: str) -> bool:
    if told and told.lower() not in _TRUTHS:
        raise BadRowError(Why.BAD_VALUE, name, told)
    return _TRUTHS.get(told.lower(), True)


def _score(name: str, told: str) -> int | None:
    if not told:
        return None
    return checks.whole(name, int(told) if told in tuple("12345") else 0, 1, 5)
