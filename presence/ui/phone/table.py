"""The table: how each phone lies, in the order in which they came, and what that comes to."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from presence.core.table.seat import State
from presence.core.table.view import SeatView, TableView
from presence.texts import _, ngettext
from presence.ui.controls import ElidedLabel, card, push_button, text_label
from presence.ui.look import CAPTION, HAIR, SMALL, Look, icon, set_type
from presence.ui.window import Window
from presence.words.phone.table import state_word, together_line

MOST_SHOWN = 12
ICONS: Mapping[State, str] = MappingProxyType(
    {
        State.JOINING: "phone-joining",
        State.DOWN: "phone-lies",
        State.LOCKED: "phone-lies",
        State.UP: "phone-up",
        State.AWAY: "phone-away",
        State.SILENT: "phone-silent",
        State.LEFT: "phone-left",
    }
)


class SeatLine:
    """The three cells of a phone: its symbol, its name, and in a word how it lies."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._seat: SeatView | None = None
        self._symbol = QLabel()
        self._name = ElidedLabel()
        self._state = text_label("", "dim", wraps=False)
        self.cells: Sequence[QLabel] = (self._symbol, self._name, self._state)

    def redraw(self, seat: SeatView) -> None:
        """Show this phone; what is the same is left alone."""
        before, self._seat = self._seat, seat
        shown = (seat.name, seat.is_own, seat.state)
        if before is not None and shown == (before.name, before.is_own, before.state):
            return
        word = state_word(seat.state)
        whose = _("{name} (yours)").format(name=seat.name) if seat.is_own else seat.name
        self._name.set_whole(whose)
        self._name.setAccessibleName(f"{whose}: {word}")
        self._state.setText(word)
        if before is None or ICONS[seat.state] != ICONS[before.state]:
            self._draw()

    def set_look(self, look: Look) -> None:
        """Draw the symbol anew."""
        self._look = look
        self._draw()

    def _draw(self) -> None:
        if self._seat is None:
            return
        metrics = self._symbol.fontMetrics()
        side = QSize(1, 1) * round(metrics.height() * 1.1)
        ratio = self._symbol.devicePixelRatioF()
        drawn = icon(ICONS[self._seat.state], self._look.text).pixmap(side, ratio)
        self._symbol.setPixmap(drawn)


class TablePart(QFrame):
    """Hidden while nobody is there; ``more_requested`` asks for the code and the guests."""

    more_requested = Signal()

    def __init__(self, window: Window, with_more: bool) -> None:
        super().__init__()
        self._window = window
        self._lines: list[SeatLine] = []
        frame, column = card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(HAIR)
        self._grid.setColumnStretch(1, 1)
        self._others = text_label("", "dim")
        self._together = text_label("", "dim")
        for label in (self._others, self._together):
            set_type(label, CAPTION)
        self._more = push_button(_("&Phones at the table…"), "link")
        self._more.clicked.connect(self.more_requested)
        self._more.setVisible(with_more)
        column.addLayout(self._grid)
        column.addWidget(self._others)
        column.addWidget(self._together)
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch(1)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.hide()

    def redraw(self, view: TableView | None) -> bool:
        """Show this table; whether it is higher or lower than before."""
        seats = () if view is None else view.seats[:MOST_SHOWN]
        changed = self._make_lines(len(seats))
        for line, seat in zip(self._lines, seats, strict=True):
            line.redraw(seat)
        if view is not None:
            others = len(view.seats) - len(seats)
            more = ngettext("and {count} more phone", "and {count} more phones", others)
            changed |= _say(self._others, more.format(count=others) if others else "")
            changed |= _say(self._together, together_line(view.total, view.longest))
        self.setVisible(bool(seats))  # once all is in it: Qt remembers its height
        return changed

    def _make_lines(self, count: int) -> bool:
        """Have so many; who joins is the last."""
        changed = len(self._lines) != count
        while len(self._lines) < count:
            line = SeatLine(self._window.look)
            for column, cell in enumerate(line.cells):
                self._grid.addWidget(cell, len(self._lines), column, Qt.AlignmentFlag.AlignVCenter)
                cell.show()  # at once: the window is to have room for it
            self._window.dress(line.set_look)
            self._lines.append(line)
        while len(self._lines) > count:
            line = self._lines.pop()
            self._window.undress(line.set_look)
            for cell in line.cells:
                cell.hide()
                self._grid.removeWidget(cell)
                cell.deleteLater()
        return changed


def _say(label: QLabel, text: str) -> bool:
    """Show a text, or nothing; whether that is another number of lines."""
    label.setText(text)
    before, now = not label.isHidden(), bool(text)
    label.setVisible(now)
    return before != now
