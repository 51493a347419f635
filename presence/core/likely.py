"""What a click starts: what the person usually does at this hour of this weekday."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from presence.core.frozen import dataclass
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.core.tracker import LONGEST_START, StartRequest

AROUND = timedelta(minutes=45)
MINUTES_OF_WEEK = 7 * 24 * 60
LOOK_BACK = timedelta(days=57)  # eight weeks and a day


@dataclass(frozen=True, slots=True)
class Combination:
    """A kind with people, as they were last together, and the length planned then."""

    kind: str
    people: tuple[str, ...]
    length: timedelta | None


def likely_start(
    recent: Iterable[Session], kinds: Kinds, default_kind: str, now: datetime, zone: tzinfo
) -> StartRequest:
    """The kind, people and length last used around this hour of this weekday, else the default."""
    here = now.astimezone(zone)
    for session in sorted(recent, key=lambda item: item.started_at, reverse=True):
        apart = abs(_minute_of_week(session.started_at.astimezone(zone)) - _minute_of_week(here))
        near = min(apart, MINUTES_OF_WEEK - apart) <= AROUND / timedelta(minutes=1)
        if near and session.kind in kinds:
            return _again(session)
    kind = kinds[kinds.still(default_kind)]
    length = usual_length(recent, kind.key) or kind.default_length
    return StartRequest(kind=kind.key, length=length, is_open=length is None)


def next_likely_change(recent: Iterable[Session], now: datetime, zone: tzinfo) -> datetime | None:
    """The next instant at which what a click starts may change, or None where it never will."""
    week = timedelta(days=7)
    edges = []
    for session in recent:
        began = session.started_at.astimezone(zone)
        weeks = (now - session.started_at) // week
        for edge in (began - AROUND, began + AROUND + timedelta(minutes=1)):
            # local arithmetic: the same hour of the wall clock, also over daylight saving
            edges += [(edge + week * (weeks + ahead)).astimezone(UTC) for ahead in (0, 1)]
    return min((edge for edge in edges if edge > now), default=None)


def usual_length(recent: Iterable[Session], kind: str) -> timedelta | None:
    """The length planned at the last use of that kind, or None where there was none."""
    past = [session for session in recent if session.kind == kind and _planned_length(session)]
    if not past:
        return None
    return _planned_length(max(past, key=lambda item: item.started_at))


def recent_combinations(recent: Iterable[Session], most: int) -> tuple[Combination, ...]:
    """The latest different kinds with people, newest first."""
    found: dict[tuple[str, tuple[str, ...]], Combination] = {}
    for session in sorted(recent, key=lambda item: item.started_at, reverse=True):
        key = (session.kind, session.people)
        if session.people and key not in found:
            found[key] = Combination(session.kind, session.people, _planned_length(session))
        if len(found) == most:
            break
    return tuple(found.values())


def _again(session: Session) -> StartRequest:
    length = _planned_length(session)
    return StartRequest(
        kind=session.kind, people=session.people, length=length, is_open=length is None
    )


def _planned_length(session: Session) -> timedelta | None:
    """The length planned then, None where it was open, or is none that can be started again."""
    if session.planned_end_at is None:
        return None
    length = session.planned_end_at - session.started_at
    return length if timedelta() < length <= LONGEST_START else None


def _minute_of_week(instant: datetime) -> int:
    return (instant.weekday() * 24 + instant.hour) * 60 + instant.minute
