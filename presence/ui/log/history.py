"""What became of one session: each step, what it changed, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from presence.texts import _
from presence.ui.controls import ElidedLabel, plain_tip, push_button
from presence.ui.look import LARGE, MEDIUM, SMALL
from presence.ui.mnemonics import with_mnemonic

ROWS_SEEN = 5


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The session in a few words, and its steps, the latest first."""

    title: str
    steps: Sequence[str]


class HistoryPanel(QFrame):
    """A list to read; Esc closes it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._title = ElidedLabel()
        self._title.setProperty("part", "dim")
        self._steps = QListWidget()
        self._steps.setAccessibleName(_("What became of it"))
        self._steps.setWordWrap(True)
        close = push_button(with_mnemonic(_("Close"), set(taken)), "quiet")
        close.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, SMALL, MEDIUM, MEDIUM)
        column.setSpacing(SMALL)
        column.addLayout(top)
        column.addWidget(self._steps)
        self.hide()

    def show_steps(self, view: HistoryView) -> None:
        """Show these, with the keyboard in them."""
        self._title.set_whole(view.title)
        self._steps.clear()
        for step in view.steps:
            item = QListWidgetItem(step)
            item.setToolTip(plain_tip(step))
            self._steps.addItem(item)
        rows = min(max(2, len(view.steps)), ROWS_SEEN)
        self._steps.setFixedHeight(rows * (self.fontMetrics().height() + 2 * SMALL) + MEDIUM)
        self._steps.setCurrentRow(0)
        self.show()
        self.opened.emit()
        self._steps.setFocus()

    def leave(self) -> None:
        """Show it no more."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
