"""The list of names: searched as somebody types, sorted by every column, renamed in place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from presence.core.clock import to_ms
from presence.core.names.use import Names
from presence.core.person import folded
from presence.texts import _
from presence.ui.controls import plain_tip
from presence.ui.names.view import NameRow, NamesView
from presence.words.dates import grouped, hours
from presence.words.names import last_day

Index = QModelIndex | QPersistentModelIndex
NAME, SESSIONS, LATELY, LAST, DETAIL = range(5)
WITH_DETAIL = frozenset({Names.KINDS, Names.GROUPS})


class NamesModel(QAbstractTableModel):
    """``icon_for`` draws a kind's icon in its colour."""

    renamed = Signal(str, str)  # key, the new name

    def __init__(self, icon_for: Callable[[str, str], QIcon]) -> None:
        super().__init__()
        self._icon_for = icon_for
        self._view: NamesView | None = None
        self._search: list[str] = []  # of each row, folded
        self._rows: list[NameRow] = []
        self._text = ""
        self._column, self._order = LATELY, Qt.SortOrder.DescendingOrder

    @property
    def rows(self) -> Sequence[NameRow]:
        """What is listed now, from the top."""
        return self._rows

    def show_view(self, view: NamesView) -> None:
        """List these names."""
        self.beginResetModel()
        self._view = view
        self._search = [folded(f"{row.name} {row.detail}") for row in view.rows]
        self._arrange()
        self.endResetModel()

    def search(self, text: str) -> None:
        """List only those with this in them."""
        if folded(text) != self._text:
            self.beginResetModel()
            self._text = folded(text)
            self._arrange()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; names that are equal in it stand by the alphabet."""
        self.layoutAboutToBeChanged.emit()
        before = [self._rows[index.row()].key for index in self.persistentIndexList()]
        self._column, self._order = column, order
        self._arrange()
        places = {row.key: number for number, row in enumerate(self._rows)}
        for index, key in zip(self.persistentIndexList(), before, strict=True):
            self.changePersistentIndex(index, self.index(places[key], index.column()))
        self.layoutChanged.emit()

    def place_of(self, key: str) -> int | None:
        """The row of a name, None where it is not listed."""
        for number, row in enumerate(self._rows):
            if row.key == key:
                return number
        return None

    def _arrange(self) -> None:
        if self._view is None:
            return
        rows = zip(self._view.rows, self._search, strict=True)
        found = [row for row, text in rows if self._text in text]
        found.sort(key=lambda row: folded(row.name))
        found.sort(key=self._order_of, reverse=self._order is Qt.SortOrder.DescendingOrder)
        self._rows = found

    def _order_of(self, row: NameRow) -> Any:
        match self._column:
            case 1:
                return row.sessions
            case 2:
                return row.lately
            case 3:
                return -1 if row.last_at is None else to_ms(row.last_at)
            case 4:
                return folded(row.detail)
        return folded(row.name)

    # For Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._head())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head()[section]
        return _number_side(role, section)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.EditRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole if column in {NAME, DETAIL}:
                return plain_tip(self._words(row, column))
            case Qt.ItemDataRole.AccessibleTextRole if column == NAME:
                words = (self._words(row, each) for each in range(len(self._head())))
                return ", ".join(word for word in words if word)
            case Qt.ItemDataRole.DecorationRole if column == NAME and row.icon:
                return self._icon_for(row.icon, row.slot)
        return _number_side(role, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Somebody wrote another name: it stands here once the log says so."""
        row, name = self._rows[index.row()], str(value).strip()
        if role == Qt.ItemDataRole.EditRole and name and name != row.name:
            self.renamed.emit(row.key, name)
        return False

    def _head(self) -> Sequence[str]:
        names = Names.PEOPLE if self._view is None else self._view.names
        head = [_("Name"), _("Sessions"), _("In a year"), _("Last")]
        if names in WITH_DETAIL:
            head.append(_("Who") if names is Names.GROUPS else _("What it is like"))
        return head

    def _words(self, row: NameRow, column: int) -> str:
        assert self._view is not None
        match column:
            case 1:
                return grouped(row.sessions)
            case 2:
                return hours(row.lately) if row.lately else "–"
            case 3:
                view = self._view
                return "–" if row.last_at is None else last_day(row.last_at, view.now, view.zone)
            case 4:
                return row.detail
        return row.name


def _number_side(role: int, column: int) -> Any:
    """Numbers end below each other."""
    if role == Qt.ItemDataRole.TextAlignmentRole and column in {SESSIONS, LATELY}:
        return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
    return None
