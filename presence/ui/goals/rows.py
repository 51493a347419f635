"""A goal on its card, and a planned break in a line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from presence.texts import _
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.goals.squares import WeekSquares
from presence.ui.goals.view import BreakRow, GoalRow
from presence.ui.look import CAPTION, SMALL, set_type
from presence.ui.rows.thing_row import ThingRow
from presence.ui.window import Window


class GoalCard(ThingRow):
    """A goal: how far the running week is, and the weeks before it; each leads to its sessions."""

    opened = Signal(object)  # LogFilter

    def __init__(self, window: Window, goal: GoalRow) -> None:
        super().__init__(window, goal.id, goal.title, is_bold=True)
        self._says = text_label(goal.says)
        self._says.setToolTip(plain_tip(goal.how))
        squares = WeekSquares(_("The last weeks of {goal}").format(goal=goal.title))
        squares.setAccessibleDescription(goal.how)
        squares.redraw(goal.weeks)
        squares.pointed.connect(self._show_week)
        squares.opened.connect(self.opened)
        behind = push_button(_("Sessions"), "link")
        behind.setAccessibleName(_("Sessions of this week: {what}").format(what=goal.title))
        behind.setToolTip(_("Show the sessions of this week in the log"))
        opens = goal.weeks[-1].opens if goal.weeks else None
        behind.clicked.connect(lambda: self.opened.emit(opens))
        if opens is None:
            behind.hide()
        self._week = text_label("", "dim")
        set_type(self._week, CAPTION)
        self._week.hide()
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(squares, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._says, 1)
        row.addWidget(behind, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
        self.column.addWidget(self._week)
        if goal.gone:
            self.column.addWidget(text_label(goal.gone, "warn"))

    def _show_week(self, says: str) -> None:
        self._week.setText(says)
        self._week.show()


class BreakLine(ThingRow):
    """A planned break."""

    def __init__(self, window: Window, pause: BreakRow) -> None:
        super().__init__(window, pause.id, pause.title, is_bold=False)
