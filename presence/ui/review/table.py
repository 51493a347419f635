"""Tables: calm ones for the list of sessions, and the numbers behind the charts."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from presence.drawing.review.table import PlainTable
from presence.ui.look import HAIR, HUGE, MEDIUM, SMALL, Look, mixed

Index = QModelIndex | QPersistentModelIndex
LAST = -1  # the last column is the widest
ROWS_MEASURED = 30  # for how wide a column is; a month of a full log has a thousand
OWN_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}


class NumbersModel(QAbstractTableModel):
    """The numbers behind a chart."""

    def __init__(self) -> None:
        super().__init__()
        self._table = PlainTable("", (), ())

    def show_table(self, table: PlainTable) -> None:
        """Show these numbers."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._table.head)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.head[section]
        return _number_side(role, section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.rows[index.row()][index.column()]
        return _number_side(role, index.column())


def _number_side(role: int, column: int) -> Any:
    """Numbers end below each other; the first column is a name."""
    if role == Qt.ItemDataRole.TextAlignmentRole and column:
        return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
    return None


class CalmTable(QTableView):
    """A calm table of whole rows; it keeps the keys that scroll from the window's shortcuts."""

    def __init__(self, name: str, model: QAbstractItemModel, widest: int = LAST) -> None:
        super().__init__()
        self._widest = widest
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setResizeContentsPrecision(ROWS_MEASURED)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(widest == LAST)
        model.modelReset.connect(self._give_room)
        self._give_room()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + MEDIUM)

    def set_look(self, look: Look) -> None:
        """Take the colours and the size of type from this look."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + MEDIUM)
        side = round(self.fontMetrics().height())
        self.setIconSize(QSize(side, side))
        if not look.is_native:
            self.setStyleSheet(_style_sheet(look))

    def _give_room(self) -> None:
        """Give what room is left to the widest column; there is none before the first numbers."""
        if LAST < self._widest < self.model().columnCount():
            head = self.horizontalHeader()
            head.setSectionResizeMode(self._widest, QHeaderView.ResizeMode.Stretch)

    def ask_for_room(self, rows: int, most: int) -> None:
        """Ask to be as high as so many rows and as wide as all columns, but for ``most``."""
        self.setFixedHeight(self.height_of(min(rows, self.model().rowCount())))
        columns = range(self.model().columnCount())
        head = self.horizontalHeader()
        widths = (max(self.sizeHintForColumn(i), head.sectionSizeHint(i)) for i in columns)
        self.setMinimumWidth(min(most, sum(widths) + MEDIUM))

    def height_of(self, rows: int) -> int:
        """The height at which so many rows are seen without scrolling."""
        head = self.horizontalHeader().sizeHint().height()
        return head + rows * self.verticalHeader().defaultSectionSize() + HAIR

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in OWN_KEYS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)


def _style_sheet(look: Look) -> str:
    return f"""
    QTableView {{ background: transparent; border: none; }}
    QTableView::item {{ padding: 0 {HAIR}px; border: none; color: {look.text}; }}
    QTableView::item:selected {{ background: {look.accent}; color: {look.on_accent}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {look.dim}; border: none;
        border-bottom: 1px solid {look.line}; padding: {HAIR}px; }}
    QTableView:focus {{ border: 1px solid {look.link}; border-radius: {HAIR}px; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {SMALL}px; }}
    QScrollBar:horizontal {{ height: {SMALL}px; }}
    QScrollBar::handle {{ background: {mixed(look.line, look.text, 0.2)};
        border-radius: {HAIR}px; min-height: {HUGE}px; min-width: {HUGE}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    """
