"""A page: what it holds, and the scroll bar beside it."""

from PySide6.QtWidgets import QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from presence.ui.page import Page

WIDTH, HEIGHT = 500, 300
TOO_OFTEN = 500


class LowerWhereItIsNarrower(QWidget):
    """As words do that find another place: too high for the page, but beside its scroll bar not."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        self.asked += 1
        if self.asked > TOO_OFTEN:
            return HEIGHT // 2  # it would have gone on until the stack is full
        return HEIGHT + 1 if width >= WIDTH else HEIGHT


def test_a_scroll_bar_does_not_come_and_go_for_ever(qtbot: QtBot) -> None:
    page, part = Page(letters=40, margin=0, spacing=0), LowerWhereItIsNarrower()
    qtbot.addWidget(page)
    page.column.addWidget(part)
    page.resize(WIDTH, HEIGHT)
    page.show()
    qtbot.waitUntil(page.isVisible)
    qtbot.wait(10)
    assert 0 < part.asked < TOO_OFTEN
    assert page.verticalScrollBar().isVisible()
