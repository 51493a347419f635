"""The blocks of a page one below the other."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont

from presence.drawing.row_bars import Row, RowBars
from presence.drawing.sheet import Block, Drawing, Role, Sheet, Text
from presence.drawing.style import ChartStyle

WORDS = Text("How it went.")
BARS = RowBars([Row("Dinner", 1.0, "1 h", "Dinner: 1 h")])


@pytest.fixture
def printed(style: ChartStyle) -> ChartStyle:
    font = QFont(style.font)
    font.setPixelSize(14)
    return replace(style, font=font, small=font, bold=font)


def height(style: ChartStyle, *blocks: Block) -> float:
    return Sheet(blocks, 600, style).height


@pytest.mark.parametrize("headed", [Text("Last year", Role.HEADING), Drawing("By kind", BARS)])
def test_a_heading_has_more_room_above_it_below_words(printed: ChartStyle, headed: Block) -> None:
    apart = height(printed, WORDS) + height(printed, headed)
    assert height(printed, WORDS, headed) > apart
    assert height(printed, headed, WORDS) == pytest.approx(apart)


def test_what_has_no_heading_follows_its_words(printed: ChartStyle) -> None:
    bare = Drawing("", BARS)
    assert height(printed, WORDS, bare) == pytest.approx(
        height(printed, WORDS) + height(printed, bare)
    )
