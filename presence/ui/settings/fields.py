"""The controls that settings are changed with: each shows a value and tells of another one."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from presence.core.settings import Weekly
from presence.ui.controls import plain_tip, push_button
from presence.ui.look import Look
from presence.ui.painted import Choice, Switch
from presence.ui.settings.choices import Item
from presence.ui.settings.letters import Lettered
from presence.ui.time_edit import TimeEdit
from presence.ui.weekly_edit import WeeklyEdit

Tell = Callable[[object], None]


class Field:
    """One control; ``lettered`` are buttons beside it that want a letter, too."""

    is_wide: ClassVar[bool] = False  # it needs a line to itself

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self.lettered: Sequence[Lettered] = ()

    def show(self, value: object) -> None:
        """Show this value, and tell nobody."""


class SwitchField(Field):
    """On or off."""

    def __init__(self, name: str, look: Look, tell: Tell) -> None:
        self._switch = Switch(name, look)
        self._switch.toggled.connect(tell)
        super().__init__(self._switch)

    def show(self, value: object) -> None:
        assert isinstance(value, bool)
        with QSignalBlocker(self._switch):
            self._switch.setChecked(value)
        self._switch.update()


class _NarrowChoice(Choice):
    """Leaves room for the words before it; a long name ends in "…", and is its tooltip."""

    LETTERS = 26

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        most = self.LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), most), hint.height())


class ChoiceField(Field):
    """One of several."""

    def __init__(self, name: str, look: Look, tell: Tell) -> None:
        self._choice = _NarrowChoice(name, look)
        self._choice.activated.connect(lambda: tell(self._choice.currentData()))
        self._items: Sequence[Item] = ()
        super().__init__(self._choice)

    def offer(self, items: Sequence[Item]) -> None:
        """What can be chosen, and is told."""
        if list(items) == self._items:
            return
        self._items = list(items)
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for word, value in items:
                self._choice.addItem(word, value)
        self._choice.updateGeometry()

    def show(self, value: object) -> None:
        with QSignalBlocker(self._choice):
            for place, (_word, each) in enumerate(self._items):
                if each == value:
                    self._choice.setCurrentIndex(place)
        self._choice.setToolTip(plain_tip(self._choice.currentText()))
        self._choice.update()


class TimeField(Field):
    """A time of day."""

    def __init__(self, name: str, tell: Tell) -> None:
        self._edit = TimeEdit(name)
        self._edit.setKeyboardTracking(False)
        self._edit.timeChanged.connect(lambda: tell(self._edit.chosen))
        super().__init__(self._edit)

    def show(self, value: object) -> None:
        assert isinstance(value, time)
        with QSignalBlocker(self._edit):
            self._edit.show_time(value)


class WeeklyField(Field):
    """A time of the week, or never."""

    def __init__(self, name: str, look: Look, tell: Tell) -> None:
        self._edit = WeeklyEdit(name, look)
        self._edit.changed.connect(tell)
        super().__init__(self._edit)

    def show(self, value: object) -> None:
        assert isinstance(value, Weekly)
        with QSignalBlocker(self._edit):
            self._edit.show_weekly(value)


class WordsField(Field):
    """Several words with commas between them; who types goes on typing."""

    is_wide = True
    LONGEST = 2000

    def __init__(self, name: str, placeholder: str, tell: Tell) -> None:
        self._edit = QLineEdit()
        self._edit.setAccessibleName(name)
        self._edit.setMaxLength(self.LONGEST)
        self._edit.setPlaceholderText(placeholder)
        self._edit.editingFinished.connect(self._on_finished)
        self._shown = ""
        self._told = ""
        self._tell = tell
        super().__init__(self._edit)

    def show(self, value: object) -> None:
        assert isinstance(value, tuple)
        shown = ", ".join(map(str, value))
        # What was told and not taken goes, too: the field shows what is in force.
        if self._edit.text() in (self._shown, self._told):
            self._edit.setText(shown)
        self._shown, self._told = shown, shown

    def _on_finished(self) -> None:
        text = self._edit.text()
        if text != self._shown:
            self._told = text
            self._tell(text)


class WindowField(Field):
    """A button that opens another window."""

    def __init__(self, name: str, words: str, tell: Callable[[], None]) -> None:
        button = push_button(words)
        button.setAccessibleName(f"{words}: {name}")
        button.clicked.connect(tell)
        super().__init__(button)
