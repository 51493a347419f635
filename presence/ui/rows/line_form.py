"""A line to type something into, a goal or a plan, with what was understood of it below."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from presence.texts import _
from presence.ui.controls import push_button, restyle, text_label
from presence.ui.line_edit import LineEdit
from presence.ui.look import CAPTION, HAIR, SMALL, set_type


@dataclass(frozen=True, slots=True)
class Understood:
    """What a typed line means, or what is wrong with it."""

    says: str
    is_good: bool


Understand = Callable[[str], Understood]


class LineForm(QFrame):
    """Enter takes what the line says; while one is changed, Esc leaves it as it was."""

    entered = Signal(str, str)  # the id of what is changed, "" for a new one, and the line

    def __init__(
        self,
        label: str,
        add: str,
        placeholder: str,
        hint: str,
        understand: Understand,
    ) -> None:
        super().__init__()
        self._hint = hint
        self._understand = understand
        self._add_word = add
        self._changed_id = ""
        self._line = LineEdit()
        self._line.setAccessibleName(label.replace("&", ""))
        self._line.setAccessibleDescription(hint)
        self._line.setPlaceholderText(placeholder)
        self._line.setMaxLength(300)
        self._line.textChanged.connect(self._show_what_is_understood)
        self._line.returnPressed.connect(self._enter)
        self._label = text_label(label, "dim", wraps=False)
        self._label.setBuddy(self._line)
        self._button = push_button(add)
        self._button.clicked.connect(self._enter)
        self._leave = push_button(_("&Leave it"), "quiet")
        self._leave.clicked.connect(self.start_anew)
        self._leave.hide()
        self._said = text_label("", "dim")
        set_type(self._said, CAPTION)
        self._lay_out()
        self._show_what_is_understood()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SMALL)
        grid.addWidget(self._label, 0, 0, 1, 2)
        grid.addWidget(self._line, 1, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(HAIR)
        buttons.addWidget(self._button)
        buttons.addWidget(self._leave)
        grid.addLayout(buttons, 1, 1)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addWidget(self._said)

    def take_keyboard(self) -> None:
        """Have the next key come here."""
        self._line.setFocus()

    def change(self, thing_id: str, line: str) -> None:
        """Change one that is there."""
        self._changed_id = thing_id
        self._button.setText(_("&Change"))
        self._leave.show()
        self._line.setText(line)
        self._line.setFocus()
        self._line.selectAll()

    def start_anew(self) -> None:
        """Have room for a new one."""
        self._changed_id = ""
        self._button.setText(self._add_word)
        if self._leave.hasFocus():
            self._line.setFocus()
        self._leave.hide()
        self._line.setText("")  # what was typed is not to come back by Undo
        self._show_what_is_understood()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._changed_id or self._line.text()):
            self.start_anew()
        else:
            super().keyPressEvent(event)

    def _show_what_is_understood(self) -> None:
        text = self._line.text().strip()
        understood = self._understand(text) if text else Understood(self._hint, True)
        restyle(self._said, "dim" if not text else "" if understood.is_good else "warn")
        self._said.setText(understood.says)

    def _enter(self) -> None:
        text = self._line.text().strip()
        if text and self._understand(text).is_good:
            self.entered.emit(self._changed_id, text)
        else:
            self._line.setFocus()
