"""A bar for each hour of the day: how often something was."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from presence.drawing.picture import Spot, Walk
from presence.drawing.style import (
    ChartStyle,
    draw_bar,
    draw_focus,
    draw_text,
    line_height,
    text_width,
)

RADIUS = 3.0
BAR_SHARE = 0.66
WIDEST_BAR = 28.0
LEAST_COLUMN = 8.0
LINES = 8  # of text


@dataclass(frozen=True, slots=True)
class HourBar:
    """One hour: its label, how often, and what a tooltip says."""

    label: str
    count: int
    says: str
    opens: object = None


@dataclass(frozen=True, slots=True)
class HourBars:
    """The hours in the order of the person's day."""

    bars: Sequence[HourBar]

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "HourBarsPicture":
        return HourBarsPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        return LEAST_COLUMN * max(1, len(self.bars))

    def height_for(self, width: float, style: ChartStyle) -> float:
        return line_height(style.small) * LINES


class HourBarsPicture:
    """The bars laid out for one size."""

    walk = Walk.COLUMNS

    def __init__(self, chart: HourBars, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        line = line_height(style.small)
        self._top = line * 1.3
        self._ground = max(self._top + 1.0, size.height() - line * 1.6)
        self._each = size.width() / max(1, len(chart.bars))
        self._most = max((bar.count for bar in chart.bars), default=0)
        self._every = self._labels_apart()
        self.spots: Sequence[Spot] = tuple(
            Spot(self._turned(self._column(i)), i, 0, bar.says, bar.opens)
            for i, bar in enumerate(chart.bars)
        )

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        ground = QRectF(0, self._ground, self._width, 1.0)
        painter.fillRect(ground, self._style.dim)
        for index, bar in enumerate(self._chart.bars):
            self._paint_bar(painter, bar, index)
        if focused is not None:
            draw_focus(painter, focused.place.adjusted(2, 2, -2, -2), self._style.focus)

    def _paint_bar(self, painter: QPainter, bar: HourBar, index: int) -> None:
        style, column = self._style, self._column(index)
        line, middle = line_height(style.small), Qt.AlignmentFlag.AlignHCenter
        if bar.count:
            high = (self._ground - self._top) * bar.count / self._most
            width = min(WIDEST_BAR, column.width() * BAR_SHARE)
            place = QRectF(column.center().x() - width / 2, self._ground - high, width, high)
            draw_bar(painter, self._turned(place), RADIUS, style.accent)
            above = self._wide(index, place.top() - line * 1.1)
            text = style.digits(str(bar.count))
            if text_width(style.small, text) <= self._each * 1.5:
                draw_text(painter, self._turned(above), text, style.small, style.text, middle)
        if index % self._every == 0:
            place = self._turned(self._wide(index, self._ground + line * 0.3))
            draw_text(painter, place, style.digits(bar.label), style.small, style.dim, middle)

    def _labels_apart(self) -> int:
        """Every how many bars there is room for a label."""
        style = self._style
        widest = max(
            (text_width(style.small, style.digits(bar.label)) for bar in self._chart.bars),
            default=0.0,
        )
        return next((n for n in (1, 2, 3, 4, 6) if widest + 8 <= self._each * n), 12)

    def _wide(self, index: int, top: float) -> QRectF:
        """A line of text around the middle of a bar, as wide as the bars without a label allow."""
        line = line_height(self._style.small)
        place = QRectF(0, top, self._each * max(2, self._every), line)
        place.moveCenter(QPointF(self._column(index).center().x(), top + line / 2))
        return place

    def _column(self, index: int) -> QRectF:
        return QRectF(self._each * index, 0, self._each, self._ground)

    def _turned(self, place: QRectF) -> QRectF:
        return self._style.mirrored(place, self._width)
