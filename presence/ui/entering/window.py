"""The window to enter what is over: a line, what was understood of it, and Undo."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from presence.core.entry import EntryContext
from presence.texts import _
from presence.ui.controls import ElidedLabel, dressed_icon_button, line, push_button, text_label
from presence.ui.entering.line import EntryLine
from presence.ui.look import MEDIUM, SMALL, Look
from presence.ui.page import PageWindow


class AddWindow(PageWindow):
    """Enter adds what the line says, and the next one can be typed at once."""

    added = Signal(object)  # core.entry.Entry
    undo_requested = Signal()
    help_heading = "adding"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Add to the log"), letters=84, spacing=MEDIUM)
        self.line = EntryLine(_("What was it, when, and with whom? Enter adds it."))
        self._entered_text = ""
        self._problem = text_label(part="warn")
        self._problem.hide()
        self.column.addWidget(self.line)
        self.column.addWidget(self._problem)
        self.column.addStretch(1)
        self.column.addWidget(line())
        self.column.addLayout(self._make_foot())
        self.line.changed.connect(self._on_changed)
        self.line.entered.connect(self._on_entered)

    def redraw(self, context: EntryContext) -> None:
        """Read what is typed against this; what is typed stays."""
        self.line.set_context(context)

    def type_line(self, text: str) -> None:
        """Put words into the line, as if they had been typed."""
        self.line.set_text(text)
        self.line.setFocus()

    def show_added(self, words: str) -> None:
        """Say what was added, with Undo beside it, and take the next line."""
        self._said.set_whole(words)
        self._undo.show()
        self.line.set_text("")
        self.line.setFocus()

    def show_taken_back(self) -> None:
        """Say that it was taken back; its words are there again, to be written anew."""
        self._said.set_whole(_("Taken back."))
        self.line.setFocus()  # before the button goes that has the keyboard
        self._undo.hide()
        if not self.line.text:
            self.line.set_text(self._entered_text)

    def show_problem(self, text: str) -> None:
        """Say why it could not be added; the next change takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.grow()

    def forget(self) -> None:
        """Begin anew: what was said of an earlier one is gone."""
        self._said.set_whole("")
        self._undo.hide()
        self.show_problem("")

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        help_button = dressed_icon_button(self, "help", _("How to write it (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        self._said = ElidedLabel()
        self._undo = push_button(_("&Undo"), "link")
        self._undo.clicked.connect(self.undo_requested)
        self._undo.hide()
        self._add = push_button(_("&Add"), "primary")
        self._add.clicked.connect(self.line.enter)
        row.addWidget(help_button)
        row.addWidget(self._said, 1)
        row.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._add)
        return row

    def _on_changed(self) -> None:
        self.show_problem("")
        understood = self.line.understood
        self._add.setEnabled(understood is not None and understood.entry is not None)
        self.grow()

    def _on_entered(self, entry: object) -> None:
        self._entered_text = self.line.text
        self.added.emit(entry)
