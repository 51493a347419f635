"""The goals of a week as the review shows them."""

from collections.abc import Callable, Sequence

from presence.core.editing.filter import LogFilter
from presence.core.goals.behind import sessions_behind
from presence.core.goals.reading import GoalWeeks
from presence.drawing.review.goal_lines import GoalLine
from presence.words.goals.line import GoalContext
from presence.words.goals.said import goal_title, how_it_is_counted, subject_of, week_line


def goal_lines(goals: Sequence[GoalWeeks], context: GoalContext) -> Sequence[GoalLine]:
    """Each goal in the last of its weeks: ``Dinner with Family: 4 of 5 days · 1 day to go``."""
    lines = []
    for each in goals:
        week = each.this
        subject = subject_of(each.goal, context.kinds, context.groups)
        title = goal_title(each.goal, context.kinds, context.groups)
        lines.append(
            GoalLine(
                text=f"{subject}: {week_line(week)}",
                share=week.share,
                is_met=week.is_met,
                says=f"{title}. {how_it_is_counted(each.goal)}",
                opens=_opens(sessions_behind(each.goal, week.week, context.kinds, context.groups)),
            )
        )
    return lines


def _opens(wanted: LogFilter | None) -> Callable[[], LogFilter] | None:
    return None if wanted is None else lambda: wanted
