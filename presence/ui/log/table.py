"""The table of the log: whole rows, keys that go through all of it, days said once."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from presence.texts import _
from presence.ui.log.columns import DAY, KIND, PEOPLE, PLACE, REST, widest_words
from presence.ui.log.model import LogModel
from presence.ui.log.row_painter import INSET, RowPainter
from presence.ui.look import HAIR, HUGE, MEDIUM, Look

OWN_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
EDITS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
# What is left of the width goes to these, in these shares.
SHARES = {PEOPLE: 3, PLACE: 2, REST: 4}
LEAST_LETTERS = 9
AHEAD_MS = 30  # after what was scrolled to is painted


class LogTable(QTableView):
    """Letters typed into it go to the search; Enter and F2 edit, Delete deletes."""

    edit_wanted = Signal()
    typed = Signal(str)
    rows_chosen = Signal()

    def __init__(self, model: LogModel) -> None:
        super().__init__()
        self._log = model
        self.setAccessibleName(_("Sessions"))
        self.setModel(model)
        self._painter = RowPainter(self, model)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(HUGE)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(lambda: model.fetch_around(self.seen()))
        self.doubleClicked.connect(lambda *_: self.edit_wanted.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_chosen.emit())

    # Which rows

    def top_row(self) -> int:
        """The first row in sight, -1 where there is none."""
        return self.rowAt(0)

    def seen(self) -> range:
        """The rows in sight."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._log.rowCount() - 1) + 1)

    def chosen_count(self) -> int:
        """How many rows are chosen, without asking for any of them."""
        return sum(each.height() for each in self.selectionModel().selection().toList())

    def chosen_rows(self, most: int) -> list[int]:
        """The numbers of the chosen rows, so many at the most, from the top."""
        numbers: list[int] = []
        for each in self.selectionModel().selection().toList():
            numbers += range(each.top(), min(each.bottom(), each.top() + most) + 1)
        return sorted(set(numbers))[:most]

    def chosen_ranges(self) -> list[range]:
        """The same in stretches, from the top."""
        chosen = self.selectionModel().selection().toList()
        return sorted((range(each.top(), each.bottom() + 1) for each in chosen), key=_first)

    def choose(self, row: int) -> None:
        """Choose this one, with the keyboard on it, whatever keys are held (not ``selectRow``)."""
        self.make_current(row)
        self.choose_rows([row])

    def choose_rows(self, rows: Iterable[int]) -> None:
        """Choose these and no others; the current row stays."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._log.index(row, 0), self._log.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def make_current(self, row: int) -> None:
        """Put the keyboard on this row; what is chosen stays."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._log.index(row, 0), flags.NoUpdate)

    def place_row_at_top(self, row: int, offset: int) -> None:
        """Scroll so that this row begins ``offset`` pixels below the top."""
        self.verticalScrollBar().setValue(row * self.row_height() - offset)

    def row_height(self) -> int:
        """How high each row is."""
        return self.verticalHeader().defaultSectionSize()

    # How it looks

    def set_look(self, look: Look) -> None:
        """Take the colours and the size of type from this look."""
        self._painter.set_look(look)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + MEDIUM)
        side = round(self.fontMetrics().height())
        self.setIconSize(QSize(side, side))
        if not look.is_native:
            # Not of the table: its rows would be painted anew for each step of a scroll.
            self.horizontalHeader().setStyleSheet(_head_style(look))
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the width of its words, and what is left to names, places and notes."""
        metrics, head = self.fontMetrics(), self.horizontalHeader()
        letter, space = metrics.averageCharWidth(), 2 * MEDIUM
        used = 0
        for column, sample in widest_words().items():
            width = metrics.horizontalAdvance(sample) + space
            if column == KIND:
                width += self.iconSize().width()
            width = max(width, head.sectionSizeHint(column))
            self.setColumnWidth(column, width)
            used += width
        left, parts = max(0, self.viewport().width() - used), sum(SHARES.values())
        for column, share in SHARES.items():
            self.setColumnWidth(column, max(left * share // parts, LEAST_LETTERS * letter + space))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _on_scrolled(self) -> None:
        """The row on top says its day: another one may be there now."""
        if not self._ahead.isActive():
            self._ahead.start(AHEAD_MS)
        self.viewport().update(QRect(0, 0, self.columnWidth(DAY), self.viewport().height()))
        if self.isRightToLeft():
            self.viewport().update()

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in OWN_KEYS
        ):
            event.accept()  # the window's own keys are not meant
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in EDITS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.edit_wanted.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last session, not along the row."""
        actions = QAbstractItemView.CursorAction
        rows, column = self._log.rowCount(), max(self.currentIndex().column(), DAY)
        if rows and action is actions.MoveHome:
            return self._log.index(0, column)
        if rows and action is actions.MoveEnd:
            return self._log.index(rows - 1, column)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Qt would look through every row there is: the search line does that better."""
        if search.strip():
            self.typed.emit(search)


def _first(rows: range) -> int:
    return rows.start


def _head_style(look: Look) -> str:
    return f"""
    QHeaderView {{ background: {look.surface}; border: none; }}
    QHeaderView::section {{ background: {look.surface}; color: {look.dim}; border: none;
        border-bottom: 1px solid {look.line}; padding: {HAIR}px {INSET}px; }}
    """
