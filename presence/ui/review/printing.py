"""Prints a review; loaded, and Qt's printing with it, when somebody does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from presence.drawing.review.page import ReviewPage
from presence.drawing.review.sheet import sheet_of
from presence.drawing.sheet import paint_pages
from presence.texts import _
from presence.ui.review.paper import paper_style
from presence.ui.window import Window


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
