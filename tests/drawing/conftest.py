"""A look for charts that belongs to no window, and a sheet to draw on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from presence.drawing.picture import Picture
from presence.drawing.style import ChartStyle

SIZE = QSizeF(700, 320)

Draw = Callable[[Picture], QImage]


@pytest.fixture
def style(qapp: QApplication) -> ChartStyle:
    font = QFont()
    return ChartStyle(
        ground=QColor("#ffffff"),
        text=QColor("#111111"),
        dim=QColor("#666666"),
        grid=QColor("#dddddd"),
        today=QColor("#eef4ff"),
        accent=QColor("#225588"),
        focus=QColor("#ff00ff"),
        series={
            "meeting": QColor("#2e68bd"),
            "dinner": QColor("#9a3f86"),
            "own": QColor("#776200"),
        },
        font=font,
        small=font,
        bold=font,
        locale=QLocale(QLocale.Language.English),
    )


@pytest.fixture
def mirrored(style: ChartStyle) -> ChartStyle:
    return replace(style, is_mirrored=True)


@pytest.fixture
def draw() -> Draw:
    def on_a_sheet(picture: Picture) -> QImage:
        sheet = QImage(SIZE.toSize(), QImage.Format.Format_ARGB32)
        sheet.fill(QColor("#ffffff"))
        painter = QPainter(sheet)
        picture.paint(painter, None)
        painter.end()
        return sheet

    return on_a_sheet
