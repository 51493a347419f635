"""Who was invited, or had a phone at the table, and is not named yet: a button adds each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from presence.core.person import folded
from presence.texts import _
from presence.ui.controls import ElidedButton, text_label
from presence.ui.look import HAIR


class Invited(QFrame):
    """Shows nothing where nobody is left; ``added`` tells of the one whose button was pressed."""

    added = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(HAIR)
        self._column.addWidget(text_label(title, "dim"))

    def offer(self, invited: Sequence[str], there: Sequence[str]) -> None:
        """A button for each of these who is not there yet."""
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {name: self._button(name) for name in invited}
        self.look_at(there)

    def look_at(self, there: Sequence[str]) -> None:
        """These are there now."""
        named = {folded(name) for name in there}
        for name, button in self._buttons.items():
            button.setVisible(folded(name) not in named)
        self.setVisible(any(folded(name) not in named for name in self._buttons))

    def _button(self, name: str) -> QPushButton:
        button = ElidedButton()
        button.set_whole(_("Add {name}").format(name=name))
        button.clicked.connect(lambda: self.added.emit(name))
        self._column.addWidget(button)
        return button
