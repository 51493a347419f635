"""Cards: beside each other where there is room, else one below the other."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from presence.ui.controls import card, text_label
from presence.ui.layout_items import items_of
from presence.ui.look import MEDIUM


class Cards(QBoxLayout):
    """A row that becomes a column when its width is not enough for all of its cards."""

    def __init__(self) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(MEDIUM)

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in items_of(self)), default=0)
        return QSize(widest, super().minimumSize().height())

    def heightForWidth(self, width: int) -> int:
        self._turn_for(width)
        return super().heightForWidth(width)

    def setGeometry(self, place: QRect) -> None:
        self._turn_for(place.width())
        super().setGeometry(place)

    def _turn_for(self, width: int) -> None:
        needed = sum(item.minimumSize().width() for item in items_of(self))
        needed += self.spacing() * (self.count() - 1)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if needed <= width else ways.TopToBottom
        if self.direction() != way:
            self.setDirection(way)


def titled_card(title: str) -> tuple[QFrame, QVBoxLayout, QLabel]:
    """A card with a heading; the heading too, to give it a tooltip."""
    frame, column = card()
    heading = text_label(title, bold=True, wraps=False)
    column.addWidget(heading)
    return frame, column, heading


def either(first: QWidget, second: QWidget) -> QStackedWidget:
    """One place for two ways of showing the same; the first is on top."""
    views = QStackedWidget()
    views.addWidget(first)
    views.addWidget(second)
    return views
