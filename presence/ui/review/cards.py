"""Cards: beside each other where there is room, else one below the other."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidgetItem,
)

from presence.ui.controls import plain_tip, text_label
from presence.ui.layout_items import parts_of
from presence.ui.look import CAPTION, LARGE, MEDIUM, RADIUS, SMALL
from presence.ui.painted import draw_focus


class Cards(QBoxLayout):
    """A row that becomes a column when its width is not enough for all of its cards.

    Enough is the least that they need, or as much as they wish ``as_wished``.
    """

    def __init__(self, as_wished: bool = False) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._as_wished = as_wished
        self._needed: tuple[int, int] | None = None  # widths as a row and as a column
        self.setSpacing(MEDIUM)

    def invalidate(self) -> None:
        self._needed = None
        super().invalidate()

    def minimumSize(self) -> QSize:
        return QSize(self._widths()[1], super().minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        super().hasHeightForWidth()  # by this Qt counts its parts anew
        return True  # also of parts that have none: as a column they are higher

    def heightForWidth(self, width: int) -> int:
        self._turn_for(width)
        return super().heightForWidth(width)

    def setGeometry(self, place: QRect) -> None:
        self._turn_for(place.width())
        super().setGeometry(place)

    def _turn_for(self, width: int) -> None:
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self._widths()[0] <= width else ways.TopToBottom
        if self.direction() != way:
            self.setDirection(way)

    def _widths(self) -> tuple[int, int]:
        """Asked for many times over while a window finds its size."""
        if self._needed is None:
            shown = [item for item in _items_of(self) if not item.isEmpty()]
            least = [item.minimumSize().width() for item in shown]
            wished = [item.sizeHint().width() for item in shown] if self._as_wished else least
            row = sum(wished) + self.spacing() * (len(shown) - 1)
            self._needed = row, max(least, default=0)
        return self._needed


def _items_of(cards: Cards) -> Iterator[QLayoutItem]:
    for part in parts_of(cards):
        yield part if isinstance(part, QLayout) else QWidgetItem(part)


class ReadCard(QFrame):
    """A raised rectangle that takes the focus, so that a screen reader comes by what it says.

    A tooltip that only the mouse reaches would be none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus(painter, QRectF(self.rect()), self.palette(), RADIUS + 3)


class Card(QFrame):
    """A raised rectangle under a title, with a quiet line at its end; both may be empty."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self.column.setSpacing(SMALL)
        self._heading = text_label(title, bold=True, wraps=False)
        self._heading.setVisible(bool(title))
        self._note = text_label("", part="dim", factor=CAPTION)
        self._note.hide()
        self.column.addWidget(self._heading)
        self.column.addWidget(self._note)

    def name(self, title: str, how: str = "") -> None:
        """The title, and as its tooltip how the figures are computed."""
        self._heading.setText(title)
        self._heading.setVisible(bool(title))
        self._heading.setToolTip(plain_tip(how))

    def say(self, note: str) -> None:
        """The quiet line at the end; empty for none."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, part: "QBoxLayout | QFrame", stretch: int = 0) -> None:
        """Put a part above the quiet line."""
        place = self.column.count() - 1
        if isinstance(part, QBoxLayout):
            self.column.insertLayout(place, part, stretch)
        else:
            self.column.insertWidget(place, part, stretch)
