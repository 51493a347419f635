"""What somebody else is told of a session, and when there is something new to tell."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from presence.core.frozen import Enum
from presence.core.kind import Kind
from presence.core.session import Session

SECOND = timedelta(seconds=1)


class What(Enum):
    """What has become of a session; the value is the ``event`` of the record."""

    STARTED = "started"  # also: one in progress is taken up again
    EXTENDED = "extended"  # it lets go at another instant; also: it goes on past its planned end
    SWITCHED = "switched"  # another session, or another kind, in the place of the one told of
    ENDED = "ended"  # also: it was called off, or Presence was quit within it


@dataclass(frozen=True, slots=True)
class News:
    """``until`` is when all that was set for it lets go by itself, whatever becomes of us."""

    what: What
    session: Session
    kind: Kind
    until: datetime
    at: datetime

    @property
    def time_left(self) -> timedelta:
        """From now until it lets go by itself; nothing is left of one that ended."""
        if self.what is What.ENDED:
            return timedelta()
        return max(self.until - self.at, timedelta())


def lets_go_at(session: Session, kind: Kind, now: datetime) -> datetime:
    """The planned end; without one, or once that is over, the bound of a forgotten session."""
    planned = session.planned_end_at
    if planned is not None and now < planned:
        return planned
    return kind.bound_at(session.started_at, planned)


def what_is_new(
    told: News | None, running: Session | None, kind: Kind, ended: Session | None, now: datetime
) -> News | None:
    """What to say to one who was told ``told`` last; None where that still holds.

    ``kind`` is the running session's. ``ended`` is how the log has the session of ``told``, None
    where it is not there any more.
    """
    nothing_told = told is None or told.what is What.ENDED
    if running is None:
        if told is None or nothing_told:
            return None
        return News(What.ENDED, ended or told.session, told.kind, told.until, now)
    until = lets_go_at(running, kind, now)
    if told is None or nothing_told:
        what = What.STARTED
    elif (told.session.id, told.session.kind) != (running.id, running.kind):
        what = What.SWITCHED
    elif told.until != until:
        what = What.EXTENDED
    else:
        return None
    return News(what, running, kind, until, now)


def record(news: News, with_details: bool) -> dict[str, object]:
    """The JSON that hooks get; keys may be added, never changed.

    ``event`` is a value of ``What``; ``kind`` the key of the kind; ``started_at``,
    ``planned_end_at``, ``until`` and ``ended_at`` are ISO 8601 in UTC, or null where there is none;
    ``seconds_left`` counts to ``until``, for a phone that lets go by itself. ``people``, ``place``
    and ``note`` are there only where the person chose ``with_details``.
    """
    session = news.session
    told: dict[str, object] = {
        "event": news.what.value,
        "kind": session.kind,
        "started_at": _iso(session.started_at),
        "planned_end_at": _iso(session.planned_end_at),
        "until": _iso(news.until),
        "ended_at": _iso(session.ended_at),
        "seconds_left": news.time_left // SECOND,
    }
    if with_details:
        told |= {"people": list(session.people), "place": session.place, "note": session.note}
    return told


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat(timespec="seconds")
