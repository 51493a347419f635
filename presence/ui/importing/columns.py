"""What each column of a table is: found out, shown, and changed where it was found out wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from presence.texts import _
from presence.ui.controls import plain_tip, text_label
from presence.ui.look import CAPTION, HAIR, MEDIUM, Look
from presence.ui.mnemonics import with_mnemonic
from presence.ui.painted import Choice

MOST_LETTERS = 28


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column by its heading, what stands first under it, and what it is ("" for nothing)."""

    heading: str
    example: str
    field: str


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """``fields`` and ``orders`` are keys and names; ``order`` "" where it is to be said."""

    rows: Sequence[ColumnRow] = ()
    fields: Sequence[tuple[str, str]] = ()
    orders: Sequence[tuple[str, str]] = ()
    order: str = ""
    numbers: str = ""  # how numbers are meant, in words


class Columns(QFrame):
    """Hidden for files that need none of it."""

    field_chosen = Signal(int, str)  # the number of the column
    order_chosen = Signal(str)

    def __init__(self, look: Look, taken: set[str]) -> None:
        super().__init__()
        self._look = look
        self._taken = taken
        self._headings: Sequence[str] = ()
        self._choices: list[Choice] = []
        self._order = Choice(_("Days are written"), look)
        self._order.activated.connect(
            lambda _row: self.order_chosen.emit(str(self._order.currentData()))
        )
        self._order_label = text_label(with_mnemonic(_("Days are written"), taken), "dim")
        self._order_label.setBuddy(self._order)
        self._numbers = text_label(part="dim")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(HAIR)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def redraw(self, view: ColumnsView) -> None:
        """Show these; the controls stay as long as the columns are the same."""
        headings = [row.heading for row in view.rows]
        if headings != self._headings:
            self._headings = headings
            self._lay_out(view)
        for choice, row in zip(self._choices, view.rows, strict=True):
            choice.setCurrentIndex(choice.findData(row.field))
        self._order.clear()
        for key, name in view.orders:
            self._order.addItem(name, key)
        self._order.setCurrentIndex(self._order.findData(view.order))
        self._numbers.setText(view.numbers)
        self._numbers.setVisible(bool(view.numbers))
        self.setVisible(bool(view.rows))

    def _lay_out(self, view: ColumnsView) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in (
                self._order,
                self._order_label,
                self._numbers,
            ):
                widget.deleteLater()
        self._choices, taken = [], set(self._taken)
        for number, row in enumerate(view.rows):
            choice = Choice(_("Column {heading} is").format(heading=row.heading), self._look)
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            for key, name in view.fields:
                choice.addItem(name, key)
            choice.activated.connect(
                lambda _row, number=number, choice=choice: self.field_chosen.emit(
                    number, str(choice.currentData())
                )
            )
            self._choices.append(choice)
            label = text_label(with_mnemonic(_short(row.heading), taken))
            label.setBuddy(choice)
            label.setToolTip(plain_tip(row.heading))
            example = text_label(_short(row.example), "dim", CAPTION)
            example.setToolTip(plain_tip(row.example))
            self._grid.addWidget(label, 2 * number, 0)
            self._grid.addWidget(example, 2 * number + 1, 0)
            self._grid.addWidget(choice, 2 * number, 1, 2, 1)
        last = 2 * len(view.rows)
        self._grid.addWidget(self._order_label, last, 0)
        self._grid.addWidget(self._order, last, 1)
        self._grid.addWidget(self._numbers, last + 1, 0, 1, 2)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
