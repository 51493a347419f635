"""Two bars for each name, one below the other: planned and real, or two spans side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from presence.drawing.picture import Spot, Walk
from presence.drawing.style import (
    ChartStyle,
    draw_bar,
    draw_focus,
    draw_text,
    line_height,
    text_width,
)

ROW = 2.5  # in lines of text
HEAD = 1.6
THICK = 0.3  # of a row
LABEL_SHARE = 0.34
SPACE = 10.0
RADIUS = 3.0
LEAST_BAR = 3.0
SAMPLE = 0.66


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, its two amounts with their words, and what a tooltip says.

    Where the second stands for other sessions than the first, it is a part of its own.
    """

    label: str
    first: float
    second: float
    beside_first: str
    beside_second: str
    says: str
    slot: str = ""
    opens: object = None
    says_second: str = ""
    opens_second: object = None


@dataclass(frozen=True, slots=True)
class PairedBars:
    """The values; the first of each is filled, the second is an outline. Both are named above."""

    first: str
    second: str
    pairs: Sequence[Pair]
    more: str = ""

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "PairedBarsPicture":
        return PairedBarsPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        return line_height(style.font) * 14

    def height_for(self, width: float, style: ChartStyle) -> float:
        lines = HEAD + ROW * len(self.pairs) + (HEAD if self.more else 0.0)
        return line_height(style.font) * lines + 4


class PairedBarsPicture:
    """The pairs laid out for one size."""

    walk = Walk.ROWS

    def __init__(self, chart: PairedBars, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        self._line = line_height(style.font)
        labels = [text_width(style.font, pair.label) for pair in chart.pairs]
        self._label = min(max(labels, default=0.0), size.width() * LABEL_SHARE)
        beside = [
            text_width(style.small, style.digits(words))
            for pair in chart.pairs
            for words in (pair.beside_first, pair.beside_second)
        ]
        self._beside = max(beside, default=0.0) + 2
        self._most = max((max(p.first, p.second) for p in chart.pairs), default=0.0)
        self.spots: Sequence[Spot] = tuple(self._find_spots())

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_head(painter)
        for index, pair in enumerate(self._chart.pairs):
            self._paint_pair(painter, pair, index)
        if self._chart.more:
            top = self._row(len(self._chart.pairs)).top()
            place = QRectF(4, top, self._width - 8, self._line * HEAD)
            text = self._style.digits(self._chart.more)
            style = self._style
            draw_text(painter, self._turned(place), text, style.small, style.dim, style.leading)
        if focused is not None:
            draw_focus(painter, focused.place.adjusted(2, 2, -2, -2), self._style.focus)

    def _paint_head(self, painter: QPainter) -> None:
        style, side = self._style, round(self._line * SAMPLE)
        both = ((self._chart.first, False), (self._chart.second, True))
        left = 4.0
        beside = 2 * (side + SPACE * 2.7) + 8
        wide_both = sum(text_width(style.small, style.digits(words)) + 2 for words, _o in both)
        shrunk = min(1.0, max(0.0, self._width - beside) / wide_both)
        for words, is_outline in both:
            sample = QRectF(left, (self._line * HEAD - side) / 2, side, side)
            self._paint_bar(painter, sample, style.text, is_outline)
            text = style.digits(words)
            wide = (text_width(style.small, text) + 2) * shrunk
            label = QRectF(sample.right() + SPACE * 0.7, 0, wide, self._line * HEAD)
            draw_text(painter, self._turned(label), text, style.small, style.text, style.leading)
            left = label.right() + SPACE * 2

    def _paint_pair(self, painter: QPainter, pair: Pair, index: int) -> None:
        style, row = self._style, self._row(index)
        label = QRectF(4, row.top(), self._label, row.height())
        draw_text(painter, self._turned(label), pair.label, style.font, style.text, style.leading)
        colour = style.series_colour(pair.slot) if pair.slot else style.accent
        for half, (amount, words) in enumerate(
            ((pair.first, pair.beside_first), (pair.second, pair.beside_second))
        ):
            bar = self._bar(row, half, amount)
            if amount:
                self._paint_bar(painter, bar, colour, is_outline=bool(half))
            left = bar.right() + SPACE if amount else bar.left()
            beside = QRectF(left, bar.center().y() - self._line / 2, self._beside, self._line)
            text = style.digits(words)
            draw_text(painter, self._turned(beside), text, style.small, style.dim, style.leading)

    def _paint_bar(
        self, painter: QPainter, place: QRectF, colour: QColor, is_outline: bool
    ) -> None:
        if not is_outline:
            draw_bar(painter, self._turned(place), RADIUS, colour)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6))
        inner = self._turned(place.adjusted(0.8, 0.8, -0.8, -0.8))
        painter.drawRoundedRect(inner, RADIUS, RADIUS)

    def _bar(self, row: QRectF, half: int, amount: float) -> QRectF:
        left = 4 + self._label + SPACE
        room = max(LEAST_BAR, self._width - left - self._beside - SPACE - 4)
        width = max(LEAST_BAR, room * amount / self._most) if self._most else LEAST_BAR
        thick = row.height() * THICK
        middle = row.center().y() + (half - 0.5) * row.height() * 0.38
        return QRectF(left, middle - thick / 2, width, thick)

    def _find_spots(self) -> Sequence[Spot]:
        spots = []
        for index, pair in enumerate(self._chart.pairs):
            row = self._row(index)
            spots.append(Spot(self._turned(row), index, 0, pair.says, pair.opens))
            if pair.says_second:
                half = row.height() / 2
                lower = self._turned(QRectF(row.left(), row.top() + half, row.width(), half))
                spots.append(Spot(lower, index, 1, pair.says_second, pair.opens_second))
        return spots

    def _row(self, index: int) -> QRectF:
        high = self._line * ROW
        return QRectF(0, 2 + self._line * HEAD + high * index, self._width, high)

    def _turned(self, place: QRectF) -> QRectF:
        return self._style.mirrored(place, self._width)
