"""The ways to read a line, to choose from with the mouse or a key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from presence.texts import _
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.look import SMALL

MOST_LETTERS = 40


class ReadingChoice(QWidget):
    """A question, and a button for each answer; the first is what counts until one is chosen."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._question = text_label(part="dim", wraps=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SMALL)
        self._row.addWidget(self._question)
        self._row.addStretch(1)
        self._buttons: list[QPushButton] = []
        self._shown: tuple[str, ...] = ()
        self.hide()

    def redraw(self, question: str, answers: Sequence[str]) -> None:
        """Offer these answers; without any there is nothing to ask."""
        self._question.setText(question)
        self.setVisible(bool(answers))
        if tuple(answers) == self._shown:
            return
        self._shown = tuple(answers)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._make(number, answer) for number, answer in enumerate(answers)]
        for first, second in zip(self._buttons, self._buttons[1:], strict=False):
            QWidget.setTabOrder(first, second)

    @property
    def is_asking(self) -> bool:
        """Whether there is something to choose."""
        return bool(self._shown)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, number: int, answer: str) -> QPushButton:
        short = answer if len(answer) <= MOST_LETTERS else answer[:MOST_LETTERS] + "…"
        button = push_button(f"&{number + 1}  " + short.replace("&", "&&"), "segment")
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(_("Read it as {reading}").format(reading=answer))
        button.setToolTip(plain_tip(answer))
        button.clicked.connect(lambda: self.chosen.emit(number))
        self._row.insertWidget(self._row.count() - 1, button)
        return button
