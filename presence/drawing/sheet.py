"""Texts and charts one below the other, on the pages of a printer or a PDF, or on one picture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPagedPaintDevice, QPainter

from presence.drawing.picture import Chart
from presence.drawing.review.table import PlainTable
from presence.drawing.style import ChartStyle, line_height

POINTS_PER_INCH = 72.0
TITLE = 1.7  # of the usual size of type
HEADING = 1.1
AFTER_TEXT = 0.35  # in lines
AFTER_CHART = 1.1


class Role(Enum):
    """What a text is for."""

    TITLE = "title"
    HEADING = "heading"
    PLAIN = "plain"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, wrapped into as many lines as they need."""

    words: str
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart under its name; both stay on one page. ``numbers`` has what it shows as text."""

    title: str
    chart: Chart
    note: str = ""
    widest: float = 1.0  # of the sheet
    numbers: Callable[[], PlainTable] | None = None


Block = Text | Drawing


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    height: float


class Sheet:
    """The blocks laid out for one width; fonts of the style are in pixels, one to a unit."""

    def __init__(self, blocks: Sequence[Block], width: float, style: ChartStyle) -> None:
        self._width = width
        self._style = style
        self._placed = [
            _Placed(block, self._height_of(block) + self._gap(block, after))
            for block, after in zip_longest(blocks, blocks[1:])
        ]

    @property
    def height(self) -> float:
        """The height of everything one below the other."""
        return sum(placed.height for placed in self._placed)

    def paint(self, painter: QPainter) -> None:
        """Paint everything on one long page."""
        self._paint_these(painter, self._placed)

    def pages(self, height: float) -> Sequence["SheetPage"]:
        """Cut into pages of this height; only a block that is higher is cut off."""
        pages: list[list[_Placed]] = [[]]
        used = 0.0
        for place, placed in enumerate(self._placed):
            if pages[-1] and used + self._wanted_at(place) > height:
                pages.append([])
                used = 0.0
            pages[-1].append(placed)
            used += placed.height
        return [SheetPage(self, page) for page in pages]

    def _wanted_at(self, place: int) -> float:
        """The room that a block needs: a heading stays with what it is the heading of."""
        placed = self._placed[place]
        is_heading = isinstance(placed.block, Text) and placed.block.role is Role.HEADING
        if is_heading and place + 1 < len(self._placed):
            return placed.height + self._placed[place + 1].height
        return placed.height

    def _paint_these(self, painter: QPainter, these: Sequence[_Placed]) -> None:
        top = 0.0
        for placed in these:
            painter.save()
            painter.translate(0, top)
            self._paint_block(painter, placed.block)
            painter.restore()
            top += placed.height

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        if isinstance(block, Text):
            self._paint_text(painter, block, 0.0)
            return
        top = 0.0
        for text in self._around(block):
            top += self._paint_text(painter, text, top)
        size = self._size_of(block)
        picture = block.chart.lay_out(size, self._style)
        painter.translate(self._width - size.width() if self._style.is_mirrored else 0.0, top)
        picture.paint(painter)

    def _paint_text(self, painter: QPainter, text: Text, top: float) -> float:
        style, font = self._style, self._font(text.role)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(style.dim if text.role is Role.QUIET else style.text)
        place = QRectF(0, top, self._width, self._text_height(text))
        flags = style.leading | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, int(flags | Qt.TextFlag.TextWordWrap), style.digits(text.words))
        return self._height_of(text)

    def _around(self, drawing: Drawing) -> Iterator[Text]:
        if drawing.title:
            yield Text(drawing.title, Role.HEADING)
        if drawing.note:
            yield Text(drawing.note, Role.QUIET)

    def _height_of(self, block: Block) -> float:
        if isinstance(block, Text):
            return self._text_height(block) + line_height(self._font(block.role)) * AFTER_TEXT
        above = sum(self._height_of(text) for text in self._around(block))
        return above + self._size_of(block).height() + line_height(self._style.font) * AFTER_CHART

    def _gap(self, block: Block, after: Block | None) -> float:
        """The room that a heading wants above it where there is text."""
        if isinstance(after, Drawing):
            is_headed = bool(after.title)
        else:
            is_headed = after is not None and after.role is Role.HEADING
        if not (is_headed and isinstance(block, Text)) or block.role is Role.HEADING:
            return 0.0
        return line_height(self._style.font) * (AFTER_CHART - AFTER_TEXT)

    def _size_of(self, drawing: Drawing) -> QSizeF:
        width = self._width * drawing.widest
        return QSizeF(width, drawing.chart.height_for(width, self._style))

    def _text_height(self, text: Text) -> float:
        metrics = QFontMetricsF(self._font(text.role))
        room = QRectF(0, 0, self._width, 100_000)
        words = self._style.digits(text.words)
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()

    def _font(self, role: Role) -> QFont:
        if role is Role.PLAIN:
            return self._style.font
        if role is Role.QUIET:
            return self._style.small
        font = QFont(self._style.bold)
        factor = TITLE if role is Role.TITLE else HEADING
        font.setPixelSize(round(self._style.font.pixelSize() * factor))
        return font


class SheetPage:
    """What stands on one page."""

    def __init__(self, sheet: Sheet, placed: Sequence[_Placed]) -> None:
        self._sheet = sheet
        self._placed = placed

    def paint(self, painter: QPainter) -> None:
        """Paint it from the top of the page."""
        self._sheet._paint_these(painter, self._placed)


def paint_pages(device: QPagedPaintDevice, blocks: Sequence[Block], style: ChartStyle) -> int:
    """Paint the blocks on a printer or a PDF within its margins; how many pages it took.

    Nothing is painted, and 0 comes back, where the device cannot be opened (a full disk, a printer
    that is gone).
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    scale = device.logicalDpiX() / POINTS_PER_INCH
    layout = device.pageLayout()
    room = layout.paintRect(layout.Unit.Point)
    painter.scale(scale, scale)
    pages = Sheet(blocks, room.width(), style).pages(room.height())
    for number, page in enumerate(pages):
        if number and not device.newPage():
            break
        page.paint(painter)
    painter.end()
    return len(pages)


def picture_of(
    blocks: Sequence[Block], style: ChartStyle, width: float, scale: float = 2.0, margin: float = 24
) -> QImage:
    """All blocks as one picture, ``scale`` pixels to a unit."""
    sheet = Sheet(blocks, width - 2 * margin, style)
    size = QSizeF(width, sheet.height + 2 * margin) * scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(style.ground)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(margin, margin)
    sheet.paint(painter)
    painter.end()
    return image
