"""A goal on its card, and a planned break in a line."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import icon_button, plain_tip, text_label
from presence.ui.goals.squares import WeekSquares
from presence.ui.goals.view import BreakRow, GoalRow
from presence.ui.look import CAPTION, HAIR, SMALL, Look, icon, set_type
from presence.ui.window import Window


class ThingRow(QFrame):
    """A title with two buttons: change it, remove it."""

    changing = Signal(str)
    removed = Signal(str)

    def __init__(self, window: Window, thing_id: str, title: str, is_bold: bool) -> None:
        super().__init__()
        self.thing_id = thing_id
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(HAIR)
        self._title = text_label(title, bold=is_bold)
        change = icon_button("edit", _("Change: {what}").format(what=title))
        remove = icon_button("delete", _("Remove: {what}").format(what=title))
        change.clicked.connect(lambda: self.changing.emit(self.thing_id))
        remove.clicked.connect(lambda: self.removed.emit(self.thing_id))
        self.buttons = (change, remove)
        row = QHBoxLayout()
        row.setSpacing(HAIR)
        row.addWidget(self._title, 1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        window.dress(self.set_look)

    def set_look(self, look: Look) -> None:
        """Dress the buttons anew."""
        for button in self.buttons:
            side = round(button.fontMetrics().height() * 1.2)
            button.setIconSize(QSize(side, side))
            button.setIcon(icon(button.objectName(), look.dim))


class GoalCard(ThingRow):
    """A goal: how far the running week is, and the weeks before it."""

    def __init__(self, window: Window, goal: GoalRow) -> None:
        super().__init__(window, goal.id, goal.title, is_bold=True)
        self._says = text_label(goal.says)
        self._says.setToolTip(plain_tip(goal.how))
        squares = WeekSquares(_("The last weeks of {goal}").format(goal=goal.title))
        squares.setAccessibleDescription(goal.how)
        squares.redraw(goal.weeks)
        squares.pointed.connect(self._show_week)
        self._week = text_label("", "dim")
        set_type(self._week, CAPTION)
        self._week.hide()
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(squares, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._says, 1)
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
