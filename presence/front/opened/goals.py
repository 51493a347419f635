"""The window of goals, joined; and the goals of a week, for whoever shows that week."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from presence.core.editing.filter import LogFilter, filter_words
from presence.core.errors import PresenceError
from presence.core.goals.behind import sessions_behind
from presence.core.goals.goal import Goal
from presence.core.goals.pause import Pause
from presence.core.goals.progress import WeekOfGoal
from presence.core.goals.reading import GoalWeeks, last_weeks, read_goals
from presence.core.ports import Change, ChangeKind
from presence.core.review import Period
from presence.drawing.review.goal_lines import GoalLine
from presence.front.context import Context
from presence.store import new_id
from presence.store.goals import GoalBook
from presence.ui.goals.view import BreakRow, GoalRow, GoalsView, Square
from presence.ui.goals.window import GoalsWindow
from presence.ui.rows.line_form import Understood
from presence.words.errors import explain
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
from presence.words.session import change_line

OURS = frozenset({ChangeKind.GOAL_CHANGED, ChangeKind.PAUSE_CHANGED})


class GoalsOpened:
    """Each line that is entered, and each removal, is one change of the log, with undo."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._book = GoalBook(context.log)
        self._against: GoalContext | None = None  # read when somebody types, and kept until then
        window = GoalsWindow(context.wardrobe.look, self._understand_goal, self._understand_break)
        self.window = window
        window.goal_entered.connect(self._put_goal)
        window.goal_removed.connect(self._remove_goal)
        window.break_entered.connect(self._put_break)
        window.break_removed.connect(self._remove_break)
        window.undo_requested.connect(self._undo)
        window.sessions_requested.connect(self._show_sessions)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        context, now = self._context, self._context.clock.now()
        self._against = None
        against, today = _to_say(context), self._today
        weeks = last_weeks(context.weeks.calendar, now)
        pauses = self._book.pauses()
        goals = read_goals(context.log, self._book.goals(), pauses, against.groups, weeks, now)
        self.window.redraw(
            GoalsView(
                [_goal_row(each, against, today) for each in goals],
                [
                    BreakRow(pause.id, pause_line(pause, today), break_line(pause))
                    for pause in pauses
                ],
                self._undo_words(now),
            )
        )

    def _undo_words(self, now: datetime) -> str:
        last = self._context.log.last_change()
        if last is None or last.what not in OURS:
            return ""
        return change_line(last, self._context.zone(), now, self._context.log.kinds())

    @property
    def _today(self) -> date:
        return self._context.weeks.calendar.day_of(self._context.clock.now())

    # What a line means

    def _understand_goal(self, text: str) -> Understood:
        if self._against is None:
            self._against = goal_context(self._context)
        against = self._against

        def say() -> str:
            return goal_title(read_goal(text, against, ""), against.kinds, against.groups)

        return _understood(say)

    def _understand_break(self, text: str) -> Understood:
        return _understood(lambda: pause_line(self._read_break(text, ""), self._today))

    def _read_break(self, text: str, pause_id: str) -> Pause:
        context = self._context
        return read_break(text, context.clock.now(), context.zone(), self._today, pause_id)

    # What is changed

    def _put_goal(self, goal_id: str, line: str) -> None:
        def put() -> None:
            goal = read_goal(line, goal_context(self._context), goal_id or new_id())
            before = self._goal(goal_id)
            made_at = self._context.clock.now() if before is None else before.made_at
            goal = replace(goal, made_at=made_at)
            self._book.put_goal(goal, self._because_of(goal))
            self.window.took_goal()

        self._change(put)

    def _remove_goal(self, goal_id: str) -> None:
        goal = self._goal(goal_id)
        if goal is not None:
            self._change(lambda: self._book.remove_goal(goal_id, self._because_of(goal)))

    def _put_break(self, pause_id: str, line: str) -> None:
        def put() -> None:
            pause = self._read_break(line, pause_id or new_id())
            self._book.put_pause(pause, self._because_of(pause))
            self.window.took_break()

        self._change(put)

    def _remove_break(self, pause_id: str) -> None:
        pause = next((each for each in self._book.pauses() if each.id == pause_id), None)
        if pause is not None:
            self._change(lambda: self._book.remove_pause(pause_id, self._because_of(pause)))

    def _undo(self) -> None:
        last = self._context.log.last_change()
        if last is not None and last.what in OURS:
            self._context.actions.undo()
            self.redraw()

    def _show_sessions(self, wanted: LogFilter) -> None:
        self._context.actions.show(f"log#{filter_words(wanted)}")

    def _goal(self, goal_id: str) -> Goal | None:
        return next((goal for goal in self._book.goals() if goal.id == goal_id), None)

    def _because_of(self, thing: Goal | Pause) -> Change:
        now = self._context.clock.now()
        if isinstance(thing, Pause):
            said = pause_line(thing, self._today)
            return Change(ChangeKind.PAUSE_CHANGED, "", said, now)
        line = goal_line(thing, _to_say(self._context))
        return Change(ChangeKind.GOAL_CHANGED, "", line, now)

    def _change(self, change: Callable[[], None]) -> None:
        self._context.actions.attempt(change)
        self._context.engine.on_log_changed()
        self.redraw()


def goal_context(context: Context) -> GoalContext:
    """What a goal's line is read against."""
    return replace(_to_say(context), people=context.log.people())


def _to_say(context: Context) -> GoalContext:
    """What goals are written with: no names of the log, which take a moment in a long one."""
    return GoalContext(context.log.kinds(), GoalBook(context.log).groups())


def goal_lines(context: Context, week: Period, now: datetime) -> Sequence[GoalLine]:
    """The goals as a review of that week shows them; none where there are no goals."""
    from presence.drawing.review.goals_in_words import goal_lines as in_words

    book = GoalBook(context.log)
    goals = book.goals()
    if not goals:
        return ()
    against = _to_say(context)
    found = read_goals(context.log, goals, book.pauses(), against.groups, [week], now)
    return in_words(found, against)


def _understood(say: Callable[[], str]) -> Understood:
    try:
        return Understood(say(), True)
    except PresenceError as error:
        return Understood(" ".join(filter(None, explain(error))), False)


def _goal_row(each: GoalWeeks, against: GoalContext, today: date) -> GoalRow:
    goal, kinds, groups = each.goal, against.kinds, against.groups
    return GoalRow(
        id=goal.id,
        title=goal_title(goal, kinds, groups),
        says=week_line(each.this),
        weeks=[_square(week, against, today) for week in each.weeks],
        line=goal_line(goal, against),
        how=how_it_is_counted(goal),
        gone=gone_line(goal, kinds, groups),
    )


def _square(week: WeekOfGoal, against: GoalContext, today: date) -> Square:
    opens = sessions_behind(week.goal, week.week, against.kinds, against.groups)
    return Square(week.outcome, week.share or 0.0, week_name(week, today), opens)
