"""A ring that shows the share of time left, with the time in large type in the middle."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from presence.ui.look import HERO, Look, mixed

DOTS = 48
START = 90 * 16  # twelve o'clock, in the sixteenths of a degree that Qt counts in


class Ring(QWidget):
    """``share`` None draws a dotted ring: no end is planned."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._slot = "own"
        self._share: float | None = None
        self._is_over = False
        self._number = ""
        self._unit = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._look = look
        self.update()

    def redraw(
        self, number: str, unit: str, share: float | None, slot: str, is_over: bool, spoken: str
    ) -> None:
        """Show this; ``spoken`` is what a screen reader says."""
        self._number, self._unit = number, unit
        self._share, self._slot, self._is_over = share, slot, is_over
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 11)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 8)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        width = max(6.0, side / 22)
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        square = square.adjusted(width, width, -width, -width)
        self._draw_ring(painter, square, width)
        self._draw_words(painter, square.adjusted(width * 2, 0, -width * 2, 0))

    def _draw_ring(self, painter: QPainter, square: QRectF, width: float) -> None:
        look = self._look
        colour = look.warn if self._is_over else look.series_colour(self._slot)
        strength = 0.6 if self._is_over else 0.22
        track = QPen(QColor(mixed(look.ground, colour, strength)), width)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._share is None:
            track.setColor(QColor(mixed(look.ground, colour, 0.8)))
            track.setWidthF(width * 0.6)
            track.setCapStyle(Qt.PenCapStyle.RoundCap)
            # dash lengths count in widths of the pen; so long that the last dot meets the first
            gap = math.pi * square.width() / (width * 0.6) / DOTS
            track.setDashPattern([0.01, gap - 0.01])
        painter.setPen(track)
        painter.drawEllipse(square)
        if self._share:
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            # what is left ends at twelve o'clock, so that the gap grows the way a clock's hand goes
            painter.drawArc(square, START, round(self._share * 360 * 16))

    def _draw_words(self, painter: QPainter, square: QRectF) -> None:
        number = QFont(self.font())
        number.setPointSizeF(number.pointSizeF() * HERO)
        number.setWeight(QFont.Weight.Light)
        _shrink_to(number, self._number, square.width())
        unit = QFont(self.font())
        _shrink_to(unit, self._unit, square.width())
        high, low = QFontMetrics(number).height(), QFontMetrics(unit).height()
        top = square.center().y() - (high + low) / 2
        centre = Qt.AlignmentFlag.AlignCenter.value
        painter.setFont(number)
        painter.setPen(QColor(self._look.text))
        painter.drawText(QRectF(square.x(), top, square.width(), high), centre, self._number)
        painter.setFont(unit)
        painter.setPen(QColor(self._look.warn if self._is_over else self._look.dim))
        painter.drawText(QRectF(square.x(), top + high, square.width(), low), centre, self._unit)


def _shrink_to(font: QFont, text: str, width: float) -> None:
    """Make the type smaller where the text would be wider than its place."""
    wide = QFontMetrics(font).horizontalAdvance(text)
    if wide > width:
        font.setPointSizeF(max(6.0, font.pointSizeF() * width / wide))
