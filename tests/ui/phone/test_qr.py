"""The code on the screen: every module of it sharp, with its white border, in every look."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from presence.ui.phone.qr import QUIET_ZONE, QrCode
from tests.screenshots_phone import OWN_ADDRESS, code

SHOWN = code(OWN_ADDRESS)
WHOLE = len(SHOWN.rows) + 2 * QUIET_ZONE


def drawn(widget: QrCode, ratio: float) -> QImage:
    """The widget on a screen with so many dots to a pixel."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#1f2023"))  # the ground of the dark look
    widget.render(image, QPoint())
    return image


def seen(image: QImage) -> list[list[bool]]:
    """What a camera makes of it: the middle of each module inside the white border."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = bytes(grey.constBits())
    wide = grey.bytesPerLine()
    lines = [dots[start : start + image.width()] for start in range(0, len(dots), wide)]
    with_black = [line for line in lines if 0 in line]
    left = min(line.index(0) for line in with_black)
    right = max(line.rindex(0) for line in with_black) + 1
    module = (right - left) / len(SHOWN.rows)
    assert module == int(module)
    assert len(with_black) == right - left
    whole = {line[left:right] for line in with_black}
    assert set(b"".join(whole)) == {0, 255}  # no grey: no edge is blurred
    side = range(len(SHOWN.rows))
    middles = [int((place + 0.5) * module) for place in side]
    return [[with_black[y][left + x] == 0 for x in middles] for y in middles]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("side", [None, 333])
def test_a_code_is_sharp_at_any_size_and_on_any_screen(
    qtbot: QtBot, ratio: float, side: int | None
) -> None:
    widget = QrCode()
    qtbot.addWidget(widget)
    widget.redraw(SHOWN)
    widget.resize(widget.sizeHint() if side is None else QSize(side + 57, side))
    assert seen(drawn(widget, ratio)) == [list(row) for row in SHOWN.rows]


def test_a_screen_reader_is_told_the_address(qtbot: QtBot) -> None:
    widget = QrCode()
    qtbot.addWidget(widget)
    widget.redraw(SHOWN)
    assert OWN_ADDRESS in widget.accessibleName()
    assert widget.sizeHint().width() % WHOLE == 0
    widget.redraw(None)
    assert not widget.accessibleName()
