"""What is in the way, the way forward, and the command for it ready to be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from presence.texts import _
from presence.ui.controls import card, push_button, text_label
from presence.ui.look import SMALL
from presence.ui.phone.view import Problem


class ProblemPart(QFrame):
    """Hidden while there is none."""

    def __init__(self, copy_words: str) -> None:
        super().__init__()
        frame, column = card()
        self._says = text_label("", "warn")
        self._hint = text_label("")
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
        for part in (self._says, self._hint, self._line):
            column.addWidget(part)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def redraw(self, problem: Problem | None) -> None:
        """Show this one."""
        self.setVisible(problem is not None)
        if problem is None:
            return
        self._says.setText(problem.says)
        self._hint.setText(problem.hint)
        self._hint.setVisible(bool(problem.hint))
        if self._command.text() != problem.copied:
            self._command.setText(problem.copied)
            self._command.setCursorPosition(0)
        self._line.setVisible(bool(problem.copied))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command.text())
