"""With whom the hours of a period went: by what people are to one, and by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from presence.core.review import Unit
from presence.drawing.review.table import PlainTable
from presence.texts import _
from presence.ui.controls import dressed_icon_button, icon_button, push_button, text_label
from presence.ui.look import HEADING, LARGE, MEDIUM, SMALL, Look, icon
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Switch
from presence.ui.review.cards import Cards
from presence.ui.review.table import CalmTable, NumbersModel
from presence.ui.review.words import back_words, beside_words
from presence.ui.segments import Segments

LETTERS = 84
MOST_ROWS = 14  # of each table without scrolling
NO_TABLE = PlainTable("", (), ())


def averages_words() -> str:
    """What stands beside the switch, and what its table is called."""
    return _("Beside averages of the American Time Use Survey")


@dataclass(frozen=True, slots=True)
class WithWhomView:
    """``lines`` say who gets more and who less; ``source`` is "" where no averages are wanted.

    ``averages`` are a table of their own: with them one would be wider than a small screen.
    """

    unit: Unit
    title: str
    span: str
    is_present: bool
    relations: PlainTable
    people: PlainTable
    lines: Sequence[str] = ()
    averages: PlainTable = NO_TABLE
    source: str = ""


class WithWhomWindow(PageWindow):
    """Shows a ``WithWhomView``; Page Up, Page Down and Home go to other periods."""

    unit_chosen = Signal(object)  # a Unit
    moved = Signal(int)  # by so many periods
    present_wanted = Signal()
    averages_toggled = Signal(bool)
    help_heading = "week"
    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("With whom"), LETTERS, margin=LARGE, spacing=MEDIUM)
        self._taken: set[str] = set()
        self._relations, self._people, self._averaged = (NumbersModel() for _each in range(3))
        self._nothing = text_label(_("No session in these days."), "dim")
        self._tables = (
            CalmTable(_("By what people are to you"), self._relations, 0),
            CalmTable(_("By name"), self._people, 0),
            CalmTable(averages_words(), self._averaged, 0),
        )
        self._lines = text_label()
        self._source = text_label(part="dim")
        self.column.addLayout(self._make_head())
        self.column.addWidget(self._nothing)
        for part in (self._tables[0], self._lines, self._tables[1]):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addLayout(self._make_foot())
        self.column.addWidget(self._tables[2])
        self.column.addWidget(self._source)
        keys = ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1))
        for key, by in keys:
            QShortcut(QKeySequence(key), self).activated.connect(lambda by=by: self._move(by))
        QShortcut(QKeySequence(Qt.Key.Key_Home), self).activated.connect(self.present_wanted)
        self.dress(self._set_look)

    def redraw(self, view: WithWhomView) -> None:
        """Show this period."""
        self._title.setText(view.title)
        self._span.setText("" if view.span == view.title else view.span)
        self._units.show_value(view.unit, view.span)
        self._next.setEnabled(not view.is_present)
        self._back.setText(back_words(view.unit))
        self._back.setVisible(not view.is_present)
        for button, words in zip(
            (self._previous, self._next), beside_words(view.unit), strict=True
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        has_some = bool(view.relations.rows)
        self._nothing.setVisible(not has_some)
        self._relations.show_table(view.relations)
        self._people.show_table(view.people)
        self._averaged.show_table(view.averages)
        shown = view.relations, view.people, view.averages
        for table, rows in zip(self._tables, shown, strict=True):
            table.setVisible(bool(rows.rows))
            table.setFixedHeight(table.height_of(min(len(rows.rows), MOST_ROWS)))
        self._lines.setText("\n".join(view.lines))
        self._lines.setVisible(bool(view.lines))
        self._source.setText(view.source)
        self._source.setVisible(bool(view.source))
        self.page.order_tabs()
        self.grow()

    def take_keyboard(self) -> None:
        """The keyboard goes to the numbers, or to where others are."""
        (self._tables[0] if self._relations.rowCount() else self._previous).setFocus()

    def _make_head(self) -> Cards:
        """Which period it is, and below that, where both are too wide, what is shown."""
        self._previous, self._next = icon_button("previous", ""), icon_button("next", "")
        self._previous.clicked.connect(lambda: self.moved.emit(-1))
        self._next.clicked.connect(lambda: self.moved.emit(1))
        self._title = text_label(factor=HEADING, bold=True, wraps=False)
        self._span = text_label(part="dim", wraps=False)
        self._back = push_button("", "quiet")
        self._back.clicked.connect(self.present_wanted)
        units = ((Unit.WEEK, _("Week")), (Unit.MONTH, _("Month")), (Unit.YEAR, _("Year")))
        self._units = Segments[Unit](_("What is shown"), units)
        self._units.signals.chosen.connect(self._on_unit)
        where, head = QHBoxLayout(), Cards()
        where.setSpacing(SMALL)
        for part in (self._previous, self._next, self._title, self._span, self._back):
            where.addWidget(part)
        where.addStretch(1)
        head.addLayout(where, 1)
        head.addWidget(self._units)
        return head

    def _make_foot(self) -> QHBoxLayout:
        words = averages_words()
        self._averages = Switch(words, self.look)
        self._averages.toggled.connect(self.averages_toggled)
        label = text_label(with_mnemonic(words, self._taken), "dim")
        label.setBuddy(self._averages)
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(help_button)
        row.addWidget(self._averages)
        row.addWidget(label, 1)
        return row

    def _move(self, by: int) -> None:
        if by < 0 or self._next.isEnabled():
            self.moved.emit(by)

    def _on_unit(self) -> None:
        if self._units.value is not None:
            self.unit_chosen.emit(self._units.value)

    def _set_look(self, look: Look) -> None:
        for table in self._tables:
            table.set_look(look)
        names = ["previous", "next"]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            names.reverse()
        side = round(self.fontMetrics().height() * 1.1)
        for button, name in zip((self._previous, self._next), names, strict=True):
            button.setIcon(icon(name, look.text))
            button.setIconSize(QSize(side, side))
