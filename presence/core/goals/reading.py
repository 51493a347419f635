"""The rows of the last weeks, read once for every goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from presence.core.goals.goal import Goal
from presence.core.goals.pause import Pause
from presence.core.goals.progress import WeekOfGoal, rows_by_week, week_of_goal
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar, Lean, Period, lean_of
from presence.core.session import Session

LAST_WEEKS = 8


def last_weeks(calendar: Calendar, now: datetime) -> Sequence[Period]:
    """The running week and those before it, the oldest first."""
    this = calendar.week_of(calendar.day_of(now))
    return [this.shifted(-back) for back in range(LAST_WEEKS - 1, -1, -1)]


class Rows(Protocol):
    """What of the log is read."""

    def lean_between(self, start: datetime, end: datetime) -> Sequence[Lean]: ...
    def open_session(self) -> Session | None: ...
    def kinds(self) -> Kinds: ...


@dataclass(frozen=True, slots=True)
class GoalWeeks:
    """A goal with its weeks, the oldest first."""

    goal: Goal
    weeks: Sequence[WeekOfGoal]

    @property
    def this(self) -> WeekOfGoal:
        """The last of them, which may be the running one."""
        return self.weeks[-1]


def rows_between(log: Rows, start: datetime, end: datetime, now: datetime) -> Sequence[Lean]:
    """The sessions that lie in a span, with the one in progress, as the log shows them."""
    rows = list(log.lean_between(start, end))
    running = log.open_session()
    if running is not None and running.started_at < end:
        shown = as_the_log_shows_it(running, log.kinds()[running.kind], now)
        rows.append(lean_of(shown))
    return rows


def read_goals(
    log: Rows,
    goals: Sequence[Goal],
    pauses: Sequence[Pause],
    groups: Mapping[str, Group],
    weeks: Sequence[Period],
    now: datetime,
) -> Sequence[GoalWeeks]:
    """Every goal in each of these weeks, which follow one another, the oldest first."""
    if not goals:
        return ()
    rows = rows_between(log, weeks[0].start, weeks[-1].end, now)
    by_week = rows_by_week(weeks, rows, now)
    return [
        GoalWeeks(
            goal, [week_of_goal(goal, week, some, pauses, now, groups) for week, some in by_week]
        )
        for goal in goals
    ]
