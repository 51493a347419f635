"""A square for each day of a year: a column for each week, the deeper and fuller the more hours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from presence.drawing.picture import Spot, Walk
from presence.drawing.style import (
    ChartStyle,
    blend,
    draw_bar,
    draw_focus,
    draw_text,
    line_height,
    text_width,
)

ROWS = 7
GAP = 0.18  # of a square
LEAST_SQUARE = 7.0
LARGEST_SQUARE = 1.6  # in lines of text
ROUND = 0.22  # of a square
DEEPEST = 4
# Colour is not the only sign: a day with more hours also fills more of its square.
FILLED = (0.3, 0.5, 0.68, 0.85, 1.0)
# Of the accent. The palest that stands for hours has a contrast of 3 to its ground (WCAG 1.4.11).
DEPTHS = (0.0, 0.66, 0.76, 0.88, 1.0)
SPACE = 8.0


@dataclass(frozen=True, slots=True)
class HeatDay:
    """One day: its column (week), its row (weekday), and its hours."""

    column: int
    row: int
    length: timedelta
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The days in their order; ``months`` stand over the column that their first day is in.

    ``weekdays`` are the names of the seven rows; ``step`` is how many hours a deeper square has.
    ``legend`` says what the squares mean, from none to the deepest. ``tell`` gives what a tooltip
    says of a day, by its number, and what a click on it opens: in words only when somebody asks,
    since those of a year take longer to write than its squares to paint.
    """

    days: Sequence[HeatDay]
    months: Sequence[tuple[int, str]]
    weekdays: Sequence[str]
    step: timedelta
    legend: Sequence[str]
    tell: Callable[[int], tuple[str, object]]

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "HeatMapPicture":
        return HeatMapPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        return self.side_width(style) + self.columns * LEAST_SQUARE

    def height_for(self, width: float, style: ChartStyle) -> float:
        line = line_height(style.small)
        return line * 1.4 + self.square(width, style) * ROWS + line * 2.0

    @property
    def columns(self) -> int:
        """How many weeks there are."""
        return max((day.column for day in self.days), default=0) + 1

    def side_width(self, style: ChartStyle) -> float:
        """The room that the names of the weekdays need."""
        return max((text_width(style.small, name) for name in self.weekdays), default=0.0) + SPACE

    def square(self, width: float, style: ChartStyle) -> float:
        """The side of a square, its gap with it."""
        side = (width - self.side_width(style)) / self.columns
        largest = line_height(style.small) * LARGEST_SQUARE
        return max(LEAST_SQUARE, min(largest, side))

    def depth(self, length: timedelta) -> int:
        """How deep a day's square is, from 0 for nothing."""
        return min(DEEPEST, -(-length // self.step)) if length else 0


class HeatMapPicture:
    """The squares laid out for one size."""

    walk = Walk.GRID

    def __init__(self, chart: HeatMap, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        self._square = chart.square(size.width(), style)
        self._side = chart.side_width(style)
        self._top = line_height(style.small) * 1.4
        self._colours = [blend(style.grid, style.accent, depth) for depth in DEPTHS]
        self._places = [self._place(day) for day in chart.days]

    @cached_property
    def spots(self) -> Sequence[Spot]:
        return tuple(
            Spot(place, day.column, day.row, *self._chart.tell(number))
            for number, (day, place) in enumerate(zip(self._chart.days, self._places, strict=True))
        )

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_names(painter)
        for day, place in zip(self._chart.days, self._places, strict=True):
            self._paint_square(painter, place, self._chart.depth(day.length))
            if day.is_today:
                self._paint_today(painter, place)
        self._paint_legend(painter)
        if focused is not None:
            draw_focus(painter, focused.place, self._style.focus)

    def _paint_square(self, painter: QPainter, place: QRectF, depth: int) -> None:
        side = self._square * (1 - GAP) * FILLED[depth]
        square = QRectF(0, 0, side, side)
        square.moveCenter(place.center())
        draw_bar(painter, square, side * ROUND, self._colours[depth])

    def _paint_today(self, painter: QPainter, place: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._style.text), 1.2))
        painter.drawRoundedRect(place.adjusted(0.6, 0.6, -0.6, -0.6), 3, 3)

    def _paint_names(self, painter: QPainter) -> None:
        style, line = self._style, line_height(self._style.small)
        free_from = 0.0
        for column, name in self._chart.months:
            left = self._side + self._square * column
            wide = text_width(style.small, name) + 2
            if left >= free_from and left + wide <= self._width:
                place = style.mirrored(QRectF(left, 0, wide, line), self._width)
                draw_text(painter, place, name, style.small, style.dim, style.leading)
                free_from = left + wide + SPACE
        every = 1 if self._square >= line else 2
        for row, name in enumerate(self._chart.weekdays):
            if row % every == 0:
                top = self._top + self._square * (row + 0.5) - line / 2
                place = style.mirrored(QRectF(0, top, self._side, line), self._width)
                draw_text(painter, place, name, style.small, style.dim, style.leading)

    def _paint_legend(self, painter: QPainter) -> None:
        style, line = self._style, line_height(self._style.small)
        top = self._top + self._square * ROWS + line * 0.7
        left = self._side
        for depth, words in enumerate(self._chart.legend):
            middle = QPointF(left + self._square / 2, top + line / 2)
            square = QRectF(0, 0, self._square, self._square)
            square.moveCenter(middle)
            self._paint_square(painter, style.mirrored(square, self._width), depth)
            left += self._square + SPACE / 2
            text = style.digits(words)
            wide = text_width(style.small, text) + 2
            place = style.mirrored(QRectF(left, top, wide, line), self._width)
            draw_text(painter, place, text, style.small, style.dim, style.leading)
            left += wide + SPACE

    def _place(self, day: HeatDay) -> QRectF:
        place = QRectF(
            self._side + self._square * day.column,
            self._top + self._square * day.row,
            self._square,
            self._square,
        )
        return self._style.mirrored(place, self._width)
