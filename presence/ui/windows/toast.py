"""A word for two seconds when a session starts: notices of the desktop are muted by then."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.ui.controls import text_label
from presence.ui.look import LARGE, MEDIUM, SMALL
from presence.ui.quiet_panel import QuietPanel

SECONDS = 2.0  # at a start: one goes, and nothing moves any more
READING_SECONDS = 0.07  # for each character: slow readers read fourteen in a second
WIDEST = 60  # characters in a line
CLEAR_OF_TOOLTIPS = 96  # pixels: a panel shows its own words right beside the pointer


class Toast(QuietPanel):
    """A small panel near the pointer that goes by itself and takes neither focus nor clicks."""

    def __init__(self) -> None:
        super().__init__(Qt.WindowType.WindowTransparentForInput)
        self._line = text_label(bold=True, wraps=False)
        self._hint = text_label(part="dim", wraps=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addWidget(self._line)
        layout.addWidget(self._hint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)

    def say(self, line: str, hint: str = "", *, in_passing: bool = False) -> None:
        """Show these words, ``in_passing`` for two seconds, else as long as reading them takes.

        Said again, the time begins anew.
        """
        for label, words in ((self._line, line), (self._hint, hint)):
            label.setText(words)
            is_long = len(words) > WIDEST
            label.setWordWrap(is_long)
            label.setMinimumWidth(label.fontMetrics().averageCharWidth() * WIDEST * is_long)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(line)
        self.adjustSize()
        self.move(_beside(QCursor.pos(), self))
        self.show()
        to_read = 0.0 if in_passing else READING_SECONDS * len(line + hint)
        seconds = max(SECONDS, to_read)
        self._timer.start(round(seconds * 1000))


def _beside(pointer: QPoint, widget: QWidget) -> QPoint:
    """Near the pointer, which is at the icon that was clicked, and wholly on its screen."""
    screen = QGuiApplication.screenAt(pointer) or QGuiApplication.primaryScreen()
    room: QRect = screen.availableGeometry()
    below = pointer.y() + CLEAR_OF_TOOLTIPS
    if below + widget.height() > room.bottom() - SMALL:
        below = pointer.y() - CLEAR_OF_TOOLTIPS - widget.height()
    left = pointer.x() - widget.width() // 2
    left = max(room.left() + SMALL, min(left, room.right() - SMALL - widget.width()))
    top = max(room.top() + SMALL, min(below, room.bottom() - SMALL - widget.height()))
    return QPoint(left, top)
