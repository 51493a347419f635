"""With whom the hours of a period went, beside the period before it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from presence.core.frozen import dataclass
from presence.core.people.published.averages import PUBLISHED, Published, times_beside
from presence.core.people.relation import Relation
from presence.core.people.with_whom import (
    TimeWith,
    With,
    beside,
    more_and_less,
    times_by,
    with_whom,
)
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review.lean import Lean, lean_of
from presence.core.review.period import Period
from presence.core.review.reading import ReviewLog

MOST_NAMED = 3  # of those who get more, and of those who get less


@dataclass(frozen=True, slots=True)
class WithWhom:
    """A running period stands beside the same point of the one before; names with the change."""

    period: Period
    by_relation: Sequence[TimeWith]
    more: Sequence[tuple[str, timedelta]]
    less: Sequence[tuple[str, timedelta]]
    by_name: Sequence[TimeWith] = ()
    by_group: Sequence[tuple[Published, timedelta]] = ()  # of those that averages are known of

    @property
    def overlaps(self) -> bool:
        """Whether an hour may count for several: the lines are then more than the whole."""
        return sum(bool(each.time) for each in self.by_relation) > 1


def read_with_whom(
    log: ReviewLog, relations: Mapping[str, Relation], period: Period, now: datetime
) -> WithWhom:
    """Read it; ``relations`` are by the folded name."""
    running = _in_progress(log, now)
    before = period.shifted(-1)
    before_end = period.same_point_before(now) if period.is_running(now) else before.end
    by_relation: list[Mapping[With, timedelta]] = []
    by_name: list[Mapping[str, timedelta]] = []
    by_group: list[Mapping[Published, timedelta]] = []
    for start, end in ((period.start, period.end), (before.start, before_end)):
        sessions = [*log.rows_between(start, end).lean(), *running]
        by_relation.append(with_whom(sessions, relations, start, end, now))
        by_name.append(times_by(sessions, _names, start, end, now))
        by_group.append(times_beside(sessions, relations, start, end, now))
    more, less = more_and_less(by_name[0], by_name[1], MOST_NAMED)
    people = beside(
        dict(by_name[0].items()),
        dict(by_name[1].items()),
    )
    groups = [(each, by_group[0][each]) for each in PUBLISHED if each in by_group[0]]
    return WithWhom(period, beside(by_relation[0], by_relation[1]), more, less, people, groups)


def days_of(period: Period, now: datetime) -> int:
    """How many days of a period there were: of a running one until today."""
    if not period.is_running(now):
        return period.length
    return (period.calendar.day_of(now) - period.first).days + 1


def _names(people: tuple[str, ...]) -> Sequence[str]:
    return people


def _in_progress(log: ReviewLog, now: datetime) -> list[Lean]:
    session = log.open_session()
    if session is None:
        return []
    return [lean_of(as_the_log_shows_it(session, log.kinds()[session.kind], now))]
