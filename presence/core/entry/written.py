"""A session as it is written down afterwards, in one line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.errors import ErrorCode, Refused
from presence.core.session import MAX_LENGTH, Origin, Said, Session
from presence.core.slip import Slip, SlipReason, slips_until

LONGEST_NIGHT = timedelta(hours=16)  # "21-19" is no session until the next day


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that is over; ``slips`` None where nothing was said, empty for "slipped 0".

    Each slip is the reason for it, None where there is none; ``tags`` are without the "#".
    """

    kind: str
    people: tuple[str, ...]
    started_at: datetime
    ended_at: datetime
    place: str = ""
    note: str = ""
    slips: tuple[SlipReason | None, ...] | None = None
    tags: tuple[str, ...] = ()
    said: Said | None = None
    enjoyed: int | None = None
    distracted: int | None = None
    word: str = ""


def check_span(started_at: datetime, ended_at: datetime, now: datetime) -> None:
    """Raises Refused for a span that no session of the past can have."""
    if ended_at <= started_at:
        raise Refused(ErrorCode.END_BEFORE_START, started_at=started_at, ended_at=ended_at)
    if ended_at > now:
        raise Refused(ErrorCode.IN_THE_FUTURE, at=ended_at, now=now)
    if ended_at - started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")


def check_start(session: Session, now: datetime) -> None:
    """Raises Refused for a start that no session in progress can have."""
    if session.started_at > now:
        raise Refused(ErrorCode.IN_THE_FUTURE, at=session.started_at, now=now)
    if max(now, session.planned_end_at or now) - session.started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")


def as_session(entry: Entry, zone: str, new_id: Callable[[], str]) -> Session:
    """The row for an entry; its slips lie evenly within it, for nobody said when they were."""
    reasons = entry.slips or ()
    step = (entry.ended_at - entry.started_at) / (len(reasons) + 1)
    slips = [
        Slip(new_id(), entry.started_at + step * number, reason=reason)
        for number, reason in enumerate(reasons, 1)
    ]
    return Session(
        id=new_id(),
        kind=entry.kind,
        started_at=entry.started_at,
        zone=zone,
        planned_end_at=entry.ended_at,
        ended_at=entry.ended_at,
        people=entry.people,
        tags=entry.tags,
        place=entry.place,
        note=entry.note,
        origin=Origin.ADDED,
        said=said_of(entry),
        slips=slips_until(slips, entry.ended_at),
        enjoyed=entry.enjoyed,
        distracted=entry.distracted,
        word=entry.word,
    )


def said_of(entry: Entry) -> Said | None:
    """What was said of the phones; "slipped 0" says that they stayed down."""
    return Said.YES if entry.said is None and entry.slips == () else entry.said
