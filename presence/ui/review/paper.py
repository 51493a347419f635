"""How a review looks on paper, and in a file that somebody keeps."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontInfo

from presence.core.settings import Theme
from presence.drawing.style import ChartStyle
from presence.texts import is_right_to_left
from presence.ui.look import CAPTION, make_look
from presence.ui.review.chart import chart_style

PAPER_POINTS = 10


@dataclass(frozen=True, slots=True)
class _Paper:
    """What paper wishes: dark on white, and the person's own type."""

    font: tuple[str, float] | None
    is_dark: bool | None = False
    accent: tuple[float, float, float] | None = None
    high_contrast: bool = False
    reduced_motion: bool = True


def paper_style(font: tuple[str, float] | None = None) -> ChartStyle:
    """Dark on white, whatever the screen looks like, in type that is measured in points."""
    look = make_look(Theme.LIGHT, _Paper(font))
    plain = QFont(QFontInfo(QFont()).family() if font is None else font[0])
    style = chart_style(look, plain, is_right_to_left())
    plain.setPixelSize(PAPER_POINTS)
    small, bold = QFont(plain), QFont(plain)
    small.setPixelSize(round(PAPER_POINTS * CAPTION))
    bold.setPixelSize(round(PAPER_POINTS * CAPTION))
    bold.setWeight(QFont.Weight.DemiBold)
    return replace(style, font=plain, small=small, bold=bold)
