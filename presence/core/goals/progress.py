"""How far a week is with a goal, computed; nothing of it is ever stored.

A week with a break in it counts when the goal is met all the same, and is left out otherwise: what
"met" asks for is the same in every week, and a break breaks nothing. A week of which the log has
nothing is not known; it may have been the best of all. There are no streaks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import fsum

from presence.core.frozen import Enum
from presence.core.goals.goal import Bound, Goal, Measure
from presence.core.goals.pause import Pause, has_a_break
from presence.core.names.group import Group
from presence.core.person import folded
from presence.core.review import ALONE, Period
from presence.core.session import Session

MILLISECOND = timedelta(milliseconds=1)
NOTHING = timedelta()
NO_GROUPS: Mapping[str, Group] = {}
Part = tuple[Session, timedelta]  # a session and its time within the week


class Outcome(Enum):
    """What is to be said of a week."""

    MET = "met"
    NOT_MET = "not_met"
    RUNNING = "running"  # not over, and not met yet; or within its bound so far
    BREAK = "break"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class WeekOfGoal:
    """A week of one goal; ``value`` in milliseconds, days or percent, None: nothing is known."""

    goal: Goal
    week: Period
    value: float | None
    outcome: Outcome

    @property
    def wanted(self) -> int:
        """The goal's amount in the unit of ``value``."""
        return wanted_of(self.goal)

    @property
    def share(self) -> float | None:
        """How much of the amount there is, from 0 to 1."""
        return None if self.value is None else min(self.value / self.wanted, 1.0)

    @property
    def is_met(self) -> bool:
        return self.outcome is Outcome.MET

    @property
    def apart(self) -> float:
        """How much is still to come, or what is left below the bound; less than 0: beyond it."""
        return self.wanted - (self.value or 0)

    @property
    def length(self) -> timedelta:
        """The value of a goal of time."""
        return MILLISECOND * int(self.value or 0)


def wanted_of(goal: Goal) -> int:
    """The amount in the unit that weeks are measured in."""
    return goal.length // MILLISECOND if goal.measure is Measure.TIME else goal.amount


def parts_of(week: Period, sessions: Iterable[Session], now: datetime) -> Sequence[Part]:
    """The sessions that lie in a week, with their time within it; once for every goal."""
    start, end = week.start, week.end
    parts = []
    for session in sessions:
        finish = session.ended_at or now
        if session.started_at < end and finish > start:
            length = min(finish, end) - max(session.started_at, start)
            if length > NOTHING:
                parts.append((session, length))
    return parts


def week_of_goal(
    goal: Goal,
    week: Period,
    parts: Sequence[Part],
    pauses: Iterable[Pause],
    now: datetime,
    groups: Mapping[str, Group] = NO_GROUPS,
) -> WeekOfGoal:
    """A week measured; ``parts`` are of its sessions, as the log shows them."""
    if is_gone(goal, groups):
        return WeekOfGoal(goal, week, None, Outcome.NOT_KNOWN)
    value = None
    if parts or week.is_running(now):
        is_meant = _is_meant(goal, groups)
        value = _value(goal, week, [part for part in parts if is_meant(part[0])], now)
    return WeekOfGoal(goal, week, value, _outcome(goal, week, value, pauses, now))


def is_gone(goal: Goal, groups: Mapping[str, Group]) -> bool:
    """Whether somebody, or a group, was named that is gone, so that nothing can be measured."""
    return bool(goal.lost) or (bool(goal.group) and goal.group not in groups)


def _is_meant(goal: Goal, groups: Mapping[str, Group]) -> Callable[[Session], bool]:
    # Names are compared as they are: those of the goal come from the same table of people.
    people = frozenset(goal.people)
    group = groups.get(goal.group)
    members = frozenset(() if group is None else group.people)
    tag = folded(goal.tag)

    def is_meant(session: Session) -> bool:
        is_alone = session.kind == ALONE
        if (goal.kind and session.kind != goal.kind) or (goal.with_people and is_alone):
            return False
        if tag and tag not in map(folded, session.tags):
            return False
        if not people.issubset(session.people):
            return False
        return not goal.group or not members.isdisjoint(session.people)

    return is_meant


def _value(goal: Goal, week: Period, parts: Sequence[Part], now: datetime) -> float | None:
    match goal.measure:
        case Measure.TIME:
            return sum(length // MILLISECOND for _session, length in parts)
        case Measure.DAYS:
            began = (session.started_at for session, _length in parts)
            return len(_days(week, began))
        case Measure.KEPT:
            return _percent_kept(parts, now)


def _percent_kept(parts: Sequence[Part], now: datetime) -> float | None:
    """Weighted by time, as the review has it."""
    shares = [(length // MILLISECOND, session.kept_share(now)) for session, length in parts]
    known = [(length, share) for length, share in shares if share is not None]
    total = sum(length for length, _share in known)
    return 100 * fsum(length * share for length, share in known) / total if total else None


def _days(week: Period, instants: Iterable[datetime]) -> set[date]:
    """A session over midnight is one of the evening on which it began."""
    days = {week.calendar.day_of(instant) for instant in instants}
    return {day for day in days if week.first <= day <= week.last}


def _outcome(
    goal: Goal, week: Period, value: float | None, pauses: Iterable[Pause], now: datetime
) -> Outcome:
    is_running = week.is_running(now)
    is_within = value is not None and _is_within(goal, value)
    is_final = goal.bound is Bound.AT_LEAST and goal.measure is not Measure.KEPT
    if is_within and (is_final or not is_running):
        return Outcome.MET
    if has_a_break(week, pauses):
        return Outcome.BREAK
    if is_running and (is_within or goal.bound is Bound.AT_LEAST):
        return Outcome.RUNNING
    if value is None or week.end <= goal.made_at:
        return Outcome.NOT_KNOWN  # nobody had set out to do it then
    return Outcome.NOT_MET


def _is_within(goal: Goal, value: float) -> bool:
    # a share is a quotient: 90 % of an hour with six minutes spoilt must not fail by a rounding
    wanted = wanted_of(goal)
    if goal.bound is Bound.AT_MOST:
        return value <= wanted
    return value >= wanted - (1e-9 if goal.measure is Measure.KEPT else 0)
