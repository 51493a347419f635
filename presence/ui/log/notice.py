"""A line of what was just done, with a way back; it stays until the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HAIR, SMALL, Look
from presence.ui.mnemonics import with_mnemonic
from presence.ui.review.cards import Cards


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    undo_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self._words = text_label(wraps=True)
        self._undo = push_button(with_mnemonic(_("Undo it"), set(taken)), "link")
        self._undo.clicked.connect(self.undo_wanted.emit)
        self._stop = push_button(with_mnemonic(_("Stop"), set(taken)), "link")
        self._stop.clicked.connect(self.stop_wanted.emit)
        row = Cards()
        self.setLayout(row)
        row.setContentsMargins(SMALL, HAIR, SMALL, HAIR)
        row.setSpacing(SMALL)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._stop)
        self.hide()

    def say(self, line: str, with_undo: bool = False, with_stop: bool = False) -> None:
        """Say this; "" takes the line away. ``with_stop`` is for what goes on meanwhile."""
        self._words.setText(line)
        self._words.setAccessibleName(line)
        self._undo.setVisible(with_undo)
        self._undo.setAccessibleDescription(line)
        self._stop.setVisible(with_stop)
        self._stop.setAccessibleDescription(line)
        self.setVisible(bool(line))

    def set_look(self, look: Look) -> None:
        """Stand out a little from the ground."""
        self.setProperty("part", "card")
