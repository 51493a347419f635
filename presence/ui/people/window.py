"""People: somebody found by a few letters, whom one has not seen for a while, what is to follow."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.line_edit import LineEdit
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.people.foot import Foot
from presence.ui.people.rows import PersonLine
from presence.ui.people.view import PeopleView, PersonRow
from presence.ui.rows.card import RowsCard
from presence.ui.rows.line_form import LineForm, Understand


class PeopleWindow(PageWindow):
    """What is pressed is told by its key and the id of its row."""

    typed = Signal(str)
    new_requested = Signal(str)  # the name typed
    page_requested = Signal(str)  # of the person of that name
    done = Signal(str, str)
    met_entered = Signal(str)
    undo_requested = Signal()
    help_heading = "people"
    keeps_its_size = True

    def __init__(self, look: Look, understand: Understand) -> None:
        super().__init__(look, _("People"), letters=64, margin=LARGE, spacing=MEDIUM)
        self._view: PeopleView | None = None
        self._search = LineEdit()
        self._search.setAccessibleName(_("Find somebody"))
        self._search.setPlaceholderText(_("a few letters of a name or nick"))
        self._search.setMaxLength(200)
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.typed)
        self._search.returnPressed.connect(self._open_first)
        self._found, self._due, self._to_do, self._ideas = (RowsCard() for _card in range(4))
        self._events, self._events_head = RowsCard(), _heading(_("Events"))
        self._found_more, self._due_more = _caption(), _caption()
        self._due_head = _heading(_("Not seen for a while"))
        self._nobody_due = text_label("", "dim")
        self._nothing_to_do = text_label(_("Nothing is to follow."), "dim")
        self._ideas_head = _heading(_("What might follow"))
        self._met = LineForm(
            _("&Whom did you meet"),
            _("&Note"),
            _("Zoe, Liu: the map of the Alps"),
            _("Names with commas between, and after a colon what you talked about"),
            understand,
        )
        self._met.entered.connect(lambda _id, text: self.met_entered.emit(text))
        self._foot = Foot(self)
        self._foot.undo_requested.connect(self.undo_requested)
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.take_keyboard)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_requested)

    def _lay_out(self) -> None:
        label = text_label(_("&Find somebody"), "dim", wraps=False)
        label.setBuddy(self._search)
        for part in (
            label,
            self._search,
            self._found,
            self._found_more,
            self._met,
            self._due_head,
            self._nobody_due,
            self._due,
            self._due_more,
            _heading(_("To follow")),
            self._nothing_to_do,
            self._to_do,
            self._ideas_head,
            self._ideas,
            self._events_head,
            self._events,
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addWidget(self._foot)

    def take_keyboard(self) -> None:
        """Have the next letters find somebody."""
        self._search.setFocus()
        self._search.selectAll()

    def note_met(self) -> None:
        """Have the next letters say whom one met."""
        self._met.take_keyboard()

    def show_due(self) -> None:
        """Bring those not seen for a while into view; the keyboard goes to the first of them."""
        if not self._due.focus_first():
            self.take_keyboard()
        QTimer.singleShot(0, self._scroll_to_due)  # once everything has its place

    def _scroll_to_due(self) -> None:
        self.page.verticalScrollBar().setValue(self._due_head.y())

    @property
    def text(self) -> str:
        """The letters typed."""
        return self._search.text()

    def took_met(self) -> None:
        """What was typed is noted."""
        self._met.start_anew()

    def say(self, line: str) -> None:
        """One line of what was done, or what is wrong."""
        self._foot.say(line)

    def redraw(self, view: PeopleView) -> None:
        """Show these; who types goes on typing."""
        self._foot.redraw(view.undo)
        if view == self._view:
            return
        self._view = view
        for card, rows in (
            (self._found, view.found),
            (self._due, view.due),
            (self._to_do, view.to_do),
            (self._ideas, view.ideas),
            (self._events, view.events),
        ):
            had_focus = card.redraw(self, self._lines(rows))
            if had_focus and not card.focus_again():
                self._search.setFocus()
        _say(self._found_more, view.found_more)
        _say(self._due_more, view.due_more)
        self._nobody_due.setText(
            _("You have seen everybody lately whom you want to see.")
            if view.has_wishes
            else _("On the page of somebody you can say how often you want to see them.")
        )
        self._nobody_due.setVisible(not view.due)
        self._nothing_to_do.setVisible(not view.to_do)
        self._ideas_head.setVisible(bool(view.ideas))
        self._events_head.setVisible(bool(view.events))
        self.page.order_tabs()
        self.grow()

    def _lines(self, rows: Sequence[PersonRow]) -> Sequence[PersonLine]:
        lines = [PersonLine(row) for row in rows]
        for line in lines:
            line.opened.connect(self.page_requested)
            line.done.connect(self.done)
        return lines

    def _open_first(self) -> None:
        """Enter opens who was found first; where nobody was, somebody new is made."""
        found = self._view.found if self._view is not None else ()
        if found:
            self.page_requested.emit(found[0].opens)
        elif name := self._search.text().strip():
            self.new_requested.emit(name)


def _heading(text: str) -> QLabel:
    return text_label(text, factor=HEADING, bold=True)


def _caption() -> QLabel:
    label = text_label("", "dim")
    set_type(label, CAPTION)
    label.hide()
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
