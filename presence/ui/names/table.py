"""The table of names: whole rows; F2 renames in place, Enter and a double click open sessions."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyle, QTableView

from presence.texts import _
from presence.ui.look import HAIR, HUGE, MEDIUM, RADIUS, SMALL, Look, mixed
from presence.ui.names.model import DETAIL, LAST, LATELY, NAME, SESSIONS, NamesModel

OWN_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
LEAST_LETTERS = 15


class NamesTable(QTableView):
    """Letters typed into it go to the search."""

    opened = Signal()
    typed = Signal(str)
    rows_chosen = Signal()

    def __init__(self, model: NamesModel) -> None:
        super().__init__()
        self._names = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.sortByColumn(LATELY, Qt.SortOrder.DescendingOrder)
        self.doubleClicked.connect(lambda *_: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_chosen.emit())
        model.modelReset.connect(self.rows_chosen.emit)

    # What is chosen

    def chosen(self) -> list[str]:
        """The keys of the chosen names, from the top."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._names.rows[number].key for number in numbers]

    def choose(self, keys: Iterable[str]) -> None:
        """Choose these, as far as they are listed, and bring the first into sight."""
        places = [place for key in keys if (place := self._names.place_of(key)) is not None]
        chosen = QItemSelection()
        for place in places:
            chosen.select(self._names.index(place, NAME), self._names.index(place, NAME))
        flags = QItemSelectionModel.SelectionFlag
        if places:
            first = self._names.index(min(places), NAME)
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def rename_current(self) -> None:
        """Let somebody write another name in the row with the keyboard."""
        row = self.currentIndex().row()
        if row >= 0:
            self.setFocus()
            self.edit(self._names.index(row, NAME))
            for editor in self.viewport().findChildren(QLineEdit):
                editor.setAccessibleName(_("New name"))

    def row_height(self) -> int:
        """How high each row is."""
        return self.verticalHeader().defaultSectionSize()

    # How it looks

    def set_look(self, look: Look) -> None:
        """Take the colours and the size of type from this look."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * MEDIUM)
        side = round(self.fontMetrics().height())
        self.setIconSize(self.iconSize().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        if not look.is_native:
            margin = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
            self.setStyleSheet(_style_sheet(look, MEDIUM + margin))
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give numbers and days what they need, and the rest to the names and what is said."""
        head, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        count, used = self._names.columnCount(), 0
        for column in (SESSIONS, LATELY, LAST):
            widest = self.fontMetrics().horizontalAdvance(_("Wed 30 Nov 2025"))
            width = head.sectionSizeHint(column) + MEDIUM
            width = max(width, widest + 3 * MEDIUM) if column == LAST else width
            self.setColumnWidth(column, width)
            used += width
        left = max(0, self.viewport().width() - used)
        least = LEAST_LETTERS * letter
        if count > DETAIL:
            name = max(left * 2 // 5, least)
            self.setColumnWidth(NAME, name)
            self.setColumnWidth(DETAIL, max(left - name, least))
        else:
            self.setColumnWidth(NAME, max(left, least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in OWN_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.opened.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)


def _style_sheet(look: Look, inset: int) -> str:
    """``inset`` is how far the words of a cell stand from its edges: those above them, too."""
    return f"""
    QTableView {{ background: {look.surface}; border: 1px solid {look.line};
        border-radius: {RADIUS}px; padding: {HAIR}px; }}
    QTableView::item {{ padding: 0 {MEDIUM}px; border: none; }}
    QTableView::item:selected {{ background: {look.accent}; color: {look.on_accent}; }}
    QTableView QLineEdit {{ padding: 0 {SMALL}px; border-radius: {HAIR}px; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {look.dim}; border: none;
        border-bottom: 1px solid {look.line}; padding: {HAIR}px {inset}px; }}
    QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-origin: border;
        width: {SMALL}px; height: {SMALL}px; }}
    QTableView:focus {{ border-color: {look.link}; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {SMALL}px; }}
    QScrollBar:horizontal {{ height: {SMALL}px; }}
    QScrollBar::handle {{ background: {mixed(look.line, look.text, 0.2)};
        border-radius: {HAIR}px; min-height: {HUGE}px; min-width: {HUGE}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    """
