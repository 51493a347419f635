"""The ways to read a line, to choose from with the mouse or a key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from presence.core.entry.doubt import MOST_READINGS
from presence.texts import _
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import SMALL

MOST_LETTERS = 28


class ReadingChoice(Flow):
    """A question, and a button for each answer; the first is what counts until one is chosen."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(SMALL)
        self._question = text_label(part="dim", wraps=False)
        self.add(self._question)
        # All at once, and never taken away: so they keep their place in the order of Tab.
        self._buttons = [self._make(number) for number in range(MOST_READINGS)]
        self.hide()

    def redraw(self, question: str, answers: Sequence[str]) -> None:
        """Offer these answers; without any there is nothing to ask."""
        self._question.setText(question)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(answers))
            if number < len(answers):
                _say(button, number, answers[number])
            button.setChecked(number == 0)
        self.updateGeometry()
        self.setVisible(bool(answers))

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, number: int) -> QPushButton:
        button = push_button("", "segment")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(number))
        self.add(button)
        return button


def _say(button: QPushButton, number: int, answer: str) -> None:
    short = answer if len(answer) <= MOST_LETTERS else answer[:MOST_LETTERS] + "…"
    button.setText(f"&{number + 1}  " + short.replace("&", "&&"))
    button.setAccessibleName(_("Read it as {reading}").format(reading=answer))
    button.setToolTip(plain_tip(answer))
