"""Several names that are to be one: which of them stays, and what will happen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import ElidedLabel, push_button, text_label
from presence.ui.look import LARGE, MEDIUM, SMALL, Look, set_type
from presence.ui.mnemonics import with_mnemonic
from presence.ui.names.panel import Panel
from presence.ui.names.view import NameRow
from presence.ui.names.words import merge_line
from presence.ui.painted import Choice
from presence.words.dates import grouped


class MergePanel(Panel):
    """The name with the most sessions is offered to stay; Esc leaves all as it is."""

    merged = Signal(object, str)  # the keys that go, the one that stays

    def __init__(self, look: Look, taken: set[str]) -> None:
        super().__init__()
        self._rows: Sequence[NameRow] = ()
        self._title = ElidedLabel()
        set_type(self._title, 1.0, bold=True)
        taken = set(taken)
        self._stays = Choice(_("The name that stays"), look)
        label = text_label(with_mnemonic(_("The name that stays"), taken), "dim", wraps=False)
        label.setBuddy(self._stays)
        self._line = ElidedLabel()  # of a long name, which stands above, the end is cut off
        self._merge = push_button(with_mnemonic(_("Merge"), taken), "primary")
        cancel = push_button(with_mnemonic(_("Leave them"), taken))
        choice = QHBoxLayout()
        choice.setSpacing(MEDIUM)
        choice.addWidget(label)
        choice.addWidget(self._stays, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self._title)
        column.addLayout(choice)
        column.addWidget(self._line)
        column.addLayout(buttons)
        self._stays.currentIndexChanged.connect(lambda *_: self._redraw_line())
        self._merge.clicked.connect(self._on_merge)
        cancel.clicked.connect(self.leave)
        self.hide()

    def ask(self, rows: Sequence[NameRow]) -> None:
        """Ask about these, and take the keyboard."""
        self._rows = sorted(rows, key=lambda row: -row.sessions)
        self._title.set_whole(_("Merge {names}?").format(names=_listed(rows)))
        self._stays.clear()
        for row in self._rows:
            self._stays.addItem(row.name, row.key)
        self._redraw_line()
        self.show()
        self._stays.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_merge()
        else:
            super().keyPressEvent(event)

    def _redraw_line(self) -> None:
        position = self._stays.currentIndex()
        if 0 <= position < len(self._rows):
            stays = self._rows[position]
            others = sum(row.sessions for row in self._rows if row is not stays)
            line = merge_line(others, stays.name)
            self._line.set_whole(line)
            self._merge.setAccessibleDescription(line)

    def _on_merge(self) -> None:
        stays = str(self._stays.currentData())
        keys = [row.key for row in self._rows if row.key != stays]
        self.hide()
        self.merged.emit(keys, stays)


def _listed(rows: Sequence[NameRow]) -> str:
    most = 4
    names = [row.name for row in rows[:most]]
    if len(rows) > most:
        names.append(_("{count} more").format(count=grouped(len(rows) - most)))
    return ", ".join(names)
