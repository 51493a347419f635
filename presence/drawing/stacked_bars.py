"""A bar for each day or month, stacked by kind, over an hour grid."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from presence.drawing.picture import Spot, Walk
from presence.drawing.scale import Scale, scale_for
from presence.drawing.style import (
    ChartStyle,
    draw_bar,
    draw_focus,
    draw_text,
    line_height,
    text_width,
)

GAP = 1.5  # of the ground between two pieces: neighbours differ little in lightness
RADIUS = 4.0
LEAST_PIECE = 3.0  # a minute is still to be seen
WIDEST_BAR = 64.0
BAR_SHARE = 0.62
AXIS_SPACE = 10.0
FEW = 12  # up to here every bar has its label
WEEK = 7
COLUMN = 2.4  # in lines of text: totals that have no room are left out
MONTH_COLUMN = 1.4
NARROW_COLUMN = 0.6
DAYS_APART = 5  # labels of weeks, with room to spare


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a bar that one kind has; ``slot`` names its colour."""

    slot: str
    length: timedelta
    says: str
    opens: object = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A day or month: two lines of label, what stands above, its pieces from the ground up."""

    label: str
    below: str
    above: str
    says: str
    pieces: Sequence[Piece]
    is_today: bool = False
    opens: object = None

    @property
    def total(self) -> timedelta:
        return sum((piece.length for piece in self.pieces), timedelta())


@dataclass(frozen=True, slots=True)
class StackedBars:
    """The values; ``axis_label`` names a length on the grid ("2 h")."""

    bars: Sequence[Bar]
    axis_label: Callable[[timedelta], str]

    def lay_out(self, size: QSizeF, style: ChartStyle) -> "StackedBarsPicture":
        return StackedBarsPicture(self, size, style)

    def least_width(self, style: ChartStyle) -> float:
        count = len(self.bars)
        column = COLUMN if count <= WEEK else MONTH_COLUMN if count <= FEW else NARROW_COLUMN
        return line_height(style.small) * column * max(1, count) + self.axis_width(style)

    def height_for(self, width: float, style: ChartStyle) -> float:
        return line_height(style.small) * 12

    @property
    def scale(self) -> Scale:
        return scale_for(max((bar.total for bar in self.bars), default=timedelta()))

    def axis_width(self, style: ChartStyle) -> float:
        """The room that the labels of the grid need."""
        labels = (style.digits(self.axis_label(line)) for line in self.scale.lines[1:])
        return max((text_width(style.small, label) for label in labels), default=0.0) + AXIS_SPACE


class StackedBarsPicture:
    """The bars laid out for one size. Places are mirrored where the reading direction is."""

    walk = Walk.COLUMNS

    def __init__(self, chart: StackedBars, size: QSizeF, style: ChartStyle) -> None:
        self._chart = chart
        self._style = style
        self._width = size.width()
        self._axis = chart.axis_width(style)
        self._scale = chart.scale
        line = line_height(style.small)
        top = line * 1.5
        ground = max(top + 1.0, size.height() - line * 2.6)
        self._plot = QRectF(self._axis, top, max(1.0, size.width() - self._axis), ground - top)
        self._columns = [self._column(i) for i in range(len(chart.bars))]
        self._pieces = [self._stack(i) for i in range(len(chart.bars))]
        self._every = self._labels_apart()
        self._has_totals = self._fit(bar.above for bar in chart.bars)
        self.spots: Sequence[Spot] = self._find_spots()

    def paint(self, painter: QPainter, focused: Spot | None = None) -> None:
        """Paint everything, with the focus ring around one spot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_today(painter)
        self._paint_grid(painter)
        for index, bar in enumerate(self._chart.bars):
            self._paint_bar(painter, bar, index)
        if focused is not None:
            # a column reaches to the picture's edge, where a ring around it would be cut off
            inset = 0.0 if focused.part else 3.0
            place = focused.place.adjusted(inset, inset, -inset, -inset)
            draw_focus(painter, place, self._style.focus)

    def _paint_today(self, painter: QPainter) -> None:
        for index, bar in enumerate(self._chart.bars):
            if bar.is_today:
                draw_bar(painter, self._turned(self._columns[index]), 6.0, self._style.today)

    def _paint_grid(self, painter: QPainter) -> None:
        style, plot = self._style, self._plot
        line = line_height(style.small)
        for length in self._scale.lines:
            y = round(plot.bottom() - plot.height() * self._scale.share(length))
            place = self._turned(QRectF(plot.left(), y, plot.width(), 1.0))
            painter.fillRect(place, style.dim if not length else style.grid)
            if length:
                label = self._turned(QRectF(0, y - line / 2, self._axis - AXIS_SPACE + 2, line))
                text = style.digits(self._chart.axis_label(length))
                draw_text(painter, label, text, style.small, style.dim, style.trailing)

    def _paint_bar(self, painter: QPainter, bar: Bar, index: int) -> None:
        style, column = self._style, self._turned(self._columns[index])
        middle = Qt.AlignmentFlag.AlignHCenter
        line = line_height(style.small)
        top = self._plot.bottom()
        for piece, place in zip(bar.pieces, self._pieces[index], strict=True):
            shown = place.adjusted(0, GAP, 0, 0) if place.height() > 2 * GAP else place
            colour, hatching = style.series_colour(piece.slot), style.hatching(piece.slot)
            draw_bar(painter, shown, RADIUS, colour, hatching)
            top = min(top, place.top())
        if bar.above and self._has_totals:
            above = QRectF(column.left(), top - line * 1.15, column.width(), line)
            text = style.digits(bar.above)
            free = min(column.width(), text_width(style.small, text) + GAP * 4)
            clear = QRectF(above.center().x() - free / 2, above.top(), free, above.height())
            painter.fillRect(clear, style.today if bar.is_today else style.ground)
            draw_text(painter, above, text, style.small, style.text, middle)
        if self._has_label(index):
            self._paint_labels(painter, bar, column)

    def _paint_labels(self, painter: QPainter, bar: Bar, column: QRectF) -> None:
        style, line = self._style, line_height(self._style.small)
        middle = Qt.AlignmentFlag.AlignHCenter
        spare = column.width() * (self._every - 1) / 2
        label = QRectF(column.left(), self._plot.bottom() + line * 0.2, column.width(), line * 1.1)
        label.adjust(-spare, 0, spare, 0)
        for text, top, colour in ((bar.label, 0.0, style.text), (bar.below, line * 1.1, style.dim)):
            font, colour = (style.bold, style.text) if bar.is_today else (style.small, colour)
            said = style.digits(text)
            place = self._within(label.translated(0, top), text_width(font, said))
            draw_text(painter, place, said, font, colour, middle)

    def _within(self, place: QRectF, width: float) -> QRectF:
        """The place for words so wide: beside the middle where the picture ends too soon."""
        if width > place.width():
            return place
        left = min(max(0.0, place.center().x() - width / 2), self._width - width)
        return QRectF(left - 1, place.top(), width + 2, place.height())  # 1: for what is rounded

    def _has_label(self, index: int) -> bool:
        """Where not all have room for one, those do that have a second line: a week begins."""
        return self._every == 1 or bool(self._chart.bars[index].below)

    def _labels_apart(self) -> int:
        """Every how many bars there is room for a label."""
        labels = [text for bar in self._chart.bars for text in (bar.label, bar.below)]
        are_few = len(self._chart.bars) <= FEW  # these shorten theirs instead
        return 1 if are_few or self._fit(labels) else DAYS_APART

    def _fit(self, texts: Iterable[str]) -> bool:
        """Whether each of these has room in its column."""
        room = self._columns[0].width()
        style = self._style
        return all(text_width(style.small, style.digits(text)) <= room for text in texts)

    def _column(self, index: int) -> QRectF:
        each = self._plot.width() / len(self._chart.bars)
        line = line_height(self._style.small)
        bottom = self._plot.bottom() + line * 2.5
        edge = min(2.0, each * 0.08)
        return QRectF(self._plot.left() + each * index + edge, 0, each - 2 * edge, bottom)

    def _stack(self, index: int) -> list[QRectF]:
        column = self._columns[index]
        width = min(WIDEST_BAR, column.width() * BAR_SHARE)
        left = column.center().x() - width / 2
        bottom = self._plot.bottom()
        places = []
        for piece in self._chart.bars[index].pieces:
            height = max(LEAST_PIECE, self._plot.height() * self._scale.share(piece.length))
            places.append(self._turned(QRectF(left, bottom - height, width, height)))
            bottom -= height
        return places

    def _find_spots(self) -> Sequence[Spot]:
        spots = []
        for index, bar in enumerate(self._chart.bars):
            spots.append(Spot(self._turned(self._columns[index]), index, 0, bar.says, bar.opens))
            for part, piece in enumerate(bar.pieces, start=1):
                place = self._pieces[index][part - 1]
                spots.append(Spot(place, index, part, piece.says, piece.opens))
        return tuple(spots)

    def _turned(self, place: QRectF) -> QRectF:
        return self._style.mirrored(place, self._width)
