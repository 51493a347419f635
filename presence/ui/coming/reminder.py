"""A reminder of our own, which no mute holds back, with buttons and without the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from presence.core.ports import NoticeAction
from presence.ui.controls import push_button, text_label
from presence.ui.look import HEADING, LARGE, MEDIUM, SMALL, set_type
from presence.ui.quiet_panel import QuietPanel

LETTERS_WIDE = 40


class Reminder(QuietPanel):
    """A panel in the upper corner that stays until it is answered or no longer true.

    What its buttons do is also in the tray's menu and in the agenda, for those who use the
    keyboard alone.
    """

    chosen = Signal(str)  # the key of the button

    def __init__(self) -> None:
        super().__init__()
        self._line = text_label(bold=True)
        set_type(self._line, HEADING)
        self._hint = text_label(part="dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(MEDIUM)
        column.addWidget(self._line)
        column.addWidget(self._hint)
        self._row = QHBoxLayout()
        self._row.setSpacing(SMALL)
        column.addLayout(self._row)
        self._buttons: list[QPushButton] = []

    def show_for(self, line: str, hint: str, actions: Sequence[NoticeAction]) -> None:
        """Say it, with a button for each action; the first one is what most people want."""
        self._line.setText(line)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._put_buttons(actions)
        width = LETTERS_WIDE * self._line.fontMetrics().averageCharWidth()
        for label in (self._line, self._hint):
            label.setFixedWidth(width)
        self.setAccessibleName(line)
        self.adjustSize()
        self.move(self.corner(is_upper=True))  # where desktops show their notices
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _put_buttons(self, actions: Sequence[NoticeAction]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        while self._row.count():
            self._row.takeAt(0)
        for position, action in enumerate(actions):
            button = push_button(action.label, "quiet" if position else "primary")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._choosing(action.key))
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch(1)

    def _choosing(self, key: str) -> Callable[[], None]:
        def choose() -> None:
            self.close()
            self.chosen.emit(key)

        return choose
