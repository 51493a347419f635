"""Rows under one heading, some of them hidden while somebody searches."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from presence.ui.controls import card, line, text_label
from presence.ui.look import HEADING, LARGE, SMALL
from presence.ui.settings.row import SettingRow


class GroupOfRows(QFrame):
    """A heading and a card; hidden whole where no row of it is shown."""

    def __init__(self, title: str, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self.title, self.rows = title, rows
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addWidget(text_label(title, factor=HEADING, bold=True))
        frame, column = card()
        column.setContentsMargins(LARGE, SMALL, SMALL, SMALL)
        self._lines = [line() for _row in rows]  # above each
        for above, row in zip(self._lines, rows, strict=True):
            column.addWidget(above)
            column.addWidget(row)
        whole.addWidget(frame)

    def show_rows(self, is_wanted: Callable[[SettingRow], bool]) -> Sequence[SettingRow]:
        """Show only these; which they are."""
        shown = [row for row in self.rows if is_wanted(row)]
        for above, row in zip(self._lines, self.rows, strict=True):
            row.setVisible(row in shown)
            above.setVisible(row in shown[1:])
        self.setVisible(bool(shown))
        return shown
