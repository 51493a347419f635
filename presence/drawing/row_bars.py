"""A bar for each person, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from presence.drawing.picture import Spot
from presence.drawing.style import (
    ChartStyle,
    draw_bar,
    draw_focus,
    draw_text,
    line_height,
    text_width,
)

ROW = 1.9  # in lines of text
LABEL_SHARE = 0.36
SPACE = 10.0
RADIUS = 4.0
LEAST_BAR = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One person: the name, how long, and what a tooltip says."""

    label: str
    length: timedelta
    beside: str
    says: str


@dataclass(frozen=True, slots=True)
class RowBars:
    """The values, longest first; ``more`` is a last line for those that are left out."""

    rows: Sequence[Row]
    more: str = ""

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "RowBarsPicture":
        return RowBarsPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        return line_height(style.font) * 14

    def height_for(self, width: float, style: ChartStyle) -> float:
        lines = len(self.rows) + (1 if self.more else 0)
        return line_height(style.font) * ROW * max(1, lines) + 4


class RowBarsPicture:
    """The rows laid out for one size."""

    def __init__(self, chart: RowBars, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        self._height = line_height(style.font) * ROW
        beside = [text_width(style.font, style.digits(row.beside)) for row in chart.rows]
        labels = [text_width(style.font, row.label) for row in chart.rows]
        self._beside = max(beside, default=0.0)
        self._label = min(max(labels, default=0.0), size.width() * LABEL_SHARE)
        self.spots: Sequence[Spot] = tuple(
            Spot(self._turned(self._row(i)), i, 0, row.says) for i, row in enumerate(chart.rows)
        )

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for index, row in enumerate(self._chart.rows):
            self._paint_row(painter, row, index)
        if self._chart.more:
            place = self._turned(self._row(len(self._chart.rows)))
            side = self._style.leading
            more = self._style.digits(self._chart.more)
            draw_text(
                painter, place.adjusted(4, 0, -4, 0), more, self._style.small, self._style.dim, side
            )
        if focused is not None:
            draw_focus(painter, focused.place.adjusted(2, 2, -2, -2), self._style.focus)

    def _paint_row(self, painter: QPainter, row: Row, index: int) -> None:
        style, place = self._style, self._row(index)
        label = QRectF(place.left() + 4, place.top(), self._label, place.height())
        left = label.right() + SPACE
        room = max(LEAST_BAR, place.right() - left - self._beside - SPACE - 4)
        longest = max(self._chart.rows[0].length, timedelta(minutes=1))
        width = max(LEAST_BAR, room * min(1.0, row.length / longest))
        thick = place.height() * 0.46
        bar = QRectF(left, place.center().y() - thick / 2, width, thick)
        beside = QRectF(bar.right() + SPACE, place.top(), self._beside + 2, place.height())
        side = self._style.leading
        draw_text(painter, self._turned(label), row.label, style.font, style.text, side)
        draw_bar(painter, self._turned(bar), RADIUS, style.accent)
        text = style.digits(row.beside)
        draw_text(painter, self._turned(beside), text, style.font, style.dim, side)

    def _row(self, index: int) -> QRectF:
        return QRectF(0, 2 + self._height * index, self._width, self._height)

    def _turned(self, place: QRectF) -> QRectF:
        return self._style.mirrored(place, self._width)
