"""The sessions of some weeks, read once for every goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from presence.core.goals.goal import Goal
from presence.core.goals.pause import Pause
from presence.core.goals.progress import WeekOfGoal, parts_of, week_of_goal
from presence.core.names.group import Group
from presence.core.ports import SessionLog
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar, Period

LAST_WEEKS = 8


def last_weeks(calendar: Calendar, now: datetime) -> Sequence[Period]:
    """The running week and those before it, the oldest first."""
    this = calendar.week_of(calendar.day_of(now))
    return [this.shifted(-back) for back in range(LAST_WEEKS - 1, -1, -1)]


@dataclass(frozen=True, slots=True)
class GoalWeeks:
    """A goal with its weeks, the oldest first."""

    goal: Goal
    weeks: Sequence[WeekOfGoal]

    @property
    def this(self) -> WeekOfGoal:
        """The last of them, which may be the running one."""
        return self.weeks[-1]


def read_goals(
    log: SessionLog,
    goals: Sequence[Goal],
    pauses: Sequence[Pause],
    groups: Mapping[str, Group],
    weeks: Sequence[Period],
    now: datetime,
) -> Sequence[GoalWeeks]:
    """Every goal in each of these weeks, which follow one another, the oldest first."""
    if not goals:
        return ()
    kinds = log.kinds()
    rows = log.between(weeks[0].start, weeks[-1].end)
    sessions = [as_the_log_shows_it(row, kinds[row.kind], now) for row in rows]
    each_week = [(week, parts_of(week, sessions, now)) for week in weeks]
    return [
        GoalWeeks(
            goal,
            [week_of_goal(goal, week, parts, pauses, now, groups) for week, parts in each_week],
        )
        for goal in goals
    ]
