"""Goals as ``--json`` shows them; keys may be added, never changed."""

from collections.abc import Sequence
from datetime import timedelta

from presence.core.goals.goal import Goal, Measure
from presence.core.goals.pause import Pause
from presence.core.goals.progress import WeekOfGoal
from presence.core.goals.reading import GoalWeeks
from presence.words.goals.line import GoalContext
from presence.words.goals.said import goal_title, gone_line
from presence.words.goals.written import goal_line
from presence.words.records import Record, seconds


def goals_record(
    weeks: Sequence[GoalWeeks], pauses: Sequence[Pause], context: GoalContext
) -> Record:
    """Every goal with its weeks, the oldest first, and every break."""
    return {
        "goals": [goal_record(each, context) for each in weeks],
        "breaks": [pause_record(pause) for pause in pauses],
    }


def goal_record(weeks: GoalWeeks, context: GoalContext) -> Record:
    """A goal; amounts and values are seconds, days, or a share from 0 to 1."""
    goal = weeks.goal
    group = context.groups.get(goal.group)
    return {
        "id": goal.id,
        "line": goal_line(goal, context),
        "title": goal_title(goal, context.kinds, context.groups),
        "measure": goal.measure.value,
        "bound": goal.bound.value,
        "amount": _amount(goal),
        "kind": goal.kind or None,
        "people": list(goal.people),
        "group": None if group is None else group.name,
        "tag": goal.tag or None,
        "with_people": goal.with_people,
        "gone": bool(gone_line(goal, context.kinds, context.groups)),
        "week": _week_record(weeks.this),
        "weeks": [_week_record(week) for week in weeks.weeks],
    }


def pause_record(pause: Pause) -> Record:
    """A break; ``to`` is its last day."""
    return {
        "id": pause.id,
        "name": pause.name,
        "from": pause.first.isoformat(),
        "to": pause.last.isoformat(),
    }


def _amount(goal: Goal) -> float:
    match goal.measure:
        case Measure.TIME:
            return seconds(timedelta(minutes=goal.amount))
        case Measure.DAYS:
            return goal.amount
        case Measure.KEPT:
            return goal.amount / 100


def _week_record(week: WeekOfGoal) -> Record:
    return {
        "from": week.week.first.isoformat(),
        "to": week.week.last.isoformat(),
        "outcome": week.outcome.value,
        "value": _value(week),
        "share": None if week.share is None else round(week.share, 4),
    }


def _value(week: WeekOfGoal) -> float | None:
    if week.value is None:
        return None
    match week.goal.measure:
        case Measure.TIME:
            return seconds(week.length)
        case Measure.DAYS:
            return int(week.value)
        case Measure.KEPT:
            return round(week.value / 100, 4)
