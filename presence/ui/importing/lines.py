"""A heading with a list of lines to read under it, which goes where there is nothing to list."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout

from presence.ui.controls import text_label
from presence.ui.look import HAIR, Look

MOST_SEEN = 6  # lines, before it scrolls


class Lines(QFrame):
    """Each line whole: a long one wraps, and can be copied with all the others by Ctrl+C."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = text_label(bold=True)
        self._list = _Readable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addWidget(self._heading)
        column.addWidget(self._list)
        self.hide()

    def redraw(self, heading: str, lines: Sequence[str]) -> None:
        """Show these."""
        self._heading.setText(heading)
        self._list.setAccessibleName(heading)
        self._list.clear()
        self._list.addItems(list(lines))
        first = self._list.model().index(0, 0)
        flags = QItemSelectionModel.SelectionFlag
        self._list.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self._list.updateGeometry()
        self.setVisible(bool(lines))

    def set_look(self, look: Look) -> None:
        """Stand out a little from the ground."""
        self._list.setProperty("part", "card")


class _Readable(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(self.textElideMode().ElideNone)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setUniformItemSizes(False)

    def sizeHint(self) -> QSize:
        rows = range(min(self.count(), MOST_SEEN))
        height = sum(self.sizeHintForRow(row) for row in rows) + self.fontMetrics().height()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
