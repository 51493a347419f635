"""The rows of the window of calendars: one that is read, one that this desktop holds."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from presence.core.coming.chosen import Handling
from presence.texts import _
from presence.ui.coming.choosing.view import ChosenRow, OfferedRow
from presence.ui.controls import icon_button, plain_tip, push_button, text_label
from presence.ui.look import CAPTION, HAIR, SMALL, Look, icon, set_type
from presence.ui.rows.card import Row
from presence.ui.segments import Segments
from presence.ui.window import Window


class ChosenLine(Row):
    """A calendar that is read, what becomes of its meetings, and a button to remove it."""

    handling_chosen = Signal(str, object)  # id, Handling
    removed = Signal(str)

    def __init__(self, window: Window, row: ChosenRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        self._remove = icon_button("delete", _("Remove: {what}").format(what=row.name))
        self._remove.setToolTip(plain_tip(row.goes))
        self._remove.setAccessibleDescription(row.goes)
        self._remove.clicked.connect(lambda: self.removed.emit(row.id))
        says = text_label(row.says, "dim")
        set_type(says, CAPTION)
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(text_label(row.name, bold=True))
        words.addWidget(says)
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addLayout(words, 1)
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if row.trouble:
            column.addWidget(text_label(row.trouble, "warn"))
        self._handling = Segments(
            _("Meetings of {calendar}").format(calendar=row.name),
            [(each, handling_words(each)) for each in Handling],
        )
        self._handling.show_value(row.handling, "")
        self._handling.signals.chosen.connect(
            lambda: self.handling_chosen.emit(row.id, self._handling.value)
        )
        column.addWidget(self._handling)
        self.buttons = (self._remove, *self._handling.findChildren(QPushButton))
        window.dress(self.set_look)

    def set_look(self, look: Look) -> None:
        side = round(self._remove.fontMetrics().height() * 1.2)
        self._remove.setIconSize(QSize(side, side))
        self._remove.setIcon(icon("delete", look.dim))


class HeldLine(Row):
    """A calendar that this desktop holds already, and a button to add it."""

    added = Signal(str)

    def __init__(self, row: OfferedRow) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL)
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(text_label(row.name))
        if row.says:
            says = text_label(row.says, "dim")
            set_type(says, CAPTION)
            words.addWidget(says)
        button = push_button(_("Add"))
        button.setAccessibleName(_("Add: {what}").format(what=row.name))
        button.clicked.connect(lambda: self.added.emit(row.id))
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = (button,)


def handling_words(handling: Handling) -> str:
    """What becomes of the meetings in person of a calendar, as its button says it."""
    match handling:
        case Handling.PROPOSE:
            return _("Propose")
        case Handling.START:
            return _("Start by itself")
        case Handling.IGNORE:
            return _("Ignore")
