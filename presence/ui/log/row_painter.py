"""Paints the rows of the log: quickly, as somebody scrolls through thousands of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from presence.ui.log.columns import DAY, KEPT, KIND, LENGTH, REST
from presence.ui.log.model import Index, LogModel
from presence.ui.log.words import RowWords
from presence.ui.look import HAIR, SMALL, Look, icon

if TYPE_CHECKING:
    from presence.ui.log.table import LogTable

DIM = frozenset({LENGTH, KEPT, REST})
MOST_ELIDED = 4000
INSET = HAIR + 2
# Put together once: in Python that takes as long as drawing a word.
_FLAGS = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ON_THE_LEFT = int(_FLAGS | Qt.AlignmentFlag.AlignLeft)
_ON_THE_RIGHT = int(_FLAGS | Qt.AlignmentFlag.AlignRight)
_SELECTED = QStyle.StateFlag.State_Selected


class RowPainter(QStyledItemDelegate):
    """Says the day once, over a hairline where it begins; the current row has a line around it.

    Draws by itself: a style sheet takes a fifth of a millisecond for each cell, and there are two
    hundred in sight.
    """

    def __init__(self, table: "LogTable", model: LogModel) -> None:
        super().__init__(table)
        self._table = table
        self._log = model
        self._is_native = False
        self._series: Look | None = None
        self._text = self._dim = self._line = self._link = QColor()
        self._accent = self._on_accent = QColor()
        self._elided: dict[tuple[str, int], str] = {}

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._series = look
        self._is_native = look.is_native
        self._text, self._dim = QColor(look.text), QColor(look.dim)
        self._line, self._link = QColor(look.line), QColor(look.link)
        self._accent, self._on_accent = QColor(look.accent), QColor(look.on_accent)
        self._elided.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == DAY and not self._says_day(index.row()):
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, place = index.row(), index.column(), option.rect
        if self._is_native:
            super().paint(painter, option, index)
        else:
            is_chosen = _SELECTED in option.state
            if is_chosen:
                painter.fillRect(place, self._accent)
            self._write(painter, place, self._log.words(row), column, is_chosen, row)
        if row and self._begins(row):
            painter.setPen(self._line)
            painter.drawLine(place.topLeft(), place.topRight())
        if row == self._table.currentIndex().row() and self._table.hasFocus():
            painter.setPen(self._on_accent if self._is_chosen(row) else self._link)
            painter.drawLine(place.topLeft(), place.topRight())
            painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        said: RowWords,
        column: int,
        is_chosen: bool,
        row: int,
    ) -> None:
        room = place.adjusted(INSET, 0, -INSET, 0)
        is_mirrored = self._table.isRightToLeft()
        if column == KIND:
            room = self._draw_icon(painter, room, said, is_chosen, is_mirrored)
        text = said.cells[column]
        if not text or (column == DAY and not self._says_day(row)):
            return
        if is_chosen:
            painter.setPen(self._on_accent)
        elif column in DIM and not (column == REST and said.is_marked):
            painter.setPen(self._dim)
        else:
            painter.setPen(self._text)
        flags = _ON_THE_RIGHT if is_mirrored else _ON_THE_LEFT
        painter.drawText(room, flags, self._fitted(text, room.width()))

    def _draw_icon(
        self, painter: QPainter, room: QRect, said: RowWords, is_chosen: bool, is_mirrored: bool
    ) -> QRect:
        """Draw the kind's icon; the room that is left beside it."""
        assert self._series is not None
        look, side = self._series, self._table.iconSize().width()
        colour = look.on_accent if is_chosen else look.series_colour(said.slot)
        left = room.right() + 1 - side if is_mirrored else room.left()
        top = room.top() + (room.height() - side) // 2
        icon(said.icon, colour).paint(painter, QRect(left, top, side, side))
        used = side + SMALL
        return room.adjusted(0, 0, -used, 0) if is_mirrored else room.adjusted(used, 0, 0, 0)

    def _fitted(self, text: str, width: int) -> str:
        fitted = self._elided.get((text, width))
        if fitted is None:
            if len(self._elided) > MOST_ELIDED:
                self._elided.clear()
            metrics = self._table.fontMetrics()
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[text, width] = fitted
        return fitted

    def _says_day(self, row: int) -> bool:
        """Whether the day stands beside this row: where it begins, and on top of the list."""
        return self._begins(row) or row == self._table.top_row()

    def _begins(self, row: int) -> bool:
        """Whether this row is the first of its day."""
        return not row or self._log.words(row).day != self._log.words(row - 1).day

    def _is_chosen(self, row: int) -> bool:
        return self._table.selectionModel().isSelected(self._log.index(row, 0))
