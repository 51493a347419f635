"""Writes a review to a file: whole or not at all, readable by its owner only."""

from enum import Enum

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from presence.drawing.review.page import ReviewPage
from presence.drawing.review.sheet import sheet_of
from presence.drawing.sheet import paint_pages, picture_of
from presence.drawing.style import ChartStyle
from presence.exchange.output_file import write_file
from presence.words.review.titles import period_span

PICTURE_WIDTH = 760.0
MARGIN_MM = 18.0


class Kind(Enum):
    """What a review can be written as."""

    HTML = "html"
    PNG = "png"
    PDF = "pdf"


def write_review(
    path: str,
    kind: Kind,
    page: ReviewPage,
    style: ChartStyle,
    with_names: bool = False,
    overwrite: bool = False,
) -> None:
    """Write it; without ``with_names`` nobody, no place, tag or note is in it. Raises Refused."""
    match kind:
        case Kind.HTML:
            from presence.exchange.review.web_page import web_page  # QtSvg

            written = web_page(sheet_of(page, with_names), style).encode()
        case Kind.PNG:
            written = _picture(page, style, with_names)
        case Kind.PDF:
            written = _pdf(page, style, with_names)
    write_file(path, [written], overwrite)


def _picture(page: ReviewPage, style: ChartStyle, with_names: bool) -> bytes:
    buffer = _buffer()
    picture_of(sheet_of(page, with_names), style, PICTURE_WIDTH).save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes, Qt wants a text
    return bytes(buffer.data().data())


def _pdf(page: ReviewPage, style: ChartStyle, with_names: bool) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(period_span(page.period, page.today))
    writer.setCreator("Presence")
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    portrait = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, portrait, margins, QPageLayout.Unit.Millimeter))
    paint_pages(writer, sheet_of(page, with_names), style)
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
