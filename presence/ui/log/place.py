"""Where somebody was in the list, to be found again after rows came or went."""

from collections.abc import Sequence

from presence.core.session import Session
from presence.ui.log.model import LogModel
from presence.ui.log.table import LogTable


class Place:
    """The row on top, the current one and those that were chosen; taken before the list changes."""

    def __init__(self, table: LogTable, model: LogModel, chosen: Sequence[Session]) -> None:
        self._table = table
        self._model = model
        self._chosen = chosen
        self._count = model.rowCount()
        self._top, self._current = table.top_row(), table.currentIndex().row()
        self._offset = table.rowViewportPosition(self._top) if self._top >= 0 else 0
        rows = {row for row in (self._top, self._current) if row >= 0}
        self._known = {row: model.row(row).session for row in rows}

    def go_back(self) -> None:
        """What was on top is there again, and chosen what was, or else the row that follows."""
        table, count = self._table, self._model.rowCount()
        by = count - self._count
        if self._top > 0:
            table.place_row_at_top(self._now(self._top, by), self._offset)
        current = max(self._current, 0)
        if self._current >= 0 and count:
            current = min(self._now(self._current, by), count - 1)
            table.make_current(current)
        places = (self._model.place_of(session, self._current + by) for session in self._chosen)
        rows = [place for place in places if place is not None]
        table.choose_rows(rows or [current][:count])

    def _now(self, row: int, by: int) -> int:
        place = self._model.place_of(self._known[row], row + by)
        return row if place is None else place
