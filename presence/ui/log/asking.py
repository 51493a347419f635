"""A bar above the list that asks one thing: where to split, what a merge gives, which to cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from presence.ui.controls import push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import LARGE, MEDIUM, SMALL
from presence.ui.mnemonics import with_mnemonic

FIELD_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the bar; without ``key`` there is nothing to be done."""

    key: str
    words: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the bar says: the first choice is what Enter does.

    ``field`` is the name of the line to type in, "" where nothing is typed. With a ``problem`` the
    first choice cannot be pressed.
    """

    title: str
    lines: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    field: str = ""
    problem: str = ""


class AskingBar(QFrame):
    """Shows a ``Question`` until it is answered or left with Esc."""

    typed = Signal(str)
    answered = Signal(str, str)  # the choice's key, and what was typed
    opened = Signal()
    left = Signal()

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._taken = taken
        self._question: Question | None = None
        self._title = text_label(bold=True)
        self._label = text_label(part="dim", wraps=False)
        self._field = QLineEdit()
        self._label.setBuddy(self._field)
        self._field.textEdited.connect(self.typed.emit)
        self._field.returnPressed.connect(self._answer_first)
        self._lines = text_label()
        self._problem = text_label(part="warn")
        self._buttons: list[QPushButton] = []
        self._row = Flow()
        typing = QHBoxLayout()
        typing.setSpacing(MEDIUM)
        typing.addWidget(self._label)
        typing.addWidget(self._field)
        typing.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self._title)
        column.addLayout(typing)
        for part in (self._lines, self._problem, self._row):
            column.addWidget(part)
        self.hide()

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self._question

    def ask(self, question: Question, text: str = "") -> None:
        """Ask this, with these words in the line, and take the keyboard."""
        self._make_buttons(question.choices)
        with QSignalBlocker(self._field):
            self._field.setText(text)
        self.show()
        self.opened.emit()
        self.say(question)
        first: QWidget = self._field if question.field else self
        for button in self._buttons:
            if not question.field and button.isEnabled():
                first = button
                break
        first.setFocus()
        self._field.selectAll()

    def say(self, question: Question) -> None:
        """The same question with other words, while somebody types; the buttons stay."""
        self._question = question
        self._title.setText(question.title)
        self._title.setAccessibleName(question.title)
        self._label.setText(question.field)
        for part in (self._label, self._field):
            part.setVisible(bool(question.field))
        self._field.setAccessibleName(question.field)
        self._field.setFixedWidth(FIELD_LETTERS * self.fontMetrics().averageCharWidth())
        for label, words in (
            (self._lines, "\n".join(question.lines)),
            (self._problem, question.problem),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._field.setAccessibleDescription(question.problem or " ".join(question.lines))
        for button in self._buttons[:1]:
            button.setEnabled(not question.problem)
        self._keep_whole()

    def leave(self) -> None:
        """Ask no more."""
        if not self.isHidden():
            self._question = None
            self.hide()
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """The list gives way, not the words here."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _make_buttons(self, choices: Sequence[Choice]) -> None:
        self._row.empty()
        self._buttons = []
        taken = set(self._taken)
        for number, choice in enumerate(choices):
            button = push_button(with_mnemonic(choice.words, taken), "" if number else "primary")
            button.setToolTip(choice.tip)
            button.clicked.connect(lambda *_, key=choice.key: self._answer(key))
            self._row.add(button)
            button.show()
            self._buttons.append(button)
        for one, other in pairwise([self._field, *self._buttons]):
            QWidget.setTabOrder(one, other)

    def _answer_first(self) -> None:
        if self._buttons and self._buttons[0].isEnabled():
            self._buttons[0].click()

    def _answer(self, key: str) -> None:
        if key:
            self.answered.emit(key, self._field.text().strip())
        else:
            self.leave()
