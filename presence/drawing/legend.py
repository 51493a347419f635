"""What the colours mean: a sample and a word for each, wrapped into as many lines as it needs."""

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

LINE = 1.5  # in lines of text
SPACE = 7.0
BETWEEN = 20.0
SAMPLE = 0.66


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A slot's colour, its word, a quieter word beside it, and what a tooltip says."""

    slot: str
    label: str
    beside: str
    says: str
    opens: object = None


@dataclass(frozen=True, slots=True)
class Legend:
    """The values, in the order of the stacks."""

    entries: Sequence[LegendEntry]

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "LegendPicture":
        return LegendPicture(self, size.width(), style)

    def least_width(self, style: ChartStyle) -> float:
        return line_height(style.font) * 8

    def height_for(self, width: float, style: ChartStyle) -> float:
        spots = LegendPicture(self, width, style).spots
        return max((spot.place.bottom() for spot in spots), default=0.0)


class LegendPicture:
    """The entries laid out for one width."""

    walk = Walk.ROWS

    def __init__(self, legend: Legend, width: float, style: ChartStyle) -> None:
        self._legend = legend
        self._style = style
        self._width = width
        self._sample = round(line_height(style.font) * SAMPLE)
        self._places = self._flow()
        self.spots: Sequence[Spot] = tuple(
            Spot(style.mirrored(place, width), index, 0, entry.says, entry.opens)
            for index, (entry, place) in enumerate(zip(legend.entries, self._places, strict=True))
        )

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for entry, place in zip(self._legend.entries, self._places, strict=True):
            self._paint_entry(painter, entry, place)
        if focused is not None:
            draw_focus(painter, focused.place, self._style.focus)

    def _paint_entry(self, painter: QPainter, entry: LegendEntry, place: QRectF) -> None:
        style, side = self._style, self._style.leading
        top = place.center().y() - self._sample / 2
        sample = style.mirrored(QRectF(place.left(), top, self._sample, self._sample), self._width)
        draw_bar(painter, sample, 3.0, style.series_colour(entry.slot), style.hatching(entry.slot))
        left = place.left() + self._sample + SPACE
        label = QRectF(left, place.top(), text_width(style.font, entry.label) + 1, place.height())
        label.setRight(min(label.right(), place.right()))
        draw_text(
            painter, style.mirrored(label, self._width), entry.label, style.font, style.text, side
        )
        beside = QRectF(label.right() + SPACE, place.top(), 0, place.height())
        beside.setRight(place.right() + 1)
        text = style.digits(entry.beside)
        draw_text(painter, style.mirrored(beside, self._width), text, style.font, style.dim, side)

    def _flow(self) -> list[QRectF]:
        style, x, y = self._style, 0.0, 0.0
        height = line_height(style.font) * LINE
        places = []
        for entry in self._legend.entries:
            words = text_width(style.font, entry.label) + 2
            words += text_width(style.font, style.digits(entry.beside)) + SPACE
            width = min(self._sample + SPACE + words, self._width)
            if x and x + width > self._width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, width, height))
            x += width + BETWEEN
        return places
