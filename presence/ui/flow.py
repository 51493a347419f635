"""Controls beside each other, in as many rows as their width asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from presence.ui.look import SMALL


class Flow(QWidget):
    """Places its visible children in the reading direction, in the order they were added.

    Not a QLayout: what stands for its items in Python would outlive them (ui/layout_items.py).
    """

    def __init__(self, spacing: int = SMALL) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        self._gap: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> Sequence[QWidget]:
        """What was added, in its order."""
        return self._parts

    def add(self, part: QWidget) -> None:
        """Put one more at the end."""
        part.setParent(self)
        self._parts.append(part)

    def add_gap(self) -> None:
        """What is added from now on goes to the end of its row."""
        self._gap = len(self._parts)

    def empty(self) -> None:
        """Let all of them go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self._gap = [], None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, moves=False)

    def sizeHint(self) -> QSize:
        hints = [part.sizeHint() for part in self._shown()]
        width = sum(hint.width() for hint in hints) + self._spacing * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        hints = [part.minimumSizeHint() for part in self._shown()]
        width = max((hint.width() for hint in hints), default=0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), moves=True)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a part is shown, hidden or another size
            self._place(self.width(), moves=True)
            self.updateGeometry()
        return done

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _place(self, width: int, moves: bool) -> int:
        """Lay the parts out for a width, each in the middle of its row; the height they need."""
        top = 0
        for row in self._rows(width):
            high = max(size.height() for _part, _left, size in row)
            _last, last_left, last_size = row[-1]
            rest = width - last_left - last_size.width()
            for part, left, size in row if moves else ():
                begin = left + rest if self._is_behind_the_gap(part) else left
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    begin = width - begin - size.width()
                corner = QPoint(begin, top + (high - size.height()) // 2)
                part.setGeometry(QRect(corner, size))
            top += high + self._spacing
        return max(0, top - self._spacing)

    def _is_behind_the_gap(self, part: QWidget) -> bool:
        return self._gap is not None and self._parts.index(part) >= self._gap

    def _rows(self, width: int) -> list[list[tuple[QWidget, int, QSize]]]:
        """The parts with their places along each row and their sizes."""
        rows: list[list[tuple[QWidget, int, QSize]]] = []
        left = 0
        for part in self._shown():
            hint = part.sizeHint().expandedTo(part.minimumSize())
            size = QSize(min(hint.width(), width), hint.height())
            if not rows or left + size.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((part, left, size))
            left += size.width() + self._spacing
        return rows
