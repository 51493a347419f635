"""Cutting a session: what of it lies within two instants, and splitting it in two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from presence.core.errors import ErrorCode, Refused
from presence.core.session import Session
from presence.core.slip import Slip


def split(session: Session, at: datetime, new_id: Callable[[], str]) -> tuple[Session, Session]:
    """The two sessions that one was: until an instant, and from then on.

    The first keeps the id. Each look goes to the half that it was in, and is cut where it lies in
    both; what was said of the whole is said of both. Refused(SPLIT_OUTSIDE), and
    Refused(STILL_GOES_ON) for a session in progress.
    """
    end = ended(session)
    if not session.started_at < at < end:
        raise Refused(ErrorCode.SPLIT_OUTSIDE, at=at, started_at=session.started_at, ended_at=end)
    planned = session.planned_end_at
    goes_past = planned is not None and planned > at
    first = replace(
        session,
        planned_end_at=at if goes_past else planned,
        ended_at=at,
        confirmed=True,  # whoever splits it says so
        slips=looks_within(session, session.started_at, at),
    )
    kept_ids = {slip.id for slip in first.slips}
    second = replace(
        session,
        id=new_id(),
        started_at=at,
        planned_end_at=planned if goes_past else None,
        slips=tuple(
            replace(slip, id=new_id()) if slip.id in kept_ids else slip
            for slip in looks_within(session, at, end)
        ),
    )
    return first, second


def cut(session: Session, start: datetime, end: datetime) -> Session:
    """What of an ended session lies within two instants; Refused where it would be nothing."""
    if not start < end:
        raise Refused(ErrorCode.END_BEFORE_START, started_at=start, ended_at=end)
    ended(session)
    planned = session.planned_end_at
    return replace(
        session,
        started_at=start,
        planned_end_at=end if planned is not None and planned <= start else planned,
        ended_at=end,
        confirmed=session.confirmed or end != session.ended_at,
        slips=looks_within(session, start, end),
    )


def looks_within(session: Session, start: datetime, end: datetime) -> tuple[Slip, ...]:
    """The looks of a session from ``start`` to ``end``, cut at both; none of no length is added."""
    is_last = end == session.ended_at
    found: list[Slip] = []
    for slip in session.slips:
        until = slip.at + slip.length
        if slip.at < start < until:
            slip = replace(slip, at=start, length=until - start)
        if start <= slip.at < end or (is_last and slip.at >= end):
            found.append(slip if is_last else replace(slip, length=min(slip.length, end - slip.at)))
    return tuple(found)


def ended(session: Session) -> datetime:
    """The end of a session; Refused(STILL_GOES_ON) for one in progress."""
    if session.ended_at is None:
        raise Refused(ErrorCode.STILL_GOES_ON, session=session)
    return session.ended_at
