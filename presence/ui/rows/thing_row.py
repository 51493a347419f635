"""A thing in a row: its title, and buttons to change it and to remove it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import icon_button, text_label
from presence.ui.look import HAIR, Look, icon
from presence.ui.rows.card import Row
from presence.ui.window import Window


class ThingRow(Row):
    """A title with two buttons: change it, remove it."""

    changing = Signal(str)
    removed = Signal(str)

    def __init__(self, window: Window, thing_id: str, title: str, is_bold: bool) -> None:
        super().__init__()
        self.thing_id = thing_id
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(HAIR)
        self._title = text_label(title, bold=is_bold)
        change = icon_button("edit", _("Change: {what}").format(what=title))
        remove = icon_button("delete", _("Remove: {what}").format(what=title))
        change.clicked.connect(lambda: self.changing.emit(self.thing_id))
        remove.clicked.connect(lambda: self.removed.emit(self.thing_id))
        self.buttons = (change, remove)
        self.words = QVBoxLayout()  # beside the buttons
        self.words.setSpacing(HAIR)
        self.words.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(HAIR)
        row.addLayout(self.words, 1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        window.dress(self.set_look)

    def set_look(self, look: Look) -> None:
        """Dress the buttons anew."""
        for button in self.buttons:
            side = round(button.fontMetrics().height() * 1.2)
            button.setIconSize(QSize(side, side))
            button.setIcon(icon(button.objectName(), look.dim))
