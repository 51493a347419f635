"""The review of a week: where the hours with people went. Nothing of it is ever stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from presence.core.kind import Kinds, Sphere
from presence.core.session import Basis, Session
from presence.core.wall import first_showing

DAY = timedelta(days=1)
ALONE = "alone"  # the one kind whose hours are not with people


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a person cuts time into days and weeks: zone, hour the day starts, weekday (0 Monday)."""

    zone: tzinfo
    day_starts_at: time = time(0, 0)
    first_weekday: int = 0

    def day_of(self, instant: datetime) -> date:
        """The day an instant belongs to."""
        day = instant.astimezone(self.zone).date()
        # By instants: a clock that is set back shows an hour twice, over midnight a date as well.
        while instant < self.start_of(day):
            day -= DAY
        while instant >= self.start_of(day + DAY):
            day += DAY
        return day

    def start_of(self, day: date) -> datetime:
        """The instant at which a day starts; one that the zone left out starts with the next."""
        return first_showing(datetime.combine(day, self.day_starts_at), self.zone)

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

    def same_point_before(self, now: datetime) -> datetime:
        """The instant of the week before at which the wall clock and weekday were those of now."""
        before = self.shifted(-1)
        wall = now.astimezone(self.calendar.zone).replace(tzinfo=None) - DAY * 7
        point = first_showing(wall, self.calendar.zone)
        return max(before.start, min(point, before.end))


@dataclass(frozen=True, slots=True)
class DayReview:
    """One day: real time by kind; sessions over the day's edge are cut there."""

    day: date
    by_kind: Mapping[str, timedelta]

    @property
    def total(self) -> timedelta:
        return sum(self.by_kind.values(), timedelta())


@dataclass(frozen=True, slots=True)
class KindReview:
    """One kind: its time, its sessions, of how many something is known, and how many were kept."""

    total: timedelta
    count: int
    known: int
    kept: int


@dataclass(frozen=True, slots=True)
class WeekReview:
    """A week on one screen. ``sessions`` newest first, as the log shows them.

    ``before_total`` is the total of the week before, for a running week only up to the same point
    of it. ``kept_share`` is weighted by time over the sessions of which something is known
    (``kept_known`` of them), None where nothing is; ``by_basis`` counts what it rests on.
    ``by_person`` overlaps where several people were there. ``with_people`` is the total without
    the time alone on purpose.
    """

    week: Week
    days: Sequence[DayReview]
    total: timedelta
    with_people: timedelta
    by_sphere: Mapping[Sphere, timedelta]
    by_kind: Mapping[str, KindReview]
    before_total: timedelta
    is_running: bool
    kept_share: float | None
    kept_known: int
    by_basis: Mapping[Basis, int]
    by_person: Sequence[tuple[str, timedelta]]
    sessions: Sequence[Session]
    unconfirmed: Sequence[Session]


Part = tuple[Session, timedelta]  # a session and its time within the week


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
    parts = [(session, cut(session, week.start, week.end, now)) for session in sessions]
    previous = week.shifted(-1)
    running = week.start <= now < week.end
    same_point = week.same_point_before(now) if running else previous.end
    share, known = _kept(parts, now)
    return WeekReview(
        week=week,
        days=tuple(_day(week.calendar, day, sessions, now) for day in week.days),
        total=_sum(part for _, part in parts),
        with_people=_sum(part for session, part in parts if session.kind != ALONE),
        by_sphere={
            sphere: _sum(part for item, part in parts if kinds[item.kind].sphere is sphere)
            for sphere in Sphere
        },
        by_kind=_by_kind(parts, now),
        before_total=_sum(cut(item, previous.start, same_point, now) for item in before),
        is_running=running,
        kept_share=share,
        kept_known=known,
        by_basis=Counter(session.basis for session in sessions),
        by_person=_by_person(parts),
        sessions=tuple(sessions),
        unconfirmed=tuple(session for session in sessions if not session.confirmed),
    )


def _day(calendar: Calendar, day: date, sessions: Iterable[Session], now: datetime) -> DayReview:
    start, end = calendar.start_of(day), calendar.start_of(day + DAY)
    by_kind: dict[str, timedelta] = {}
    for session in sessions:
        part = cut(session, start, end, now)
        if part:
            by_kind[session.kind] = by_kind.get(session.kind, timedelta()) + part
    return DayReview(day, by_kind)


def _by_kind(parts: Sequence[Part], now: datetime) -> Mapping[str, KindReview]:
    by_kind: dict[str, KindReview] = {}
    nothing = KindReview(timedelta(), 0, 0, 0)
    for session, part in parts:
        so_far, share = by_kind.get(session.kind, nothing), session.kept_share(now)
        by_kind[session.kind] = KindReview(
            total=so_far.total + part,
            count=so_far.count + 1,
            known=so_far.known + (share is not None),
            kept=so_far.kept + (share == 1.0),
        )
    return by_kind


def _by_person(parts: Sequence[Part]) -> Sequence[tuple[str, timedelta]]:
    by_person: dict[str, timedelta] = {}
    for session, part in parts:
        for name in dict.fromkeys(session.people):
            by_person[name] = by_person.get(name, timedelta()) + part
    return sorted(by_person.items(), key=lambda item: (-item[1], item[0]))


def _kept(parts: Sequence[Part], now: datetime) -> tuple[float | None, int]:
    known = [(session.kept_share(now), part) for session, part in parts]
    weighed = [(share, part) for share, part in known if share is not None]
    total = _sum(part for _, part in weighed)
    if not total:
        return None, 0
    return _sum(part * share for share, part in weighed) / total, len(weighed)


def _sum(lengths: Iterable[timedelta]) -> timedelta:
    return sum(lengths, timedelta())
