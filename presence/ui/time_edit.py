"""A field for a time of day, in the person's own way of writing it."""

from datetime import time

from PySide6.QtCore import QEvent, QSize, Qt, QTime
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QTimeEdit

from presence.ui.look import MEDIUM, SMALL
from presence.words.dates import uses_12_hours


class TimeEdit(QTimeEdit):
    """Typed or moved by the arrows; without buttons, which are too small to hit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Qt would turn 21:30 into 30:21
        self.setDisplayFormat("h:mm AP" if uses_12_hours() else "HH:mm")
        self.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWrapping(True)

    @property
    def chosen(self) -> time:
        """The time shown."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def show_time(self, shown: time) -> None:
        """Show this time."""
        self.setTime(QTime(shown.hour, shown.minute))

    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance(
            "00:00" if not uses_12_hours() else "10:00 PM"
        )
        return QSize(widest + 3 * MEDIUM, self.fontMetrics().height() + 2 * SMALL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_the_text_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_the_text_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._give_the_text_room()

    def _give_the_text_room(self) -> None:
        # With a style sheet and no buttons, Qt 6 leaves the text one pixel.
        self.lineEdit().setGeometry(self.rect().adjusted(SMALL, 2, -SMALL, -2))
