"""A bar for each person, kind or reason, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
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

ROW = 1.9  # in lines of text
THICK = 0.46  # of a row
LABEL_SHARE = 0.36
SPACE = 10.0
RADIUS = 4.0
LEAST_BAR = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """The name, how much of it there is, the words for that, and what a tooltip says.

    ``slot`` names a kind's colour, where it is one. Nothing at all has no bar.
    """

    label: str
    amount: float
    beside: str
    says: str
    slot: str = ""
    opens: object = None


@dataclass(frozen=True, slots=True)
class RowBars:
    """The values; ``more`` is a last line for those that are left out.

    ``whole`` is how much fills the width, where that is not the greatest of them (a share).
    ``label_share`` is how much of the width the names may take.
    """

    rows: Sequence[Row]
    more: str = ""
    whole: float = 0.0
    label_share: float = LABEL_SHARE

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "RowBarsPicture":
        return RowBarsPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        return line_height(style.font) * 14

    def height_for(self, width: float, style: ChartStyle) -> float:
        lines = len(self.rows) + (1 if self.more else 0)
        return line_height(style.font) * ROW * max(1, lines) + 4

    @property
    def greatest(self) -> float:
        """What fills the width."""
        return self.whole or max((row.amount for row in self.rows), default=0.0)


class RowBarsPicture:
    """The rows laid out for one size."""

    walk = Walk.ROWS

    def __init__(self, chart: RowBars, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        self._height = line_height(style.font) * ROW
        beside = [text_width(style.font, style.digits(row.beside)) for row in chart.rows]
        labels = [text_width(style.font, row.label) for row in chart.rows]
        self._beside = max(beside, default=0.0)
        self._label = min(max(labels, default=0.0), size.width() * chart.label_share)
        self._greatest = chart.greatest
        self.spots: Sequence[Spot] = tuple(
            Spot(self._turned(self._row(i)), i, 0, row.says, row.opens)
            for i, row in enumerate(chart.rows)
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
        bar = self._bar(row, place, left)
        beside = QRectF(bar.right() + SPACE, place.top(), self._beside + 2, place.height())
        side = style.leading
        draw_text(painter, self._turned(label), row.label, style.font, style.text, side)
        if row.amount:
            colour = style.series_colour(row.slot) if row.slot else style.accent
            hatching = style.hatching(row.slot) if row.slot else None
            draw_bar(painter, self._turned(bar), RADIUS, colour, hatching)
        text = style.digits(row.beside)
        draw_text(painter, self._turned(beside), text, style.font, style.dim, side)

    def _bar(self, row: Row, place: QRectF, left: float) -> QRectF:
        thick = place.height() * THICK
        top = place.center().y() - thick / 2
        if not row.amount or not self._greatest:
            return QRectF(left - SPACE, top, 0.0, thick)
        room = max(LEAST_BAR, place.right() - left - self._beside - SPACE - 4)
        width = max(LEAST_BAR, room * min(1.0, row.amount / self._greatest))
        return QRectF(left, top, width, thick)

    def _row(self, index: int) -> QRectF:
        return QRectF(0, 2 + self._height * index, self._width, self._height)

    def _turned(self, place: QRectF) -> QRectF:
        return self._style.mirrored(place, self._width)
