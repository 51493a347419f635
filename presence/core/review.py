"""The review of a week: where the hours with people went. Nothing of it is ever stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from presence.core.kind import Kinds, Sphere
from presence.core.session import Session

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a person cuts time into days and weeks: zone, hour the day starts, weekday (0 Monday)."""

    zone: tzinfo
    day_starts_at: time = time(0, 0)
    first_weekday: int = 0

    def day_of(self, instant: datetime) -> date:
        """The day an instant belongs to."""
        here = instant.astimezone(self.zone)
        return here.date() if here.time() >= self.day_starts_at else here.date() - DAY

    def start_of(self, day: date) -> datetime:
        """The instant at which a day starts."""
        return datetime.combine(day, self.day_starts_at, self.zone).astimezone(UTC)

    def week_of(self, day: date) -> "Week":
        """The week that holds a day."""
        return Week(day - DAY * ((day.weekday() - self.first_weekday) % 7), self)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from ``first`` on."""

    first: date
    calendar: Calendar

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + DAY * i for i in range(7))

    @property
    def start(self) -> datetime:
        return self.calendar.start_of(self.first)

    @property
    def end(self) -> datetime:
        return self.calendar.start_of(self.first + DAY * 7)

    def shifted(self, weeks: int) -> "Week":
        return Week(self.first + DAY * 7 * weeks, self.calendar)


@dataclass(frozen=True, slots=True)
class DayReview:
    """One day: real time by kind; sessions over the day's edge are cut there."""

    day: date
    by_kind: Mapping[str, timedelta]

    @property
    def total(self) -> timedelta:
        return sum(self.by_kind.values(), timedelta())


@dataclass(frozen=True, slots=True)
class WeekReview:
    """A week on one screen. ``sessions`` newest first, as the log shows them.

    ``before_total`` is the total of the week before, for a running week only up to the same point
    of it. ``kept_share`` is weighted by time over the sessions of which something is known
    (``kept_known`` of them), None where nothing is. ``by_person`` overlaps where several people
    were there.
    """

    week: Week
    days: Sequence[DayReview]
    total: timedelta
    by_sphere: Mapping[Sphere, timedelta]
    before_total: timedelta
    is_running: bool
    kept_share: float | None
    kept_known: int
    by_person: Sequence[tuple[str, timedelta]]
    sessions: Sequence[Session]
    unconfirmed: Sequence[Session]


def cut(session: Session, start: datetime, end: datetime, now: datetime) -> timedelta:
    """The part of a session's real time that lies in [start, end)."""
    begin = max(session.started_at, start)
    finish = min(session.ended_at or max(now, session.started_at), end)
    return max(finish - begin, timedelta())


def review_week(
    week: Week,
    sessions: Iterable[Session],
    before: Iterable[Session],
    kinds: Kinds,
    now: datetime,
) -> WeekReview:
    """The review of ``week`` from its sessions and those of the week before."""
    sessions = sorted(sessions, key=lambda item: item.started_at, reverse=True)
    previous = week.shifted(-1)
    running = week.start <= now < week.end
    same_point = min(previous.start + (now - week.start), previous.end) if running else previous.end
    by_person: dict[str, timedelta] = {}
    by_sphere = {sphere: timedelta() for sphere in Sphere}
    for session in sessions:
        part = cut(session, week.start, week.end, now)
        by_sphere[kinds[session.kind].sphere] += part
        for name in session.people:
            by_person[name] = by_person.get(name, timedelta()) + part
    share, known = _kept(sessions, week, now)
    return WeekReview(
        week=week,
        days=tuple(_day(week.calendar, day, sessions, now) for day in week.days),
        total=sum(by_sphere.values(), timedelta()),
        by_sphere=by_sphere,
        before_total=sum((cut(s, previous.start, same_point, now) for s in before), timedelta()),
        is_running=running,
        kept_share=share,
        kept_known=known,
        by_person=sorted(by_person.items(), key=lambda item: (-item[1], item[0])),
        sessions=tuple(sessions),
        unconfirmed=tuple(s for s in sessions if not s.confirmed),
    )


def _day(calendar: Calendar, day: date, sessions: Iterable[Session], now: datetime) -> DayReview:
    start, end = calendar.start_of(day), calendar.start_of(day + DAY)
    by_kind: dict[str, timedelta] = {}
    for session in sessions:
        part = cut(session, start, end, now)
        if part:
            by_kind[session.kind] = by_kind.get(session.kind, timedelta()) + part
    return DayReview(day, by_kind)


def _kept(sessions: Iterable[Session], week: Week, now: datetime) -> tuple[float | None, int]:
    known = [(s.kept_share(now), cut(s, week.start, week.end, now)) for s in sessions]
    weighed = [(share, part) for share, part in known if share is not None]
    total = sum((part for _, part in weighed), timedelta())
    if not total:
        return None, 0
    kept = sum((part * share for share, part in weighed), timedelta())
    return kept / total, len(weighed)
