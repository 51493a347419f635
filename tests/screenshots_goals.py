"""Renders the window of goals in many states."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from presence.core.errors import NotUnderstood
from presence.core.goals.behind import sessions_behind
from presence.core.goals.goal import Bound, Goal, Measure
from presence.core.goals.pause import Pause
from presence.core.goals.progress import Outcome, WeekOfGoal
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.review import Calendar
from presence.ui.goals.view import BreakRow, GoalRow, GoalsView, Square
from presence.ui.goals.window import GoalsWindow
from presence.ui.look import Look
from presence.ui.rows.line_form import Understood
from presence.words.goals.breaks import break_line, read_break
from presence.words.goals.line import GoalContext, read_goal
from presence.words.goals.said import (
    goal_title,
    gone_line,
    how_it_is_counted,
    pause_line,
    week_line,
    week_name,
)
from presence.words.goals.written import goal_line
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene

TODAY = date(2025, 11, 21)
CALENDAR = Calendar(ZONE)
GROUPS = {"g1": Group("g1", "Family", ("Ana", "Tom"))}
CONTEXT = GoalContext(Kinds(), GROUPS, ("Ana", "Tom", LONG_NAME))
DINNER = Goal("a", Measure.DAYS, 5, kind="dinner", group="g1")
USUAL = (
    (DINNER, 4),
    (Goal("b", Measure.TIME, 180, people=("Ana",)), 2.4 * 3_600_000),
    (Goal("c", Measure.TIME, 600, Bound.AT_MOST, kind="meeting"), 7.5 * 3_600_000),
    (Goal("d", Measure.KEPT, 90), 94.2),
)
GONE = ((replace(DINNER, kind="chess"), 0), (replace(DINNER, id="x", group="gone"), None))
LONG = (
    (Goal("e", Measure.TIME, 90, people=(LONG_NAME, "Tom"), tag="a-long-label"), 60_000.0),
    (Goal("f", Measure.TIME, 10_000, people=(LONG_NAME,)), 36_000_000.0),
)
HOLIDAY = Pause("p", "Holiday", date(2025, 12, 20), date(2026, 1, 3))
ILL = Pause("q", "", date(2025, 11, 3), date(2025, 11, 3))


def goal_row(goal: Goal, value: float | None) -> GoalRow:
    """A goal with seven made-up weeks before this one."""
    chance = random.Random(goal.id)
    this = CALENDAR.week_of(TODAY)
    outcomes = [chance.choice(list(Outcome)[:1] * 3 + list(Outcome)) for _ in range(7)]
    weeks = [
        WeekOfGoal(goal, this.shifted(i - 7), None, Outcome.NOT_MET if o is Outcome.RUNNING else o)
        for i, o in enumerate(outcomes)
    ]
    running = Outcome.NOT_KNOWN if value is None else Outcome.RUNNING
    weeks.append(WeekOfGoal(goal, this, value, running))
    return GoalRow(
        id=goal.id,
        title=goal_title(goal, CONTEXT.kinds, GROUPS),
        says=week_line(weeks[-1]),
        weeks=[
            Square(
                week.outcome,
                week.share or 0.0,
                week_name(week, TODAY),
                sessions_behind(goal, week.week, CONTEXT.kinds, GROUPS),
            )
            for week in weeks
        ],
        line=goal_line(goal, CONTEXT),
        how=how_it_is_counted(goal),
        gone=gone_line(goal, CONTEXT.kinds, GROUPS),
    )


def break_row(pause: Pause) -> BreakRow:
    return BreakRow(pause.id, pause_line(pause, TODAY), break_line(pause))


def understand_goal(text: str) -> Understood:
    try:
        goal = read_goal(text, CONTEXT, "")
    except NotUnderstood as error:
        return Understood(f"“{error.values.get('part', text)}” cannot be so.", False)
    return Understood(goal_title(goal, CONTEXT.kinds, GROUPS), True)


def understand_break(text: str) -> Understood:
    try:
        return Understood(pause_line(read_break(text, NOW, ZONE, TODAY, ""), TODAY), True)
    except NotUnderstood:
        return Understood("This does not say from when to when.", False)


def goals(
    look: Look,
    pairs: Sequence[tuple[Goal, float | None]] = USUAL,
    pauses: Sequence[Pause] = (HOLIDAY, ILL),
    typed: str = "",
    undo: str = "",
) -> GoalsWindow:
    window = GoalsWindow(look, understand_goal, understand_break)
    window.redraw(
        GoalsView(
            [goal_row(goal, value) for goal, value in pairs],
            [break_row(pause) for pause in pauses],
            undo,
        )
    )
    if typed:
        window.findChildren(QLineEdit)[0].setText(typed)
    return window


SCENES: dict[str, Scene] = {
    "goals": goals,
    "goals-empty": lambda look: goals(look, (), ()),
    "goals-typed": lambda look: goals(look, USUAL[:1], (), "at most 10h a week meeting with Ana"),
    "goals-not-understood": lambda look: goals(look, USUAL[:1], (), "lunch 3h"),
    "goals-gone": lambda look: goals(look, GONE, ()),
    "goals-long-names": lambda look: goals(look, LONG, (replace(HOLIDAY, name=LONG_NAME),)),
    "goals-undo": lambda look: goals(look, undo="changed the goal 3h a week with @Ana 19:40"),
}
