"""A row of answers of which one is tapped; a second tap takes it back."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from presence.ui.controls import push_button, text_label
from presence.ui.look import HAIR, SMALL

T = TypeVar("T")


class TapSignals(QObject):
    """What a row tells; a generic class cannot hold signals itself."""

    tapped = Signal()


class Taps(QWidget, Generic[T]):
    """``values`` with their words, between two words for the ends where there are any."""

    def __init__(
        self, name: str, values: Sequence[tuple[T, str]], ends: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.signals = TapSignals(self)
        self._buttons: list[tuple[T, QPushButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        low, high = ends
        if low:
            row.addWidget(text_label(low, "dim", wraps=False))
            row.addSpacing(SMALL)
        for value, word in values:
            button = self._make(name, value, word)
            row.addWidget(button)
            self._buttons.append((value, button))
        if high:
            row.addSpacing(SMALL)
            row.addWidget(text_label(high, "dim", wraps=False))
        row.addStretch(1)

    @property
    def value(self) -> T | None:
        """What is tapped, None for nothing."""
        for value, button in self._buttons:
            if button.isChecked():
                return value
        return None

    def show_value(self, value: T | None) -> None:
        """Show this answer, or none."""
        for each, button in self._buttons:
            button.setChecked(each == value)

    def _make(self, name: str, value: T, word: str) -> QPushButton:
        button = push_button(word, "segment")
        button.setCheckable(True)
        button.setAccessibleName(f"{name} {word.replace('&', '')}")
        button.clicked.connect(lambda on: self._on_clicked(value, on))
        return button

    def _on_clicked(self, value: T, on: bool) -> None:
        self.show_value(value if on else None)
        self.signals.tapped.emit()
