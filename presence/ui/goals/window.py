"""Goals with this week and the weeks before it, and planned breaks: a line adds each."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from presence.texts import _
from presence.ui.controls import dressed_icon_button, push_button, text_label
from presence.ui.goals.legend import Legend
from presence.ui.goals.rows import BreakLine, GoalCard
from presence.ui.goals.view import GoalsView
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.rows.card import RowsCard
from presence.ui.rows.line_form import LineForm, Understand
from presence.words.goals.said import break_rule


class GoalsWindow(PageWindow):
    """What is entered is told with the id of what it changes, "" for a new one."""

    goal_entered = Signal(str, str)
    goal_removed = Signal(str)
    break_entered = Signal(str, str)
    break_removed = Signal(str)
    undo_requested = Signal()
    sessions_requested = Signal(object)  # LogFilter: of a week of a goal
    help_heading = "goals"
    keeps_its_size = True

    def __init__(self, look: Look, read_goal: Understand, read_break: Understand) -> None:
        super().__init__(look, _("Goals"), letters=64, margin=LARGE, spacing=MEDIUM)
        self._view: GoalsView | None = None
        self._lines: dict[str, str] = {}  # what was typed, by id
        self._goals = RowsCard()
        self._breaks = RowsCard()
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
        goals = [GoalCard(self, goal) for goal in view.goals]
        breaks = [BreakLine(self, pause) for pause in view.breaks]
        for card in goals:
            card.changing.connect(self._change_goal)
            card.removed.connect(self.goal_removed)
            card.opened.connect(self.sessions_requested)
        for each in breaks:
            each.changing.connect(self._change_break)
            each.removed.connect(self.break_removed)
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
