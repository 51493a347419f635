"""Prints a review; loaded, and Qt's printing with it, when somebody does."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from presence.core.settings import Theme
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.sheet import sheet_of
from presence.drawing.sheet import paint_pages
from presence.drawing.style import ChartStyle
from presence.texts import _, is_right_to_left
from presence.ui.look import CAPTION, make_look
from presence.ui.review.chart import chart_style
from presence.ui.window import Window

PAPER_POINTS = 10


@dataclass(frozen=True, slots=True)
class _Paper:
    """What paper wishes: dark on white, and the person's own type."""

    font: tuple[str, float] | None
    is_dark: bool | None = False
    accent: tuple[float, float, float] | None = None
    high_contrast: bool = False
    reduced_motion: bool = True


def print_page(window: Window, page: ReviewPage, with_names: bool) -> QPrintDialog:
    """Ask for a printer, or for a PDF; what is chosen is printed when the person says so."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Review"))
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(_("Print"))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    dialog.accepted.connect(lambda: paint_on(printer, page, with_names, window.look.font))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def paint_on(
    device: QPagedPaintDevice,
    page: ReviewPage,
    with_names: bool,
    font: tuple[str, float] | None = None,
) -> int:
    """Paint the review on a printer or a PDF; how many pages it took, 0 where none could be."""
    return paint_pages(device, sheet_of(page, with_names), paper_style(font))


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
