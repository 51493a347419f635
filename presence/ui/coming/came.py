"""Who really came: asked of a meeting that nobody started, all who were invited ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.look import HAIR, HEADING, LARGE, SMALL, Look
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow

LETTERS = 36  # of a name, beside its box


@dataclass(frozen=True, slots=True)
class CameView:
    """A meeting that is over: ``key`` is its offer's; ``invited`` are names."""

    key: str
    title: str
    says: str
    invited: Sequence[str]


class CameWindow(PageWindow):
    """Enter puts it into the log with those who are ticked, Esc leaves it as it is."""

    answered = Signal(str, object)  # key, the names of those who came
    help_heading = "agenda"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Who really came?"), letters=44, spacing=LARGE)
        self._key = ""
        self._ticks: list[tuple[str, QCheckBox]] = []
        self._title = text_label(factor=HEADING, bold=True)
        self._says = text_label(part="dim")
        head = QVBoxLayout()
        head.setSpacing(HAIR)
        head.addWidget(self._title)
        head.addWidget(self._says)
        self.column.addLayout(head)
        self._names = QVBoxLayout()
        self._names.setSpacing(SMALL)
        self.column.addLayout(self._names)
        hint = _("Only those who are ticked are kept, as people of your log.")
        self.column.addWidget(text_label(hint, "dim"))
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self._add = push_button(_("&Add to the log"), "primary")
        self._add.clicked.connect(self._on_add)
        row.addWidget(self._add)
        self.column.addLayout(row)

    def redraw(self, view: CameView) -> None:
        """Ask about this one, with everybody ticked."""
        self._key = view.key
        self._title.setText(view.title)
        self._says.setText(view.says)
        for _name, tick in self._ticks:
            self._names.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        taken = {"a"}
        width = LETTERS * self.fontMetrics().averageCharWidth()
        self._ticks = []
        for name in view.invited:
            short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
            self._ticks.append((name, QCheckBox(with_mnemonic(short, taken))))
        for name, tick in self._ticks:
            tick.setAccessibleName(name)
            tick.setToolTip(plain_tip(name))
            tick.setChecked(True)
            self._names.addWidget(tick)
        self.page.order_tabs()
        self._add.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a tick is as good as on the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _on_add(self) -> None:
        came = tuple(name for name, tick in self._ticks if tick.isChecked())
        self.close()
        self.answered.emit(self._key, came)
