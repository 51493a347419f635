"""Controls beside each other, in as many rows as their width asks for."""

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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Put one more at the end."""
        part.setParent(self)
        self._parts.append(part)

    def empty(self) -> None:
        """Let all of them go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []

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
        """Lay the parts out for a width; the height that they need."""
        left, top, high = 0, 0, 0
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for part in self._shown():
            hint = part.sizeHint().expandedTo(part.minimumSize())
            size = QSize(min(hint.width(), width), hint.height())
            if left and left + size.width() > width:
                left, top, high = 0, top + high + self._spacing, 0
            if moves:
                begin = width - left - size.width() if is_mirrored else left
                part.setGeometry(QRect(QPoint(begin, top), size))
            left += size.width() + self._spacing
            high = max(high, size.height())
        return top + high
