"""What is known of somebody, to be changed: a field for each, all of which may stay empty."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from presence.texts import _
from presence.ui.controls import LineLabel, push_button, text_label
from presence.ui.flow import Flow
from presence.ui.look import HAIR, SMALL, Look
from presence.ui.mnemonics import with_mnemonic
from presence.ui.painted import Choice

LONGEST_LINE = 250_000  # letters: of a hundred links none is cut off

Values = Mapping[str, str]  # by the name of the field, as they are typed


class DetailsForm(QFrame):
    """Saves all fields at once; Esc leaves everything as it was."""

    saved = Signal(object)  # Values
    left = Signal()

    def __init__(self, look: Look, relations: list[tuple[str, str]], taken: set[str]) -> None:
        super().__init__()
        self._taken = taken  # letters of what is beside it
        self._lines: dict[str, QLineEdit] = {}
        self._relation = Choice(_("What they are to you"), look)
        for word, value in [(_("not said"), ""), *relations]:
            self._relation.addItem(word, value)
        self._met = Choice(_("Met first"), look)
        for word, value in (
            (_("not said"), ""),
            (_("in person"), "in_person"),
            (_("online"), "online"),
        ):
            self._met.addItem(word, value)
        self._notes = QPlainTextEdit()
        self._notes.setAccessibleName(_("Notes"))
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(self._notes.fontMetrics().lineSpacing() * 5)
        self._archived = QCheckBox()
        self._problem = text_label("", "warn")
        self._problem.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(1, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        self._add(_("Nick"), self._line("nick", _("Nick")))
        self._add(_("What they are to you"), self._relation)
        self._add(_("See them every"), self._line("every", _("See them every"), _("3w, or none")))
        at_most = self._line("at_most", _("Not later than after"), "6w")
        self._add(_("Not later than after"), at_most)
        self._add(_("Met first"), self._met)
        self._add(_("On"), self._line("met_on", _("On"), "2024-05-03"))
        self._add(_("At"), self._line("met_at", _("At"), _("an event, a place")))
        self._add(_("Birthday"), self._line("birthday", _("Birthday"), "1984-04-12"))
        self._add(_("Links"), self._line("links", _("Links"), _("several with spaces between")))
        self._add(_("Notes"), self._notes)
        row = self._grid.rowCount()
        self._grid.addWidget(self._make_archived(), row, 1)
        self._grid.addWidget(self._problem, row + 1, 1)
        save, leave = push_button(_("Save"), "primary"), push_button(_("Leave it"), "quiet")
        for button in (save, leave):
            button.setText(with_mnemonic(button.text(), self._taken))
        save.clicked.connect(lambda: self.saved.emit(self.values))
        leave.clicked.connect(self.left)
        buttons = Flow(HAIR)
        buttons.add(save)
        buttons.add(leave)
        self._grid.addWidget(buttons, row + 2, 1)

    def _make_archived(self) -> QWidget:
        """Its words beside it: those of a check box itself would not wrap."""
        said = _("Archived: nothing is said of them any more")
        self._archived.setAccessibleName(said)
        words = _Words(with_mnemonic(said, self._taken))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setBuddy(self._archived)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(HAIR)
        line.addWidget(self._archived)
        line.addWidget(words, 1)
        return row

    def _line(self, name: str, label: str, example: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(label)
        line.setPlaceholderText(example)
        line.setMaxLength(LONGEST_LINE)
        line.returnPressed.connect(lambda: self.saved.emit(self.values))
        self._lines[name] = line
        return line

    def _add(self, word: str, field: QWidget) -> None:
        label = LineLabel(with_mnemonic(word, self._taken), "dim")
        label.setBuddy(field)
        row = self._grid.rowCount()
        beside = (
            Qt.AlignmentFlag.AlignTop if field is self._notes else Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(label, row, 0, beside)
        self._grid.addWidget(field, row, 1)

    @property
    def values(self) -> Values:
        """What is typed and chosen."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        return MappingProxyType(
            {
                **typed,
                "relation": self._relation.currentData(),
                "met": self._met.currentData(),
                "notes": self._notes.toPlainText().strip(),
                "archived": "yes" if self._archived.isChecked() else "",
            }
        )

    def fill(self, values: Values) -> None:
        """Begin with these."""
        for name, line in self._lines.items():
            line.setText(values.get(name, ""))
        for choice, name in ((self._relation, "relation"), (self._met, "met")):
            choice.setCurrentIndex(max(choice.findData(values.get(name, "")), 0))
        self._notes.setPlainText(values.get("notes", ""))
        self._archived.setChecked(bool(values.get("archived")))
        self.say("")

    def say(self, problem: str) -> None:
        """What cannot be saved so; "" where nothing is wrong."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def take_keyboard(self) -> None:
        self._lines["nick"].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Words(QLabel):
    """The words of a check box: who clicks on them means it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self.buddy()
        if isinstance(box, QCheckBox) and event.button() == Qt.MouseButton.LeftButton:
            box.click()
