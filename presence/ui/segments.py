"""A row of buttons of which at most one is on."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from presence.ui.controls import push_button
from presence.ui.look import HAIR
from presence.ui.review.cards import Cards

T = TypeVar("T")


class SegmentSignals(QObject):
    """What a row of segments tells; a generic class cannot hold signals itself."""

    chosen = Signal()


class Segments(QWidget, Generic[T]):
    """``values`` with their words, and room for one more at the end; the arrows move.

    Where type is so large that one more would be cut off, it stands below them.
    """

    def __init__(self, name: str, values: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.signals = SegmentSignals(self)
        self._name = name
        self._values = [value for value, _word in values]
        self._extra: T | None = None
        self._group = QButtonGroup(self)
        self._buttons = [self._make(word) for _value, word in values]
        self._last = self._make("")
        self._last.hide()
        row, whole = QHBoxLayout(), Cards()
        for layout in (row, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(HAIR)
        for button in self._buttons:
            row.addWidget(button)
        whole.addLayout(row)
        whole.addWidget(self._last, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addStretch(1)
        self.setLayout(whole)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> T | None:
        """What is on, None for nothing."""
        for value, button in zip(self._values, self._buttons, strict=True):
            if button.isChecked():
                return value
        return self._extra if self._last.isChecked() else None

    def show_value(self, value: T, word: str) -> None:
        """Turn this one on; one that has no button gets the last place, with this word."""
        is_extra = value not in self._values
        self._last.setVisible(is_extra)
        if is_extra:
            self._extra = value
            self._last.setText(word)
            self._last.setAccessibleName(f"{self._name}: {word}")
            self._last.setChecked(True)
        else:
            self._buttons[self._values.index(value)].setChecked(True)

    def _make(self, word: str) -> QPushButton:
        button = push_button(word.replace("&", "&&"), "segment")
        button.setCheckable(True)
        button.setAccessibleName(f"{self._name}: {word}")
        self._group.addButton(button)
        return button

    def _on_clicked(self, _button: QPushButton) -> None:
        self.signals.chosen.emit()
