"""How far the goals are: a row for each, against the whole of it."""

from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _
from presence.words.dates import percent

WORDS = 0.62  # of the width: a goal is a sentence


def goal_bars(page: ReviewPage) -> RowBars:
    """Each goal with its share."""
    rows = [
        Row(goal.text, min(1.0, goal.share or 0.0), _so_far(goal), goal.says, opens=goal.opens)
        for goal in page.goals
    ]
    return RowBars(rows, whole=1.0, label_share=WORDS)


def goal_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    rows = [[goal.text, _so_far(goal)] for goal in page.goals]
    return PlainTable(_("Goals"), [_("Goal"), _("So far")], rows)


def _so_far(goal: GoalLine) -> str:
    if goal.share is None:
        return "–"
    return _("met") if goal.is_met else percent(min(goal.share, 0.99))
