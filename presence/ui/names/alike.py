"""A calm line on names that may mean the same; nothing is merged before somebody says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from presence.texts import _
from presence.ui.controls import ElidedLabel, push_button
from presence.ui.look import SMALL
from presence.ui.mnemonics import with_mnemonic
from presence.ui.names.view import NamesView


class AlikeLine(QFrame):
    """Offers one after the other; what is not the same is not offered again while it is open."""

    looked_at = Signal(object)  # keys

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self._offered: list[tuple[str, ...]] = []
        self._names: dict[str, str] = {}
        self._not_the_same: set[frozenset[str]] = set()
        self._words = ElidedLabel()
        self._words.setProperty("part", "dim")
        self._look = push_button(with_mnemonic(_("Merge them…"), taken), "link")
        self._no = push_button(with_mnemonic(_("Not the same"), taken), "link")
        self._look.clicked.connect(lambda: self.looked_at.emit(self._offered[0]))
        self._no.clicked.connect(self._on_no)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._words, 1)
        row.addWidget(self._look)
        row.addWidget(self._no)
        self.hide()

    def redraw(self, view: NamesView) -> None:
        """Offer what may be the same among these."""
        self._names = {row.key: row.name for row in view.rows}
        self._offered = [same for same in view.alike if frozenset(same) not in self._not_the_same]
        self._say()

    def _on_no(self) -> None:
        self._not_the_same.add(frozenset(self._offered.pop(0)))
        self._say()

    def _say(self) -> None:
        if self._offered:
            names = ", ".join(self._names.get(key, key) for key in self._offered[0])
            line = _("Perhaps the same: {names}").format(names=names)
            self._words.set_whole(line)
            for button in (self._look, self._no):
                button.setAccessibleDescription(line)
        self.setVisible(bool(self._offered))
