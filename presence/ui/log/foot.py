"""What can be done with the sessions that are chosen: buttons, keys, and the menu of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from presence.texts import _
from presence.ui.controls import plain_tip, push_button
from presence.ui.flow import Flow
from presence.ui.look import HAIR
from presence.ui.mnemonics import with_mnemonic

MOST_LETTERS = 36


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its name, its key, and of how many sessions it can be done."""

    name: str
    words: str
    keys: str
    tip: str
    least: int = 1
    most: int = 10**9


def deeds() -> Sequence[Deed]:
    """What is done with chosen sessions, as the buttons stand."""
    return (
        Deed("edit", _("Edit"), "", _("As one line, in its row (F2 or Enter)"), 1, 1),
        Deed("details", _("Details…"), "Alt+Return", _("Everything of it, or of several at once")),
        Deed("split", _("Split"), "Ctrl+T", _("Two sessions of it, at a time that you say"), 1, 1),
        Deed(
            "merge", _("Merge"), "Ctrl+M", _("One session of two or more that follow each other"), 2
        ),
        Deed("beside", _("At the same time…"), "Ctrl+B", _("What to do with two at once"), 1, 1),
        Deed("history", _("History"), "Ctrl+H", _("What became of it, step by step"), 1, 1),
        Deed("delete", _("Delete"), "Del", _("Can be undone")),
    )


class Foot(Flow):
    """A row of buttons; what cannot be done with so many sessions cannot be pressed."""

    def __init__(self, window: QWidget, taken: set[str], do: Callable[[str], None]) -> None:
        super().__init__(HAIR)
        self._actions: dict[str, tuple[Deed, QAction, QPushButton]] = {}
        for deed in deeds():
            action = make_action(window, deed.words, deed.keys, partial(do, deed.name))
            button = push_button(with_mnemonic(deed.words, taken), "quiet")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(plain_tip(f"{deed.tip} ({keys})" if keys else deed.tip))
            button.clicked.connect(action.trigger)
            self.add(button)
            self._actions[deed.name] = deed, action, button

    def redraw(self, chosen: int, is_beside: bool) -> None:
        """So many sessions are chosen; ``is_beside``: another was at the same time as the one."""
        for deed, action, button in self._actions.values():
            can = deed.least <= chosen <= deed.most and (deed.name != "beside" or is_beside)
            action.setEnabled(can)
            button.setEnabled(can)

    def pop_up(self, at: QPoint) -> None:
        """The same as a menu."""
        menu = QMenu(self)
        for _deed, action, _button in self._actions.values():
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


class StepButton(QPushButton):
    """Undo or redo: says what it would do, shortened where that is long."""

    def __init__(self, name: str, action: QAction, taken: set[str]) -> None:
        super().__init__()
        self.setProperty("part", "quiet")
        self._name = name
        self._shown = with_mnemonic(name, taken)
        self._action = action
        self.clicked.connect(action.trigger)

    def say(self, words: str) -> None:
        """What it would do in one line that begins with its name, "" for nothing."""
        self.setEnabled(bool(words))
        self._action.setEnabled(bool(words))
        rest = words.removeprefix(self._name)
        short = rest if len(rest) <= MOST_LETTERS else rest[: MOST_LETTERS - 1].rstrip() + "…"
        self.setText(self._shown + short.replace("&", "&&"))
        self.setAccessibleName(words or self._name)
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tip(f"{words or self._name} ({keys})"))


def make_action(window: QWidget, words: str, keys: str, do: Callable[[], None]) -> QAction:
    """Something the window does, also by its keys."""
    action = QAction(words, window)
    if keys:
        action.setShortcuts([QKeySequence(each) for each in keys.split("|")])
    action.triggered.connect(lambda *_: do())
    window.addAction(action)
    return action
