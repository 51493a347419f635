"""Rows on a card, made anew when they are other ones."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from presence.ui.controls import card, line
from presence.ui.look import Look
from presence.ui.page import PageWindow


class Row(QFrame):
    """What is on the card: it has buttons, and is dressed by the window."""

    buttons: Sequence[QAbstractButton] = ()

    def set_look(self, look: Look) -> None:
        """Dress the buttons anew."""


class RowsCard(QFrame):
    """Rows on a card, made anew when they are other ones; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._card, self._column = card()
        whole.addWidget(self._card)
        self._rows: Sequence[Row] = ()
        self._parts: list[QWidget] = []  # the rows and the lines between them
        self._focus = 0  # the place of the row whose button had the keyboard
        self._button = 0

    def redraw(self, window: PageWindow, rows: Sequence[Row]) -> bool:
        """Show these; whether one of the former ones had the keyboard."""
        had_focus = self._note_focus()
        for old in self._rows:
            window.undress(old.set_look)
        self._clear()
        self._rows = rows
        for row in rows:
            self._parts += [line(), row] if self._parts else [row]
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(rows))
        return had_focus

    def focus_again(self) -> bool:
        """Give the keyboard to the row that is where the former one was."""
        if not self._rows:
            return False
        buttons = self._rows[min(self._focus, len(self._rows) - 1)].buttons
        if not buttons:
            return False
        buttons[min(self._button, len(buttons) - 1)].setFocus()
        return True

    def focus_first(self) -> bool:
        """Give the keyboard to the first row."""
        self._focus = self._button = 0
        return self.focus_again()

    def _note_focus(self) -> bool:
        for place, row in enumerate(self._rows):
            for number, button in enumerate(row.buttons):
                if button.hasFocus():
                    self._focus, self._button = place, number
                    return True
        return False

    def _clear(self) -> None:
        for part in self._parts:
            part.hide()
            self._column.removeWidget(part)
            part.deleteLater()
        self._parts = []
