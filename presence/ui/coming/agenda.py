"""The agenda: today and the week with what is proposed, planned, kept and missed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from presence.texts import _, ngettext
from presence.ui.coming.rows import CalendarLine, EventRow, PlanLine
from presence.ui.coming.view import AgendaDay, AgendaView
from presence.ui.controls import dressed_icon_button, push_button, text_label
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.rows.card import RowsCard
from presence.ui.rows.line_form import LineForm, Understand


class AgendaWindow(PageWindow):
    """What is asked is told with the key of the row; a plan with the id of what it changes."""

    asked = Signal(object, str)  # Ask, key
    all_wanted = Signal(bool)  # also what is not proposed
    plan_entered = Signal(str, str)
    plan_removed = Signal(str)
    refresh_requested = Signal()
    calendars_requested = Signal()
    undo_requested = Signal()
    help_heading = "agenda"
    keeps_its_size = True

    def __init__(self, look: Look, read_plan: Understand) -> None:
        super().__init__(look, _("Agenda"), letters=68, margin=LARGE, spacing=MEDIUM)
        self._view: AgendaView | None = None
        self._days: list[_Day] = []
        self._plans, self._calendars = RowsCard(), RowsCard()
        self._plan_form = LineForm(
            _("&New plan"),
            _("&Add"),
            _("weekdays 19:00 dinner 90 min @Ana"),
            _("Or: every second tuesday 12:30 lunch 1h @Tom · not in august"),
            read_plan,
        )
        self._plan_form.entered.connect(self.plan_entered)
        self._lay_out()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _lay_out(self) -> None:
        column = self.column
        self._none = text_label(_("Nothing is coming this week."), "dim")
        column.addWidget(self._none)
        self._room = QVBoxLayout()
        self._room.setSpacing(MEDIUM)
        column.addLayout(self._room)
        self._all = push_button("", "quiet")
        self._all.clicked.connect(self._want_all)
        column.addWidget(self._all)
        column.addWidget(text_label(_("Plans"), factor=HEADING, bold=True))
        column.addWidget(self._plans)
        column.addWidget(self._plan_form)
        column.addWidget(text_label(_("Calendars"), factor=HEADING, bold=True))
        self._no_calendar = text_label(
            _("No calendar yet. With one, meetings in person are proposed before they begin."),
            "dim",
        )
        column.addWidget(self._no_calendar)
        column.addWidget(self._calendars)
        self._choose = push_button(_("Add and change &calendars…"))
        self._choose.clicked.connect(self.calendars_requested)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        column.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        self._undo_said = text_label("", "dim")
        set_type(self._undo_said, CAPTION)
        self._undo = push_button(_("&Undo"), "quiet")
        self._undo.clicked.connect(self.undo_requested)
        self._refresh = push_button(_("&Read the calendars again"), "quiet")
        self._refresh.clicked.connect(self.refresh_requested)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL)
        foot.addWidget(help_button)
        foot.addWidget(self._undo_said, 1)
        foot.addWidget(self._undo)
        foot.addWidget(self._refresh)
        return foot

    def redraw(self, view: AgendaView) -> None:
        """Show these; somebody who types goes on typing."""
        if view == self._view:
            return
        self._view = view
        self._undo_said.setText(view.undo)
        self._undo.setVisible(bool(view.undo))
        self._none.setVisible(not view.days)
        self._redraw_days(view.days)
        self._all.setVisible(bool(view.hidden) or view.shows_all)
        self._all.setText(_all_words(view))
        plans = [PlanLine(self, plan) for plan in view.plans]
        lines = {plan.id: plan.line for plan in view.plans}
        for row in plans:
            row.changing.connect(lambda plan_id: self._plan_form.change(plan_id, lines[plan_id]))
            row.removed.connect(self.plan_removed)
        if self._plans.redraw(self, plans) and not self._plans.focus_again():
            self._plan_form.take_keyboard()
        self._calendars.redraw(self, [CalendarLine(each) for each in view.calendars])
        self._no_calendar.setVisible(not view.calendars)
        self._refresh.setVisible(bool(view.calendars))
        self.page.order_tabs()
        self.grow()

    def took_plan(self) -> None:
        """What was typed is a plan now."""
        self._plan_form.start_anew()

    def _redraw_days(self, days: Sequence[AgendaDay]) -> None:
        while len(self._days) < len(days):
            day = _Day()
            self._days.append(day)
            self._room.addWidget(day)
        for place, widget in enumerate(self._days):
            if place < len(days):
                widget.redraw(self, days[place])
            widget.setVisible(place < len(days))

    def _want_all(self) -> None:
        self.all_wanted.emit(self._view is not None and not self._view.shows_all)


class _Day(QFrame):
    """A day's title and its rows."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        self._title = text_label("", factor=HEADING, bold=True)
        self._rows = RowsCard()
        column.addWidget(self._title)
        column.addWidget(self._rows)

    def redraw(self, window: AgendaWindow, day: AgendaDay) -> None:
        self._title.setText(day.title)
        rows = [EventRow(row) for row in day.rows]
        for row in rows:
            row.asked.connect(window.asked)
        if self._rows.redraw(window, rows):
            self._rows.focus_again()


def _all_words(view: AgendaView) -> str:
    if view.shows_all:
        return _("&Show only what is proposed")
    return ngettext(
        "&Show {count} event that is not proposed, and why",
        "&Show {count} events that are not proposed, and why",
        view.hidden,
    ).format(count=view.hidden)
