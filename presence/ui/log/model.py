"""The log as Qt's views read it: it knows the count, and fetches the rows that come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from presence.core.clock import from_ms, to_ms
from presence.core.session import Session
from presence.ui.controls import plain_tip
from presence.ui.log.columns import DAY, KIND, heads
from presence.ui.log.view import LogRow, LogSource
from presence.ui.log.words import RowWords, Speaker

Index = QModelIndex | QPersistentModelIndex
PAGE = 32
PAGES_KEPT = 80

ROW_ROLE = int(Qt.ItemDataRole.UserRole)

# As plain numbers: Qt asks thousands of times for each picture.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ICON = int(Qt.ItemDataRole.DecorationRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ASKED_FOR = frozenset({_DISPLAY, _TIP, _ICON, _SPOKEN})

# What stands for a row that somebody took away while it was fetched.
_NOTHING = LogRow(Session("", "", from_ms(0), "UTC", ended_at=from_ms(0)))

Page = tuple[Sequence[LogRow], list[RowWords | None]]


class LogModel(QAbstractTableModel):
    """Holds the pages that were looked at last."""

    def __init__(self, source: LogSource, icon_for: Callable[[str, str], QIcon]) -> None:
        super().__init__()
        self._source = source
        self._icon_for = icon_for
        self._count = 0
        self._speaker: Speaker | None = None
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._head = heads()

    # What is in it

    def show(self, count: int, speaker: Speaker) -> None:
        """Another list: so many rows, none of which is known yet."""
        self.beginResetModel()
        self._pages.clear()
        self._count, self._speaker = count, speaker
        self.endResetModel()

    def grow(self, count: int) -> None:
        """There are more rows, at the end."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._pages.pop(self._count // PAGE, None)  # it may not have been whole
            self._count = count
            self.endInsertRows()

    def refresh(self, count: int, speaker: Speaker, seen: range) -> bool:
        """The same list anew; False where its rows moved, so that it must be shown as another."""
        if count != self._count or not seen:
            return False
        before = [row.session.id for row in self._known(seen)]
        self._pages.clear()
        self._speaker = speaker
        if [self.row(number).session.id for number in seen] != before:
            return False
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(seen.start, 0), self.index(seen.stop - 1, last))
        return True

    def row(self, number: int) -> LogRow:
        """The row at that place, fetched with its neighbours where it is not known yet."""
        page, place = divmod(number, PAGE)
        return self._page(page)[0][place]

    def words(self, number: int) -> RowWords:
        """What the row at that place says."""
        page, place = divmod(number, PAGE)
        rows, words = self._page(page)
        said = words[place]
        if said is None:
            assert self._speaker is not None
            said = words[place] = self._speaker.say(rows[place])
        return said

    def place_of(self, session: Session, guess: int) -> int | None:
        """Where a session stands now, None where it is not in the list any more."""
        for number in (guess, guess - 1, guess + 1):
            if 0 <= number < self._count and self.row(number).session.id == session.id:
                return number
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if _order(self._at(middle)) < _order(session):
                low = middle + 1
            else:
                high = middle
        found = low < self._count and self._at(low).id == session.id
        return low if found else None

    def fetch_around(self, seen: range) -> None:
        """Have the pages before and after what is in sight, before somebody scrolls there.

        As many rows as are in sight are put into words as well.
        """
        for number in (seen.start - PAGE, seen.stop - 1 + PAGE):
            if 0 <= number < self._count:
                self._page(number // PAGE)
        first, end = seen.start - len(seen), seen.stop + len(seen)
        for number in range(max(first, 0), min(end, self._count)):
            self.words(number)

    def _known(self, numbers: range) -> list[LogRow]:
        pages = ((divmod(number, PAGE)) for number in numbers)
        return [self._pages[page][0][place] for page, place in pages if page in self._pages]

    def _at(self, number: int) -> Session:
        page, place = divmod(number, PAGE)
        if page in self._pages:
            return self._pages[page][0][place].session
        return self._source.rows(number, 1)[0].session

    def _page(self, number: int) -> Page:
        page = self._pages.get(number)
        if page is None:
            rows = self._source.rows(number * PAGE, PAGE)
            expected = min(PAGE, self._count - number * PAGE)
            # Another process may have taken some away, of which we are about to hear.
            rows = [*rows, *[_NOTHING] * (expected - len(rows))]
            page = self._pages[number] = rows, [None] * len(rows)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page

    # What Qt asks for

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._head[section]
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _ASKED_FOR:
            return self.row(index.row()) if role == ROW_ROLE else None
        row, column = index.row(), index.column()
        said = self.words(row)
        if role == _DISPLAY:
            return said.cells[column]
        if role == _ICON:
            return self._icon_for(said.icon, said.slot) if column == KIND else None
        assert self._speaker is not None
        if role == _SPOKEN:
            return self._speaker.aloud(self.row(row)) if column == DAY else said.cells[column]
        lines = self._speaker.tip(self.row(row)).split("\n")
        return "<br>".join(plain_tip(line) for line in lines)


def _order(session: Session) -> tuple[int, str]:
    """Newest first, as the log gives them."""
    return -to_ms(session.started_at), session.id
