"""Paints the rows of the log: quickly, as somebody scrolls through thousands of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from presence.ui.log.columns import DAY, KEPT, KIND, LENGTH, REST
from presence.ui.log.model import Index, LogModel
from presence.ui.log.words import RowWords
from presence.ui.look import HAIR, SMALL, Look, icon

if TYPE_CHECKING:
    from presence.ui.log.table import LogTable

DIM = frozenset({LENGTH, KEPT, REST})
MOST_LAID = 2000  # texts
INSET = HAIR + 2
_IN_ONE_LINE = str.maketrans("\n\r\t\v\f\x85\u2028\u2029", " " * 8)

_Laid = tuple[QStaticText, int, int]


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
        self._laid: dict[tuple[str, int], _Laid] = {}
        self._row, self._is_first = -1, False  # that is being painted
        self._said: RowWords | None = None

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._series = look
        self._is_native = look.is_native
        self._text, self._dim = QColor(look.text), QColor(look.dim)
        self._line, self._link = QColor(look.line), QColor(look.link)
        self._accent, self._on_accent = QColor(look.accent), QColor(look.on_accent)
        self._laid.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == DAY and not self._says_day(index.row()):
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, place = index.row(), index.column(), option.rect
        said = self._log.words(row)
        if row != self._row or said is not self._said:  # the cells of a row come one by one
            self._row, self._said, self._is_first = row, said, self._begins(row)
        if self._is_native:
            super().paint(painter, option, index)
        else:
            is_chosen = self._is_chosen(index)
            if is_chosen:
                painter.fillRect(place, self._accent)
            self._write(painter, place, said, column, is_chosen)
        if row and self._is_first:
            painter.setPen(self._line)
            painter.drawLine(place.topLeft(), place.topRight())
        if row == self._table.currentIndex().row() and self._table.hasFocus():
            painter.setPen(self._on_accent if self._is_chosen(index) else self._link)
            painter.drawLine(place.topLeft(), place.topRight())
            painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _write(
        self, painter: QPainter, place: QRect, said: RowWords, column: int, is_chosen: bool
    ) -> None:
        room = place.adjusted(INSET, 0, -INSET, 0)
        is_mirrored = self._table.isRightToLeft()
        if column == KIND:
            room = self._draw_icon(painter, room, said, is_chosen, is_mirrored)
        text = said.cells[column]
        if not text or (column == DAY and not self._says_day(self._row)):
            return
        if is_chosen:
            painter.setPen(self._on_accent)
        elif column in DIM and not (column == REST and said.is_marked):
            painter.setPen(self._dim)
        else:
            painter.setPen(self._text)
        drawn, width, height = self._fitted(text, room.width())
        left = room.right() + 1 - width if is_mirrored else room.left()
        painter.drawStaticText(left, room.top() + (room.height() - height) // 2, drawn)

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

    def _fitted(self, text: str, width: int) -> _Laid:
        """The text as far as there is room, laid out once, and how wide and high it is."""
        fitted = self._laid.get((text, width))
        if fitted is None:
            if len(self._laid) > MOST_LAID:
                self._laid.clear()
            table = self._table
            line = text.translate(_IN_ONE_LINE)
            fitting = table.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
            drawn = QStaticText(fitting)
            drawn.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            option.setTextDirection(_direction(line, table.layoutDirection()))
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            drawn.setTextOption(option)
            drawn.prepare(QTransform(), table.font())
            size = drawn.size()
            fitted = self._laid[text, width] = drawn, round(size.width()), round(size.height())
        return fitted

    def _says_day(self, row: int) -> bool:
        """Whether the day stands beside this row: where it begins, and on top of the list."""
        return self._begins(row) or row == self._table.top_row()

    def _begins(self, row: int) -> bool:
        """Whether this row is the first of its day."""
        return not row or self._log.words(row).day != self._log.words(row - 1).day

    def _is_chosen(self, index: Index) -> bool:
        # To read it from the option takes ten times as long: PySide makes an Enum of its flags.
        return self._table.selectionModel().isSelected(index)


def _direction(line: str, around: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """That of its own letters: a name keeps its brackets, a length its unit behind it."""
    has_letters = any(map(str.isalpha, line))
    return Qt.LayoutDirection.LayoutDirectionAuto if has_letters else around
