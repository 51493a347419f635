"""A made-up log: the sample week, the demo and the screenshots. The same seed gives the same log.

The names are invented, and come from many languages on purpose: accents, other scripts, right to
left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from uuid import UUID

from presence.core.kind import Kinds
from presence.core.review import DAY, Calendar, Week, WeekReview, review_week
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason, SlipSource

PARTNER = "Ana Sousa"
CHILD = "Mía"
MOTHER = "Ingrid Lindqvist"
FRIENDS = ("Zoë Lefèvre", "Łukasz Wójcik", "王思远", "נועה בן־דוד", "Søren Kjær")
TEAM = ("Priya Raman", "Tom Becker", "Олена Шевчук", "ليلى حداد", "José Núñez")
PEOPLE = (PARTNER, CHILD, MOTHER, *FRIENDS, *TEAM)

SEED = 39  # a week with something of everything
YEAR = 365
UNCONFIRMED = 2
FIRST_REAL_SLIP = timedelta(minutes=12)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Something that happens on a day, before chance has bent it."""

    kind: str
    at: time
    minutes: int
    people: tuple[str, ...]
    place: str = ""


def sample_year(seed: int, zone: tzinfo, zone_name: str, now: datetime) -> tuple[Session, ...]:
    """A year of sessions that all ended before ``now``, oldest first; the last two unconfirmed."""
    today = now.astimezone(zone).date()
    sessions: list[Session] = []
    for back in range(YEAR, -1, -1):
        day = today - DAY * back
        sessions += _day(Random(f"{seed} {day.isoformat()}"), day, zone, zone_name)
    past = sorted((s for s in sessions if s.ended_at and s.ended_at <= now), key=_begin)
    certain, last = past[:-UNCONFIRMED], past[-UNCONFIRMED:]
    return (*certain, *(_forgotten(session) for session in last))


def last_evening(week: Week) -> datetime:
    """The instant at which a sample week is looked at: it is nearly full."""
    return week.end - timedelta(hours=2)


def sample_week(calendar: Calendar, zone_name: str, now: datetime) -> WeekReview:
    """The present week as it might look on its last evening."""
    week = calendar.week_of(calendar.day_of(now))
    evening = last_evening(week)
    sessions = sample_year(SEED, calendar.zone, zone_name, evening)
    before = within(sessions, week.shifted(-1))
    return review_week(week, within(sessions, week), before, Kinds(), evening)


def within(sessions: Sequence[Session], week: Week) -> tuple[Session, ...]:
    """Those that overlap a week, as the log would give them."""
    return tuple(
        session
        for session in sessions
        if session.started_at < week.end
        and (session.ended_at is None or session.ended_at > week.start)
    )


def _day(chance: Random, day: date, zone: tzinfo, zone_name: str) -> Iterator[Session]:
    free_from = datetime.combine(day, time(0), zone).astimezone(UTC)
    for plan in sorted(_plans(chance, day), key=lambda item: item.at):
        late = timedelta(minutes=chance.choice((-5, 0, 0, 3, 5, 10)))
        planned_at = datetime.combine(day, plan.at, zone).astimezone(UTC) + late
        started_at = max(planned_at, free_from + timedelta(minutes=5))
        real = timedelta(minutes=max(15, round(plan.minutes * chance.uniform(0.8, 1.3))))
        free_from = started_at + real
        said, slips = _kept(chance, plan.kind, started_at, real)
        yield Session(
            id=_new_id(chance),
            kind=plan.kind,
            started_at=started_at,
            zone=zone_name,
            planned_end_at=(
                None if plan.kind == "family" else started_at + timedelta(minutes=plan.minutes)
            ),
            ended_at=started_at + real,
            people=plan.people,
            place=plan.place,
            said=said,
            slips=slips,
        )


def _plans(chance: Random, day: date) -> Iterator[_Plan]:
    weekday = day.weekday()
    on_holiday = day.month == 8 and day.day <= 16
    if on_holiday:
        yield from _holiday(chance)
        return
    if weekday < 5:
        yield from _at_work(chance, weekday)
    yield from _at_home(chance, weekday)
    if weekday == 3 and day.day <= 7:
        yield _Plan("event", time(18, 30), 150, (), "Meetup")
    if weekday == 5 and day.month == 10 and day.day >= 24:
        # in much of Europe the clock is set back in this night
        yield _Plan("event", time(21, 0), 330, (*FRIENDS[:3], PARTNER), "Halloween")


def _at_work(chance: Random, weekday: int) -> Iterator[_Plan]:
    if weekday == 0:
        yield _Plan("meeting", time(10, 0), 60, TEAM)
    if weekday in (1, 3) and chance.random() < 0.8:
        yield _Plan("meeting", time(14, 0), 60, tuple(chance.sample(TEAM, 2)))
    if weekday == 2 and chance.random() < 0.6:
        yield _Plan("coffee", time(15, 30), 45, (chance.choice(TEAM),))
    if chance.random() < 0.25:
        yield _Plan("alone", time(9, 0), 45, ())


def _at_home(chance: Random, weekday: int) -> Iterator[_Plan]:
    if chance.random() < 0.62:
        at = time(19, 0) if weekday < 4 else time(19, 45)
        yield _Plan("dinner", at, 90, _at_table(chance, weekday))
    if weekday == 4 and chance.random() < 0.4:
        # over midnight
        yield _Plan("event", time(22, 0), 150, tuple(chance.sample(FRIENDS, 3)))
    if weekday == 5 and chance.random() < 0.7:
        yield _Plan("coffee", time(11, 0), 60, (chance.choice(FRIENDS),), "Café Rosa")
    if weekday == 5 and chance.random() < 0.8:
        yield _Plan("family", time(14, 0), 200, (PARTNER, CHILD))
    if weekday == 6:
        yield _Plan("walk", time(10, 30), 60, (PARTNER,))
        if chance.random() < 0.5:
            yield _Plan("family", time(15, 0), 150, (MOTHER, CHILD))
    if weekday in (1, 4) and chance.random() < 0.2:
        yield _Plan("walk", time(17, 30), 45, (chance.choice(FRIENDS),))


def _at_table(chance: Random, weekday: int) -> tuple[str, ...]:
    if weekday >= 4 and chance.random() < 0.5:
        return (PARTNER, *chance.sample(FRIENDS, 2))
    return (PARTNER, CHILD) if chance.random() < 0.7 else (PARTNER,)


def _holiday(chance: Random) -> Iterator[_Plan]:
    yield _Plan("family", time(10, 0), 240, (PARTNER, CHILD))
    if chance.random() < 0.7:
        yield _Plan("dinner", time(19, 30), 120, (PARTNER, CHILD, MOTHER))


def _kept(
    chance: Random, kind: str, started_at: datetime, real: timedelta
) -> tuple[Said | None, tuple[Slip, ...]]:
    """What is known of looks at a screen: most is kept, some is not, some is not known."""
    luck = chance.random()
    if luck < 0.25:
        return None, ()
    if luck < 0.8:
        return Said.YES if chance.random() < 0.8 else Said.MOSTLY, ()
    at = started_at + min(FIRST_REAL_SLIP, real / 2)
    watched = SlipSource.SELF if kind == "meeting" else SlipSource.INPUT
    reason = chance.choice((None, SlipReason.HABIT, SlipReason.NEEDED, SlipReason.SHOWED))
    slip = Slip(_new_id(chance), at, timedelta(minutes=chance.randint(1, 8)), watched, reason)
    return None, (slip,)


def _forgotten(session: Session) -> Session:
    """The session as it is when nobody has said yet when it ended: as planned."""
    return replace(
        session, ended_at=session.planned_end_at or session.ended_at, confirmed=False, said=None
    )


def _new_id(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _begin(session: Session) -> datetime:
    return session.started_at
