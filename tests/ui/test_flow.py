"""Controls in rows: as many as there is room for, and what belongs at the end of its row."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from presence.ui.flow import Flow

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def flow(qtbot: QtBot, width: int, direction: Qt.LayoutDirection = LTR) -> Flow:
    """Three parts of 50 pixels; the last belongs at the end."""
    row = Flow(spacing=10)
    qtbot.addWidget(row)
    row.setLayoutDirection(direction)
    for place in range(3):
        if place == 2:
            row.add_gap()
        part = QWidget()
        part.setMinimumSize(QSize(50, 20))
        row.add(part)
    row.resize(width, row.heightForWidth(width))
    with qtbot.waitExposed(row):
        row.show()
    return row


def places(row: Flow) -> list[tuple[int, int]]:
    return [(part.x(), part.y()) for part in row.parts]


def test_what_follows_the_gap_stands_at_the_end(qtbot: QtBot) -> None:
    assert places(flow(qtbot, 300)) == [(0, 0), (60, 0), (250, 0)]


def test_what_follows_the_gap_stands_at_the_end_of_a_row_of_its_own(qtbot: QtBot) -> None:
    row = flow(qtbot, 130)
    assert places(row) == [(0, 0), (60, 0), (80, 30)]
    assert row.height() == 50


def test_one_that_was_emptied_has_no_gap_any_more(qtbot: QtBot) -> None:
    row = flow(qtbot, 300)
    row.empty()
    for _place in range(3):
        part = QWidget()
        part.setMinimumSize(QSize(50, 20))
        row.add(part)
        part.show()
    qtbot.waitUntil(lambda: places(row) == [(0, 0), (60, 0), (120, 0)])


@pytest.mark.parametrize(("width", "last"), [(300, (0, 0)), (130, (0, 30))])
def test_the_end_is_at_the_left_where_one_reads_to_the_left(
    qtbot: QtBot, width: int, last: tuple[int, int]
) -> None:
    row = flow(qtbot, width, RTL)
    assert places(row) == [(width - 50, 0), (width - 110, 0), last]
