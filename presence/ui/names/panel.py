"""A panel that opens within the window of names, and is left with all as it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame


class Panel(QFrame):
    """Esc leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")

    def leave(self) -> None:
        """Close it; what was written in it goes."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
