"""A small panel of our own over all windows, for a word to somebody who is doing something else."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame

from presence.ui.look import LARGE


class QuietPanel(QFrame):
    """It never takes the keyboard, and no mute holds it back."""

    def __init__(self, more: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(
            None,
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.WindowStaysOnTopHint
            | more,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def corner(self, is_upper: bool) -> QPoint:
        """Its place in a corner where reading ends, on the screen that the pointer is on."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = room.top() + LARGE if is_upper else room.bottom() - LARGE - self.height()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QPoint(room.left() + LARGE, top)
        return QPoint(room.right() - LARGE - self.width(), top)
