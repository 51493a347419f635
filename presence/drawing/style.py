"""How a chart looks: colours, type and direction come in as values, for window and file alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter

OWN = "own"  # the series that stands in for a slot nobody named

# In high contrast each series has its own hatching; plain ones come first.
PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.CrossPattern,
)


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The look of every chart; ``series`` has a colour for each slot that a kind can name."""

    ground: QColor
    text: QColor
    dim: QColor
    grid: QColor
    today: QColor  # a quiet ground behind the present day
    accent: QColor  # bars that belong to no kind
    focus: QColor
    series: Mapping[str, QColor]
    font: QFont
    small: QFont
    bold: QFont
    locale: QLocale
    is_mirrored: bool = False
    has_patterns: bool = False

    def series_colour(self, slot: str) -> QColor:
        """The colour of a slot; a slot that is not named has the one of people's own kinds."""
        return self.series.get(slot) or self.series.get(OWN, self.accent)

    def hatching(self, slot: str) -> tuple[Qt.BrushStyle, QColor]:
        """The hatching of a slot and its colour, the same wherever it appears."""
        if not self.has_patterns:
            return Qt.BrushStyle.NoBrush, self.ground
        slots = list(self.series)
        place = slots.index(slot) if slot in slots else len(slots)
        return PATTERNS[place % len(PATTERNS)], self.ground

    @property
    def leading(self) -> Qt.AlignmentFlag:
        """The side on which a line of text begins."""
        side = Qt.AlignmentFlag
        return side.AlignRight if self.is_mirrored else side.AlignLeft

    @property
    def trailing(self) -> Qt.AlignmentFlag:
        """The side on which a line of text ends."""
        side = Qt.AlignmentFlag
        return side.AlignLeft if self.is_mirrored else side.AlignRight

    def digits(self, text: str) -> str:
        """The text with the digits of the person's language (``۱۲`` for 12 in Persian)."""
        zero = ord(self.locale.zeroDigit()[0])
        if zero == ord("0"):
            return text
        return text.translate({ord("0") + i: zero + i for i in range(10)})

    def mirrored(self, place: QRectF, width: float) -> QRectF:
        """The place as it is in the reading direction, in a picture of that width."""
        if not self.is_mirrored:
            return place
        return QRectF(width - place.right(), place.top(), place.width(), place.height())


def line_height(font: QFont) -> float:
    """The height of one line of text."""
    return QFontMetricsF(font).height()


def text_width(font: QFont, text: str) -> float:
    """The width of one line of text."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    place: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    where: Qt.AlignmentFlag,
) -> None:
    """One line of plain text in its place, shortened with an ellipsis where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _one_line(where), shown)


@cache
def _one_line(where: Qt.AlignmentFlag) -> int:
    """How such a line is drawn; put together anew for each, it takes as long as the drawing."""
    # Absolute: the places are mirrored already; the text's own direction is left to its letters.
    flags = where | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    return int(flags | Qt.TextFlag.TextSingleLine)


def draw_bar(
    painter: QPainter,
    place: QRectF,
    radius: float,
    colour: QColor,
    hatching: tuple[Qt.BrushStyle, QColor] | None = None,
) -> None:
    """A rounded bar, hatched where colours alone would not tell it from its neighbours."""
    radius = min(radius, place.width() / 2, place.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, radius, radius)
    if hatching is not None and hatching[0] != Qt.BrushStyle.NoBrush:
        painter.setBrush(QBrush(hatching[1], hatching[0]))
        painter.drawRoundedRect(place, radius, radius)


def draw_focus(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """The ring around the part that the keyboard has chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(colour)
    pen.setWidthF(2.0)
    painter.setPen(pen)
    painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 4, 4)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """The colour at ``share`` of the way from one to the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )
