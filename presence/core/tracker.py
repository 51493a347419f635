"""The session in progress: every step takes the instant and gives a new value."""

from datetime import datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.errors import ErrorCode, Refused
from presence.core.frozen import Enum, dataclass, replace
from presence.core.kind import Kind, OverTime
from presence.core.reconcile import provisional
from presence.core.session import MAX_LENGTH, Origin, Session
from presence.core.slip import Slip, SlipReason, last_noted, slips_until

ENDING_SOON = timedelta(minutes=5)
LONGEST_START = timedelta(hours=24)
AN_HOUR = timedelta(hours=1)
A_TICK = timedelta(milliseconds=1)  # the log holds whole ones


class Phase(Enum):
    """Where the session in progress stands."""

    IDLE = "idle"
    PRESENT = "present"
    ENDING_SOON = "ending_soon"
    OVER_TIME = "over_time"


@dataclass(frozen=True, slots=True)
class StartRequest:
    """What a person asked for; ``length`` and ``until`` None and not ``is_open``: the usual."""

    kind: str
    people: tuple[str, ...] = ()
    length: timedelta | None = None
    until: datetime | None = None
    is_open: bool = False
    ago: timedelta = timedelta()
    place: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()


def begin(
    request: StartRequest,
    kind: Kind,
    usual_length: timedelta | None,
    now: datetime,
    zone: str,
    new_id: str,
) -> Session:
    """The session that the request means; raises Refused for lengths and ends that cannot be."""
    started_at = now - request.ago
    if request.ago < timedelta() or request.ago > LONGEST_START:
        raise Refused(ErrorCode.TOO_LONG, limit=LONGEST_START, what="ago")
    planned_end_at = request.until
    if planned_end_at is None and not request.is_open:
        length = request.length if request.length is not None else usual_length
        planned_end_at = None if length is None else started_at + length
        if request.length is None and planned_end_at is not None and planned_end_at <= now:
            planned_end_at = None  # the usual is over: whoever starts it now is still there
    if planned_end_at is not None:
        if planned_end_at <= started_at:
            raise Refused(
                ErrorCode.END_BEFORE_START, started_at=started_at, ended_at=planned_end_at
            )
        if planned_end_at - started_at > LONGEST_START:
            raise Refused(ErrorCode.TOO_LONG, limit=LONGEST_START, what="length")
    session = Session(
        id=new_id,
        kind=kind.key,
        started_at=started_at,
        zone=zone,
        planned_end_at=planned_end_at,
        people=request.people,
        place=request.place,
        note=request.note,
        tags=request.tags,
        origin=Origin.STARTED,
    )
    if planned_end_at is not None and planned_end_at <= now and request.ago:
        return provisional(session, kind, now)
    return session


def extend(session: Session, by: timedelta, now: datetime) -> Session:
    """The planned end moved by so much; over time or open-ended, counted from ``now``."""
    base = session.planned_end_at
    if base is None or base < now:
        base = now
    planned_end_at = base + by
    if planned_end_at <= now:
        raise Refused(ErrorCode.ALREADY_OVER, at=planned_end_at)
    if planned_end_at - session.started_at > MAX_LENGTH or by > LONGEST_START:
        raise Refused(ErrorCode.TOO_LONG, limit=LONGEST_START, what="length")
    return replace(session, planned_end_at=planned_end_at)


def resume(session: Session, kind: Kind, now: datetime) -> Session:
    """The session in progress again, open-ended; past its bound with a new plan, to be kept."""
    going = replace(session, ended_at=None, confirmed=True, planned_end_at=None)
    if now < kind.bound_at(session.started_at, None):
        return going
    return extend(going, kind.default_length or AN_HOUR, now)


def moved(session: Session, started_at: datetime) -> Session:
    """The session begun at another instant; a plan that would not lie after it is given up."""
    planned = session.planned_end_at
    if planned is not None and planned <= started_at:
        planned = session.ended_at
    return replace(session, started_at=started_at, planned_end_at=planned)


def replan(session: Session, planned_end_at: datetime | None, now: datetime) -> Session:
    """The session planned to end at another instant, or open-ended."""
    if planned_end_at is not None:
        if planned_end_at <= now:
            raise Refused(ErrorCode.ALREADY_OVER, at=planned_end_at)
        if planned_end_at - session.started_at > LONGEST_START:
            raise Refused(ErrorCode.TOO_LONG, limit=LONGEST_START, what="length")
    return replace(session, planned_end_at=planned_end_at)


def end(session: Session, at: datetime, now: datetime) -> Session:
    """The session ended at an instant that the person named, confirmed."""
    if at < session.started_at:
        raise Refused(ErrorCode.END_BEFORE_START, started_at=session.started_at, ended_at=at)
    if at > max(now, session.started_at):  # a clock may have been set back meanwhile
        raise Refused(ErrorCode.IN_THE_FUTURE, at=at, now=now)
    if at - session.started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")
    return replace(session, ended_at=at, confirmed=True, slips=slips_until(session.slips, at))


def shifted(session: Session, step: timedelta) -> Session:
    """The same session on a clock that was set by so much; its lengths stay true."""
    planned = session.planned_end_at
    return replace(
        session,
        started_at=session.started_at + step,
        planned_end_at=None if planned is None else planned + step,
        slips=tuple(replace(slip, at=slip.at + step) for slip in session.slips),
    )


def with_slip(session: Session, slip: Slip) -> Session:
    """The session with one more slip, in the order in which they happened."""
    slips = sorted((*session.slips, slip), key=lambda item: item.at)
    return replace(session, slips=tuple(slips))


def without_last_slip(session: Session) -> Session:
    """The session with the slip that was noted last taken back."""
    if not session.slips:
        raise Refused(ErrorCode.NOTHING_TO_UNDO)
    return without_slip(session, last_noted(session.slips).id)


def without_slip(session: Session, slip_id: str) -> Session:
    """The session with one slip taken back; one that is gone already is no trouble."""
    return replace(session, slips=tuple(slip for slip in session.slips if slip.id != slip_id))


def with_reason(session: Session, slip_id: str, reason: SlipReason | None) -> Session:
    """The session with a reason given for one of its slips, or taken back."""
    slips = (replace(slip, reason=reason) if slip.id == slip_id else slip for slip in session.slips)
    return replace(session, slips=tuple(slips))


def phase(session: Session | None, now: datetime) -> Phase:
    """Where the session stands at this instant."""
    if session is None or session.ended_at is not None:
        return Phase.IDLE
    if session.planned_end_at is None:
        return Phase.PRESENT
    if now >= session.planned_end_at:
        return Phase.OVER_TIME
    if now >= session.planned_end_at - min(ENDING_SOON, _length(session) / 4):
        return Phase.ENDING_SOON
    return Phase.PRESENT


def share_left(session: Session, now: datetime) -> float | None:
    """The share from 1 to 0 of the planned time that is left, or None when open-ended."""
    if session.planned_end_at is None:
        return None
    return max(0.0, min(1.0, (session.planned_end_at - now) / _length(session)))


def next_change_at(session: Session, kind: Kind, now: datetime, ring_steps: int) -> datetime:
    """The next instant at which something about the session changes by itself.

    That is the next step of the ring, the beginning of its last minutes, the planned end or the
    bound; always later than ``now`` (the bound itself where all of them have passed).
    """
    bound = kind.bound_at(session.started_at, session.planned_end_at)
    candidates = [bound]
    planned = session.planned_end_at
    if planned is not None:
        length = _length(session)
        candidates += [planned, planned - min(ENDING_SOON, length / 4)]
        done = (now - session.started_at) / length
        next_step = int(done * ring_steps) + 1
        if 0 < next_step < ring_steps:
            candidates.append(session.started_at + length * next_step / ring_steps)
    later = [instant for instant in map(_held_by_the_log, candidates) if instant > now]
    return min(later, default=bound)


def ends_by_itself(session: Session, kind: Kind, now: datetime) -> bool:
    """Whether nobody needs to say anything any more for this session to end."""
    if now >= kind.bound_at(session.started_at, session.planned_end_at):
        return True
    planned = session.planned_end_at
    return kind.over_time is OverTime.END_SOFTLY and planned is not None and now >= planned


def _held_by_the_log(instant: datetime) -> datetime:
    """That instant or the next that the log can hold: before it, nothing would have changed yet."""
    return from_ms(to_ms(instant + A_TICK - timedelta.resolution))


def _length(session: Session) -> timedelta:
    planned = session.planned_end_at
    assert planned is not None
    return planned - session.started_at
