"""Goals with this week and the weeks before it, and planned breaks: a line adds each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from presence.texts import _
from presence.ui.controls import card, dressed_icon_button, line, push_button, text_label
from presence.ui.goals.legend import Legend
from presence.ui.goals.line_form import LineForm
from presence.ui.goals.rows import BreakLine, GoalCard, ThingRow
from presence.ui.goals.view import GoalsView, Understood
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.words.goals.said import break_rule

Understand = Callable[[str], Understood]


class GoalsWindow(PageWindow):
    """What is entered is told with the id of what it changes, "" for a new one."""

    goal_entered = Signal(str, str)
    goal_removed = Signal(str)
    break_entered = Signal(str, str)
    break_removed = Signal(str)
    undo_requested = Signal()
    help_heading = "goals"
    keeps_its_size = True

    def __init__(self, look: Look, read_goal: Understand, read_break: Understand) -> None:
        super().__init__(look, _("Goals"), letters=64, margin=LARGE, spacing=MEDIUM)
        self._view: GoalsView | None = None
        self._lines: dict[str, str] = {}  # what was typed, by id
        self._goals = _Rows()
        self._breaks = _Rows()
        self._legend = Legend()
        self._none = text_label(
            _("A goal is for a week: hours, days or the share kept. There are no streaks."), "dim"
        )
        self._goal_form = LineForm(
            _("&New goal"),
            _("&Add"),
            _("3h a week with Ana"),
            _("Or: dinner with @Family on 5 days · at most 10h meeting · 90% kept"),
            read_goal,
        )
        self._break_form = LineForm(
            _("New &break"),
            _("A&dd"),
            _("20 dec - 3 jan Holiday"),
            break_rule(),
            read_break,
        )
        self._goal_form.entered.connect(self.goal_entered)
        self._break_form.entered.connect(self.break_entered)
        self._lay_out()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(text_label(_("Goals"), factor=HEADING, bold=True))
        column.addWidget(self._none)
        column.addWidget(self._goals)
        column.addWidget(self._legend)
        column.addWidget(self._goal_form)
        column.addWidget(text_label(_("Breaks"), factor=HEADING, bold=True))
        column.addWidget(self._breaks)
        column.addWidget(self._break_form)
        column.addStretch(1)
        self._undo_said = text_label("", "dim")
        set_type(self._undo_said, CAPTION)
        self._undo = push_button(_("&Undo"), "quiet")
        self._undo.clicked.connect(self.undo_requested)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL)
        foot.addWidget(help_button)
        foot.addWidget(self._undo_said, 1)
        foot.addWidget(self._undo)
        column.addLayout(foot)

    def redraw(self, view: GoalsView) -> None:
        """Show these; somebody who types goes on typing."""
        self._undo_said.setText(view.undo)
        self._undo.setVisible(bool(view.undo))
        if view == self._view:
            return
        self._view = view
        self._lines = {goal.id: goal.line for goal in view.goals}
        self._lines.update((pause.id, pause.line) for pause in view.breaks)
        goals: list[ThingRow] = [GoalCard(self, goal) for goal in view.goals]
        breaks: list[ThingRow] = [BreakLine(self, pause) for pause in view.breaks]
        for row in goals:
            row.changing.connect(self._change_goal)
            row.removed.connect(self.goal_removed)
        for row in breaks:
            row.changing.connect(self._change_break)
            row.removed.connect(self.break_removed)
        for rows, form, new in (
            (self._goals, self._goal_form, goals),
            (self._breaks, self._break_form, breaks),
        ):
            had_focus = rows.redraw(self, new)
            if had_focus and not rows.focus_again():
                form.take_keyboard()
        self._none.setVisible(not view.goals)
        self._legend.setVisible(bool(view.goals))
        self._legend.redraw(week.outcome for goal in view.goals for week in goal.weeks)
        self.page.order_tabs()
        self.grow()

    def took_goal(self) -> None:
        """What was typed is a goal now."""
        self._goal_form.start_anew()

    def took_break(self) -> None:
        """What was typed is a break now."""
        self._break_form.start_anew()

    def _change_goal(self, goal_id: str) -> None:
        self._goal_form.change(goal_id, self._lines.get(goal_id, ""))

    def _change_break(self, pause_id: str) -> None:
        self._break_form.change(pause_id, self._lines.get(pause_id, ""))


class _Rows(QFrame):
    """Rows on a card, made anew when they are other ones; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._card, self._column = card()
        whole.addWidget(self._card)
        self._rows: Sequence[ThingRow] = ()
        self._parts: list[QWidget] = []  # the rows and the lines between them
        self._focus = 0  # the place of the row whose button had the keyboard
        self._button = 0

    def redraw(self, window: PageWindow, rows: Sequence[ThingRow]) -> bool:
        """Show these; whether one of the former ones had the keyboard."""
        had_focus = self._note_focus()
        for old in self._rows:
            window.undress(old.set_look)
        self._clear()
        self._rows = rows
        for row in rows:
            self._parts += [line(), row] if self._parts else [row]
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(rows))
        return had_focus

    def focus_again(self) -> bool:
        """Give the keyboard to the row that is where the former one was."""
        if not self._rows:
            return False
        self._rows[min(self._focus, len(self._rows) - 1)].buttons[self._button].setFocus()
        return True

    def _note_focus(self) -> bool:
        for place, row in enumerate(self._rows):
            for number, button in enumerate(row.buttons):
                if button.hasFocus():
                    self._focus, self._button = place, number
                    return True
        return False

    def _clear(self) -> None:
        for part in self._parts:
            part.hide()
            self._column.removeWidget(part)
            part.deleteLater()
        self._parts = []
