"""Addresses as codes for a camera, drawn by a process of its own: what draws them would stay."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from presence.phone.process.drawing import Drawing

Rows = Sequence[Sequence[bool]]


class Codes(QObject):
    """``changed`` tells that one is drawn."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, Rows] = {}
        self._drawings: dict[str, Drawing] = {}

    def rows_of(self, address: str) -> Rows:
        """An address as a code; nothing before it is drawn."""
        if address not in self._rows:
            from presence.phone.process.drawing import Drawing

            for older in tuple(self._rows)[:-1]:  # two windows show one each
                self._forget(older)
            self._rows[address] = ()
            drawing = self._drawings[address] = Drawing(address, self)
            drawing.done.connect(partial(self._on_drawn, address))
        return self._rows[address]

    def forget(self) -> None:
        """Nobody shows one any more."""
        for address in tuple(self._rows):
            self._forget(address)

    def _on_drawn(self, address: str, rows: Rows) -> None:
        self._rows[address] = rows
        del self._drawings[address]
        self.changed.emit()

    def _forget(self, address: str) -> None:
        del self._rows[address]
        drawing = self._drawings.pop(address, None)
        if drawing is not None:
            drawing.stop()
