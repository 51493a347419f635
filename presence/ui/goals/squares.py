"""A small square for each of the last weeks; each outcome has a shape of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from presence.core.goals.progress import Outcome
from presence.ui.controls import plain_tip
from presence.ui.goals.view import Square
from presence.ui.look import HAIR
from presence.ui.painted import draw_focus

ROUND = 0.22  # of a square
WIDTH = 1.6  # of a line


class WeekSquares(QWidget):
    """The arrow keys go from week to week; ``pointed`` has the words of the one that they are on.

    Enter, Space or a click on a week opens its sessions.

    Met is full with a tick, running has a dotted edge and is as full as it is, not met is empty, a
    break is a dash, and of what is not known there is a dot.
    """

    pointed = Signal(str)
    opened = Signal(object)  # LogFilter

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._squares: Sequence[Square] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def redraw(self, squares: Sequence[Square]) -> None:
        """Show these, the oldest first."""
        self._squares = squares
        self._at = max(len(squares) - 1, 0)
        self._speak()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._side()
        count = max(len(self._squares), 1)
        return QSize(round(count * side + (count - 1) * HAIR) + 2 * HAIR, round(side) + 2 * HAIR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        onwards = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {
            Qt.Key.Key_Left.value: -onwards,
            Qt.Key.Key_Right.value: onwards,
            Qt.Key.Key_Home.value: -len(self._squares),
            Qt.Key.Key_End.value: len(self._squares),
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
            return
        step = steps.get(event.key())
        if step is None or not self._squares:
            super().keyPressEvent(event)
            return
        self._go_to(min(max(self._at + step, 0), len(self._squares) - 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        for index, (place, _square) in enumerate(self._places()):
            if place.contains(event.position()):
                self._go_to(index)
                self._open()

    def _go_to(self, index: int) -> None:
        self._at = index
        self._speak()
        self.pointed.emit(self._squares[index].says)
        self.update()

    def _open(self) -> None:
        opens = self._squares[self._at].opens if self._squares else None
        if opens is not None:
            self.opened.emit(opens)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = next((p for p in self._places() if p[0].contains(QPointF(event.pos()))), None)
            QToolTip.showText(event.globalPos(), plain_tip(place[1].says) if place else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        for index, (place, square) in enumerate(self._places()):
            draw_square(painter, place, square, palette)
            if self.hasFocus() and index == self._at:
                draw_focus(painter, place.adjusted(-3, -3, 3, 3), palette, place.width() * ROUND)

    def _speak(self) -> None:
        said = self._squares[self._at].says if self._squares else ""
        self.setAccessibleName(f"{self._name}. {said}")

    def _side(self) -> float:
        return self.fontMetrics().height() * 0.9

    def _places(self) -> list[tuple[QRectF, Square]]:
        side, found = self._side(), []
        for index, square in enumerate(self._squares):
            left = HAIR + index * (side + HAIR)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - left - side
            found.append((QRectF(left, HAIR, side, side), square))
        return found


def draw_square(painter: QPainter, place: QRectF, square: Square, palette: QPalette) -> None:
    """One week as its shape."""
    accent = palette.color(QPalette.ColorRole.Link)
    dim = palette.color(QPalette.ColorRole.PlaceholderText)
    radius = place.width() * ROUND
    inner = place.adjusted(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    match square.outcome:
        case Outcome.MET:
            painter.setBrush(accent)
            painter.drawRoundedRect(inner, radius, radius)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), WIDTH))
            _draw_tick(painter, inner)
        case Outcome.BREAK:
            painter.setPen(QPen(dim, WIDTH * 1.5))
            middle, reach = inner.center(), inner.width() * 0.32
            painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
        case Outcome.NOT_KNOWN:
            painter.setBrush(dim)
            painter.drawEllipse(inner.center(), inner.width() * 0.1, inner.width() * 0.1)
        case Outcome.RUNNING:
            _fill_from_below(painter, inner, square.share, accent, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(dim, WIDTH, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(inner, radius, radius)
        case Outcome.NOT_MET:
            painter.setPen(QPen(dim, WIDTH))
            painter.drawRoundedRect(inner, radius, radius)


def _fill_from_below(
    painter: QPainter, place: QRectF, share: float, colour: QColor, radius: float
) -> None:
    painter.save()
    painter.setClipRect(place.adjusted(0, place.height() * (1 - share), 0, 0))
    painter.setBrush(colour)
    painter.drawRoundedRect(place, radius, radius)
    painter.restore()


def _draw_tick(painter: QPainter, place: QRectF) -> None:
    points = [(0.26, 0.52), (0.44, 0.7), (0.76, 0.32)]
    corners = [
        QPointF(place.left() + x * place.width(), place.top() + y * place.height())
        for x, y in points
    ]
    painter.drawPolyline(corners)
