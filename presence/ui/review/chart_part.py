"""A chart on a card, and the same numbers as a table when somebody wants them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.drawing.picture import Chart
from presence.drawing.review.table import PlainTable
from presence.ui.look import Look
from presence.ui.review.chart import ChartView
from presence.ui.review.table import CalmTable, NumbersModel

MOST_ROWS = 14
FIRST = 0  # the column of the names is the widest


class ChartPart(QWidget):
    """Shows one chart. Its table is made when it is first wanted."""

    opened = Signal(object)  # the ``opens`` of a part of the chart

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_table = False
        self._table: CalmTable | None = None
        self._numbers = NumbersModel()
        self._make_table: Callable[[], PlainTable] | None = None
        self.view = ChartView(name, look)
        self.view.opened.connect(self.opened)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.view, 1)
        self._column.addStretch(0)  # below a table that needs less

    def say(
        self, chart: Chart, description: str, make_table: Callable[[], PlainTable], name: str = ""
    ) -> None:
        """Show this chart, or its table where tables are shown."""
        if name:
            self.view.setAccessibleName(name)
        self.view.show_chart(chart, description)
        self._make_table = make_table
        if self._is_table:
            self._fill_table()

    def show_as_table(self, wanted: bool) -> None:
        """Turn to the table, or back to the chart."""
        self._is_table = wanted
        if wanted:
            self._fill_table()
        elif self._table is not None:
            self._table.hide()
            self.view.show()

    def fit(self, most: int) -> None:
        """While it is shown, the table may ask for a row of its own, but not for more than this."""
        if self._table is not None and self._is_table:
            self._table.ask_for_room(MOST_ROWS, most)

    def set_look(self, look: Look) -> None:
        """Take the colours from this look."""
        self._look = look
        self.view.set_look(look)
        if self._table is not None:
            self._table.set_look(look)

    def _fill_table(self) -> None:
        if self._make_table is None:
            return
        self._numbers.show_table(self._make_table())
        if self._table is None:
            self._table = CalmTable(self.view.accessibleName(), self._numbers, FIRST)
            self._table.set_look(self._look)
            self._column.insertWidget(1, self._table)
        self._table.setAccessibleName(self.view.accessibleName())
        self.view.hide()
        self._table.show()
