"""Made-up sessions for property tests: over midnight, month, year, and clocks that are set."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from presence.core.review import Calendar, Period, Unit
from presence.core.session import Said, Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource

# Both nights on which clocks are set are in it, in the north and the south, and a turn of the year.
FIRST, DAYS = datetime(2025, 9, 20, tzinfo=UTC), 220
MINUTE = timedelta(minutes=1)
PEOPLE = ("Ana", "Tom", "Eva", "Zoë")
GROUPS = {"Family": ("Ana", "Zoe"), "Team": ("tom", "Eva"), "Nobody": ()}
ZONES = ("Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Pacific/Auckland")


def calendars() -> st.SearchStrategy[Calendar]:
    """The ways in which people cut time."""
    return st.builds(
        Calendar,
        st.sampled_from(ZONES).map(ZoneInfo),
        st.sampled_from((time(0), time(4), time(2, 30))),
        st.sampled_from((0, 5, 6)),
    )


def days() -> st.SearchStrategy[date]:
    """Any day on which something may have been."""
    return st.integers(0, DAYS).map(lambda count: FIRST.date() + timedelta(days=count))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A day, week, month, year or span."""
    calendar = draw(calendars())
    unit, day = draw(st.sampled_from(list(Unit))), draw(days())
    if unit is Unit.SPAN:
        return calendar.span(day, day + timedelta(days=draw(st.integers(0, 80))))
    return calendar.period_of(unit, day)


@dataclass(frozen=True)
class Log:
    """Sessions, the last of which may be in progress at ``now``."""

    sessions: tuple[Session, ...]
    now: datetime


@st.composite
def logs(draw: st.DrawFn, most: int = 14) -> Log:
    """A log of a few sessions that may overlap; each starts at an instant of its own."""
    starts = sorted(draw(st.lists(st.integers(0, DAYS * 1440), max_size=most, unique=True)))
    sessions = [_session(draw, number, FIRST + MINUTE * at) for number, at in enumerate(starts)]
    now = FIRST + timedelta(days=DAYS + 2)
    is_running: bool = draw(st.booleans())
    if sessions and is_running:
        last = sessions[-1]
        now = last.started_at + MINUTE * draw(st.integers(0, 400))
        now = max([now, *(each.ended_at for each in sessions[:-1] if each.ended_at)])
        sessions[-1] = _in_progress(last)
    return Log(tuple(sessions), now)


def _session(draw: st.DrawFn, number: int, start: datetime) -> Session:
    length = MINUTE * draw(st.one_of(st.integers(1, 300), st.integers(300, 2880)))
    planned = draw(st.none() | st.integers(0, 400))
    return Session(
        id=f"session-{number:04}",
        kind=draw(st.sampled_from(("dinner", "meeting", "walk", "alone", "choir"))),
        started_at=start,
        zone="Europe/Berlin",
        planned_end_at=None if planned is None else start + MINUTE * planned,
        ended_at=start + length,
        people=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))),
        place=draw(st.sampled_from(("", "Home", "home", "Da Enzo"))),
        confirmed=draw(st.booleans()),
        said=draw(st.none() | st.sampled_from(list(Said))),
        slips=_slips(draw, number, start, length),
        watched=draw(st.frozensets(st.sampled_from(list(Watched)))),
        enjoyed=draw(st.none() | st.integers(1, 5)),
        distracted=draw(st.none() | st.integers(1, 5)),
        tags=tuple(draw(st.lists(st.sampled_from(("family", "Family", "run")), max_size=2))),
    )


def _slips(draw: st.DrawFn, number: int, start: datetime, length: timedelta) -> tuple[Slip, ...]:
    whole = length // MINUTE
    at = sorted(draw(st.lists(st.integers(0, whole), max_size=3, unique=True)))
    return tuple(
        Slip(
            id=f"slip-{number}-{minute}",
            at=start + MINUTE * minute,
            length=min(MINUTE * draw(st.integers(0, 40)), length - MINUTE * minute),
            source=draw(st.sampled_from(list(SlipSource))),
            reason=draw(st.none() | st.sampled_from(list(SlipReason))),
        )
        for minute in at
    )


def overlaps(session: Session, period: Period, now: datetime) -> bool:
    """Whether it lies in the period, if only for an instant."""
    finish = session.ended_at or max(now, session.started_at)
    begins_in = period.start <= session.started_at < period.end
    return begins_in or (session.started_at < period.end and finish > period.start)


def _in_progress(session: Session) -> Session:
    return replace(session, ended_at=None, confirmed=True, slips=())
