"""Phones at the table: the code for everybody, who is there, and what is kept of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from presence.core.table.view import TableView
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import CAPTION, HAIR, HEADING, LARGE, MEDIUM, SMALL, TITLE, Look, set_type
from presence.ui.mnemonics import letters_of, with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.people.foot import Foot
from presence.ui.phone.reach import ReachPart
from presence.ui.phone.rows import GuestLine
from presence.ui.phone.table import TablePart
from presence.ui.phone.view import Guest, GuestsView
from presence.ui.rows.card import RowsCard
from presence.ui.segments import Segments


class GuestsWindow(PageWindow):
    """While a session runs it shows the code and the table; afterwards, who was there."""

    network_chosen = Signal(str)  # the id of one of several
    shows_looks_changed = Signal(bool)  # on every phone, or on none
    keeps_counts_changed = Signal(bool)
    kept = Signal(str)  # the id of a guest who is to be a person
    own_requested = Signal()  # the window of one's own phone
    undo_requested = Signal()
    redraw_wanted = Signal()
    closed = Signal()
    help_heading = "phone"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Phones at the table"), letters=58, margin=LARGE, spacing=MEDIUM)
        self._view: GuestsView | None = None
        taken = letters_of(_("&Undo"))
        self._invitation = text_label(
            _(
                "Whoever points a phone's camera at this code is at the table: no app, no account, "
                "no warning, and nothing is kept but what is chosen below."
            )
        )
        self.reach = ReachPart(self, taken)
        self.reach.network_chosen.connect(self.network_chosen)
        self._nobody = text_label(_("Nobody's phone is here yet."), "dim")
        self._table = TablePart(self, with_more=False)
        self._who = text_label(_("Who is there"), factor=HEADING, bold=True)
        self._looks = Segments(
            _("A look shows gently"), [(False, _("on no phone")), (True, _("on every phone"))]
        )
        self._looks.signals.chosen.connect(self._on_looks)
        self._counts = QCheckBox(with_mnemonic(_("Keep the guests' counts"), taken))
        self._counts.clicked.connect(self.keeps_counts_changed)
        self._choices = self._make_choices()
        self._own = push_button(with_mnemonic(_("Your own phone…"), taken), "link")
        self._own.clicked.connect(self.own_requested)
        self._over = text_label("")
        self._guests = RowsCard()
        self._foot = Foot(self)
        self._foot.undo_requested.connect(self.undo_requested)
        self._lay_out()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _make_choices(self) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        self._looks_says = text_label(_("When somebody picks a phone up, that shows gently"))
        column.addWidget(self._looks_says)
        column.addWidget(self._looks)
        column.addSpacing(SMALL)
        column.addWidget(self._counts)
        hint = text_label(
            _(
                "The log then has how long each guest's phone lay and how often it was picked up, "
                "by first name. Otherwise it has only your own."
            ),
            "dim",
        )
        set_type(hint, CAPTION)
        self._counts.setAccessibleDescription(hint.text())
        column.addWidget(hint)
        return frame

    def _lay_out(self) -> None:
        for part in (
            text_label(_("Phones at the table"), factor=TITLE, bold=True),
            self._invitation,
            self.reach,
            self._who,
            self._nobody,
            self._table,
            self._over,
            self._guests,
            self._choices,
            self._own,
        ):
            self.column.addWidget(part)
        self.column.setAlignment(self._own, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.column.addWidget(self._foot)

    def redraw(self, view: GuestsView, table: TableView | None) -> None:
        """Show this."""
        self._foot.say(view.trouble)
        self._foot.redraw(view.undo)
        before, self._view = self._view, view
        self.redraw_table(table)
        if view == before:
            return
        for part in (self.reach, self._looks_says, self._looks):
            part.setVisible(view.is_running)
        self._invitation.setVisible(view.is_running and not view.reach.is_barred)
        self._who.setText(_("Who is there") if view.is_running else _("Who was there"))
        self.reach.redraw(view.reach)
        self._looks.show_value(view.shows_looks, "")
        self._counts.setChecked(view.keeps_counts)
        if before is None or view.guests != before.guests:
            self._redraw_guests(view.guests)
        self._over.setText(_over_line(view))
        self._over.setVisible(not view.is_running)
        self.page.order_tabs()
        self.grow()

    def redraw_table(self, table: TableView | None) -> None:
        """Show who is there, at once: the rest has not changed."""
        is_over = self._view is not None and not self._view.is_running
        self._nobody.setVisible(not is_over and (table is None or not table.seats))
        if self._table.redraw(table):
            self.grow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # minimised, it is still in use
            self.closed.emit()

    def _redraw_guests(self, guests: Sequence[Guest]) -> None:
        lines = [GuestLine(guest) for guest in guests]
        for line in lines:
            line.kept.connect(self.kept)
        if self._guests.redraw(self, lines) and not self._guests.focus_again():
            left = [button for line in lines for button in line.buttons]
            (left or [self._counts])[0].setFocus()

    def _on_looks(self) -> None:
        self.shows_looks_changed.emit(bool(self._looks.value))


def _over_line(view: GuestsView) -> str:
    if view.guests:
        return _("These first names are forgotten, but for those that you keep as people:")
    return _("No session is running. Its phones come here while one is.")
