"""The page of a person: what is known, hours by month, the last sessions, what is to follow."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout

from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _
from presence.ui.controls import card, push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import CAPTION, HAIR, HEADING, LARGE, MEDIUM, TITLE, Look, set_type
from presence.ui.mnemonics import letters_of, with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.people.foot import Foot
from presence.ui.people.form import DetailsForm, Values
from presence.ui.people.rows import PersonLine
from presence.ui.people.view import MonthBar, PersonView
from presence.ui.review.chart_part import ChartPart
from presence.ui.rows.card import RowsCard
from presence.ui.rows.line_form import LineForm, Understand


class PersonWindow(PageWindow):
    """What is pressed is told by its key and the id of its row, "" for the person."""

    done = Signal(str, str)
    saved = Signal(object)  # the fields of the form
    editing = Signal()
    sessions_requested = Signal()
    follow_up_entered = Signal(str, str)
    undo_requested = Signal()
    help_heading = "people"
    keeps_its_size = True

    def __init__(
        self, look: Look, relations: list[tuple[str, str]], understand: Understand
    ) -> None:
        super().__init__(look, _("Person"), letters=60, margin=LARGE, spacing=MEDIUM)
        self._view: PersonView | None = None
        self._name = text_label("", factor=TITLE, bold=True)
        self._lines = text_label("", "dim")
        self._months_frame, months = card()
        self._chart = ChartPart(_("Hours by month"), look)
        months.addWidget(self._chart)
        self.dress(self._chart.set_look)
        self._sessions_frame, self._sessions = card()
        self._shown_sessions: list[QLabel] = []
        self._to_do = RowsCard()
        self._deeds = Flow(HAIR)
        self.form = DetailsForm(look, relations, _taken())
        self.form.hide()
        self.form.saved.connect(self.saved)
        self.form.left.connect(self.leave_form)
        self._new = LineForm(
            _("&What is to follow"),
            _("&Add"),
            _("write in 3d the map of the Alps"),
            _("write, book or connect, and by when"),
            understand,
        )
        self._new.entered.connect(self.follow_up_entered)
        self._foot = Foot(self)
        self._foot.undo_requested.connect(self.undo_requested)
        self._lay_out()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _lay_out(self) -> None:
        taken = _taken()
        self._edit = push_button(with_mnemonic(_("Edit…"), taken))
        self._edit.clicked.connect(self.editing)
        self._deeds.add(self._edit)
        for key, word in (
            ("book", _("Book a coffee…")),
            ("wrote", _("Wrote a line")),
            ("not_now", _("Not now")),
        ):
            button = push_button(with_mnemonic(word, taken), "quiet")
            button.clicked.connect(lambda _checked, key=key: self.done.emit(key, ""))
            self._deeds.add(button)
        self._months_head = text_label(_("Hours by month"), factor=HEADING, bold=True)
        self._sessions_head = text_label(_("Last sessions"), factor=HEADING, bold=True)
        self._sessions_more = push_button("", "link")
        self._sessions_more.clicked.connect(self.sessions_requested)
        self.column.addWidget(self._name)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._deeds)
        for part in (
            self.form,
            self._sessions_head,
            self._sessions_frame,
            text_label(_("To follow"), factor=HEADING, bold=True),
            self._to_do,
            self._new,
            self._months_head,
            self._months_frame,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addWidget(self._foot)

    def say(self, line: str) -> None:
        """One line of what is wrong."""
        self._foot.say(line)

    def edit(self, values: Values) -> None:
        """Show the form, with what is known."""
        self.form.fill(values)
        self._deeds.hide()
        self.form.show()
        self.form.take_keyboard()
        self.page.order_tabs()
        self.grow()

    def leave_form(self) -> None:
        """The form is put away."""
        self.form.hide()
        self._deeds.show()
        self._edit.setFocus()

    def took_follow_up(self) -> None:
        """What was typed is noted."""
        self._new.start_anew()

    def redraw(self, view: PersonView) -> None:
        """Show this; who types goes on typing."""
        self._foot.redraw(view.undo)
        if view == self._view:
            return
        self._view = view
        self.setWindowTitle(view.who.name)
        self._name.setText(view.who.name)
        self._lines.setText("\n".join(view.lines))
        self._show_months(view.months)
        self._show_sessions(view.sessions, view.sessions_more)
        lines = [PersonLine(row) for row in view.to_do]
        for each in lines:
            each.done.connect(self.done)
        if self._to_do.redraw(self, lines) and not self._to_do.focus_again():
            self._new.take_keyboard()
        self.page.order_tabs()
        self.grow()

    def _show_months(self, months: Sequence[MonthBar]) -> None:
        has_any = any(month.total for month in months)
        self._months_head.setVisible(has_any)
        self._months_frame.setVisible(has_any)
        if not has_any:
            return
        rows = [
            Row(month.name, month.total.total_seconds(), month.says, f"{month.name}: {month.says}")
            for month in months
        ]
        said = "; ".join(row.says for row in rows if row.amount)
        self._chart.say(RowBars(rows), said, lambda: _table(months))

    def _show_sessions(self, sessions: Sequence[str], more: str) -> None:
        layout: QVBoxLayout = self._sessions
        for old in self._shown_sessions:
            old.hide()
            layout.removeWidget(old)
            old.deleteLater()
        layout.removeWidget(self._sessions_more)
        self._shown_sessions = [text_label(session) for session in sessions]
        for label in self._shown_sessions:
            set_type(label, CAPTION)
            layout.addWidget(label)
        layout.addWidget(self._sessions_more)
        self._sessions_more.setText(more)
        self._sessions_head.setVisible(bool(sessions))
        self._sessions_frame.setVisible(bool(sessions))


def _taken() -> set[str]:
    """The letters of what is there at all times."""
    return letters_of(_("&What is to follow"), _("&Add"), _("&Change"), _("&Leave it"), _("&Undo"))


def _table(months: Sequence[MonthBar]) -> PlainTable:
    return PlainTable(
        _("Hours by month"),
        (_("Month"), _("Hours")),
        [(each.name, each.says) for each in months],
    )
