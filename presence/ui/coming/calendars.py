"""The calendars that are read: added, treated otherwise and removed, by mouse and keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from presence.texts import _
from presence.ui.coming.choosing.address_form import AddressForm
from presence.ui.coming.choosing.rows import ChosenLine, HeldLine
from presence.ui.coming.choosing.view import CalendarsView
from presence.ui.controls import dressed_icon_button, push_button, restyle, text_label
from presence.ui.look import CAPTION, HEADING, LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.page import PageWindow
from presence.ui.rows.card import RowsCard


class CalendarsWindow(PageWindow):
    """Holds no rule: what is asked is told, and ``redraw`` shows what came of it."""

    handling_chosen = Signal(str, object)  # id, Handling
    removed = Signal(str)
    held_wanted = Signal(str)
    file_wanted = Signal(str)  # a file or a folder
    address_entered = Signal(str, str, str)  # the address, the user's name, the password
    account_ticked = Signal(object)  # the ids of those that are to be added
    me_entered = Signal(str)
    help_heading = "agenda"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Calendars"), letters=68, margin=LARGE, spacing=MEDIUM)
        self._view: CalendarsView | None = None
        self._chosen, self._held = RowsCard(), RowsCard()
        self._form = AddressForm()
        self._form.entered.connect(self.address_entered)
        self._form.ticked.connect(self.account_ticked)
        self._file = push_button(_("A &file…"))
        self._file.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFile))
        self._folder = push_button(_("A f&older…"))
        self._folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        self._me = QLineEdit()
        self._me.setMaxLength(2000)
        self._me.setPlaceholderText("you@example.org, you@work.example")
        self._me.editingFinished.connect(self._tell_me)
        self._said = text_label("")
        self._below = QFrame()  # the page, wherever it is scrolled to: what was done is below it
        self._none = text_label(_("None yet. What is added here is read on this computer."), "dim")
        self._held_says = text_label("", "dim")
        self._lay_out()
        self._file.setFocus()  # not on what removes the first of them

    def _lay_out(self) -> None:
        column = self.column
        self._head(_("Calendars that are read"))
        column.addWidget(self._none)
        column.addWidget(self._chosen)
        self._head(_("From this desktop"))
        column.addWidget(self._held_says)
        column.addWidget(self._held)
        self._head(_("From a file or a folder (.ics)"))
        files = QHBoxLayout()
        files.setSpacing(SMALL)
        files.addWidget(self._file)
        files.addWidget(self._folder)
        files.addStretch(1)
        column.addLayout(files)
        self._head(_("From an address or an account"))
        column.addWidget(self._form)
        label = text_label(_("&Your addresses"), factor=HEADING, bold=True)
        label.setBuddy(self._me)
        self._me.setAccessibleName(_("Your addresses"))
        hint = text_label(
            _("By these it is known which of those invited you are; a comma between them."), "dim"
        )
        set_type(hint, CAPTION)
        column.addWidget(label)
        column.addWidget(self._me)
        column.addWidget(hint)
        column.addStretch(1)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        foot = QHBoxLayout()
        foot.addWidget(help_button)
        foot.addStretch(1)
        column.addLayout(foot)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        below.addWidget(self._said)
        whole = self.layout()
        assert whole is not None
        whole.addWidget(self._below)

    def _head(self, words: str) -> None:
        self.column.addWidget(text_label(words, factor=HEADING, bold=True))

    def redraw(self, view: CalendarsView) -> None:
        """Show these; somebody who types goes on typing."""
        before, self._view = self._view, view
        if view == before:
            return
        self._said.setText(view.said)
        self._below.setVisible(bool(view.said))
        restyle(self._said, "warn" if view.is_trouble else "")
        if before is None or view.chosen != before.chosen:
            self._redraw_chosen(view)
        if before is None or (view.held, view.held_says) != (before.held, before.held_says):
            self._redraw_held(view)
        for button in (self._file, self._folder):
            button.setEnabled(not view.is_busy)
        self._form.redraw(view.account, view.is_busy)
        if before is None or view.me != before.me:
            self._me.setText(view.me)
        self.page.order_tabs()
        self.grow()

    def took_address(self) -> None:
        """What was typed is a calendar now; its password is not kept here."""
        self._form.start_anew()

    def _redraw_chosen(self, view: CalendarsView) -> None:
        rows = [ChosenLine(self, each) for each in view.chosen]
        for row in rows:
            row.handling_chosen.connect(self.handling_chosen)
            row.removed.connect(self.removed)
        if self._chosen.redraw(self, rows) and not self._chosen.focus_again():
            self._file.setFocus()
        self._none.setVisible(not rows)

    def _redraw_held(self, view: CalendarsView) -> None:
        rows = [HeldLine(each) for each in view.held]
        for row in rows:
            row.added.connect(self.held_wanted)
        if self._held.redraw(self, rows) and not self._held.focus_again():
            self._file.setFocus()
        self._held_says.setText(view.held_says)
        self._held_says.setVisible(bool(view.held_says))

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, _("Add a calendar"))
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFile:
            dialog.setNameFilters([_("Calendars (*.ics)"), _("All files (*)")])
        dialog.fileSelected.connect(self.file_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_me(self) -> None:
        if self._view is not None and self._me.text() != self._view.me:
            self.me_entered.emit(self._me.text())
