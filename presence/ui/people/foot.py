"""The foot of a window of people: help, what was done, and Undo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from presence.texts import _
from presence.ui.controls import dressed_icon_button, push_button, text_label
from presence.ui.look import CAPTION, SMALL, set_type
from presence.ui.window import Window


class Foot(QFrame):
    """``say`` has a line stand there until the next change."""

    undo_requested = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._said = text_label("", "dim")
        set_type(self._said, CAPTION)
        self._undo = push_button(_("&Undo"), "quiet")
        self._undo.clicked.connect(self.undo_requested)
        help_button = dressed_icon_button(window, "help", _("Help (F1)"))
        help_button.clicked.connect(window.ask_for_help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(help_button)
        row.addWidget(self._said, 1)
        row.addWidget(self._undo)
        self._problem = ""

    def say(self, line: str) -> None:
        """One line of what is wrong; "" takes it away."""
        self._problem = line
        if line:
            self._said.setText(line)

    def redraw(self, undo: str) -> None:
        """What Undo takes back, "" where that is nothing of people."""
        self._undo.setVisible(bool(undo))
        if not self._problem:
            self._said.setText(undo)
