"""What is in the way, the way forward, and the command for it ready to be copied."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from presence.texts import _
from presence.ui.controls import card, push_button, text_label
from presence.ui.look import SMALL
from presence.ui.phone.view import Hindrance


class ProblemsPart(QFrame):
    """Hidden while there are none; of a command, the last one's is shown."""

    def __init__(self, copy_words: str) -> None:
        super().__init__()
        frame, self._column = card()
        self._shown: Sequence[Hindrance] = ()
        self._words: list[QWidget] = []
        self._command = QLineEdit()
        self._command.setReadOnly(True)
        self._command.setAccessibleName(_("The command"))
        copy = push_button(copy_words)
        copy.clicked.connect(self._on_copy)
        self._line = QFrame()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._command, 1)
        row.addWidget(copy)
        self._column.addWidget(self._line)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.hide()

    def redraw(self, problems: Sequence[Hindrance]) -> None:
        """Show these."""
        if list(problems) == list(self._shown):
            return
        self._shown = problems
        for old in self._words:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        self._words = [label for each in problems for label in _labels(each)]
        for place, label in enumerate(self._words):
            self._column.insertWidget(place, label)
        copied = next((each.copied for each in reversed(problems) if each.copied), "")
        self._command.setText(copied)
        self._command.setCursorPosition(0)
        self._line.setVisible(bool(copied))
        self.setVisible(bool(problems))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command.text())


def _labels(problem: Hindrance) -> Sequence[QWidget]:
    says = text_label(problem.says, "warn")
    return [says, text_label(problem.hint)] if problem.hint else [says]
