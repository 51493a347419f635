"""Coming back late: what an unanswered end most likely was."""

from datetime import datetime

from presence.core.frozen import replace
from presence.core.kind import Kind, OverTime
from presence.core.session import MAX_LENGTH, Session
from presence.core.slip import slips_until


def likely_end(session: Session, kind: Kind, now: datetime) -> datetime:
    """The planned end, or the start and the kind's length; never later than ``now``.

    Nor longer than a row of the log can be: one that cannot be closed would stay quiet for ever.
    """
    planned = session.planned_end_at
    if planned is None:
        planned = session.started_at + (kind.default_length or kind.bound_after_start)
    return max(session.started_at, min(planned, now, session.started_at + MAX_LENGTH))


def provisional(session: Session, kind: Kind, now: datetime) -> Session:
    """The session with its likely end, marked as unconfirmed."""
    end = likely_end(session, kind, now)
    return replace(session, ended_at=end, confirmed=False, slips=slips_until(session.slips, end))


def is_past_its_end(session: Session, kind: Kind, now: datetime) -> bool:
    """Whether a session in progress has outlived its planned end (or, open-ended, its bound)."""
    end = session.planned_end_at or kind.bound_at(session.started_at, None)
    return session.ended_at is None and now >= end


def has_likely_end(session: Session, kind: Kind, now: datetime) -> bool:
    """Whether a session in progress most likely ended, so that it asks, and blocks no start.

    One that stays quiet over time goes on until its bound, as a meeting that overruns does.
    """
    if kind.over_time is OverTime.STAY_QUIET:
        bound = kind.bound_at(session.started_at, session.planned_end_at)
        return session.ended_at is None and now >= bound
    return is_past_its_end(session, kind, now)


def as_the_log_shows_it(session: Session, kind: Kind, now: datetime) -> Session:
    """A row as it is to be read: one past its end shows the likely end until somebody answers."""
    return provisional(session, kind, now) if has_likely_end(session, kind, now) else session
