"""What can be done with chosen names: buttons, keys, and the menu of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from presence.core.names.use import Names
from presence.texts import _
from presence.ui.controls import plain_tip, push_button
from presence.ui.flow import Flow
from presence.ui.log.foot import make_action
from presence.ui.look import HAIR
from presence.ui.mnemonics import with_mnemonic

ALL = frozenset(Names)
MADE = frozenset({Names.KINDS, Names.GROUPS})
TAKEN_AWAY = frozenset({Names.KINDS, Names.GROUPS, Names.TAGS})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its name, its key, with which names and how many of them."""

    name: str
    words: str
    keys: str
    tip: str
    where: frozenset[Names]
    least: int = 1
    most: int = 1


def deeds() -> Sequence[Deed]:
    """What is done with chosen names, as the buttons stand."""
    return (
        Deed("rename", _("Rename"), "F2", _("In every session, at once"), ALL),
        Deed("edit", _("Edit…"), "Ctrl+E", _("All that it is like, or who is in it"), MADE),
        Deed(
            "merge", _("Merge…"), "Ctrl+M", _("Several that mean the same"), ALL - {Names.GROUPS},
            2, 10**9,
        ),
        Deed("sessions", _("Sessions"), "Ctrl+L", _("Those it stands for (Enter)"), ALL),
        Deed("remove", _("Remove"), "Del", _("Can be undone"), TAKEN_AWAY),
    )  # fmt: skip


class Deeds(Flow):
    """A row of buttons; what cannot be done with what is chosen cannot be pressed."""

    def __init__(self, window: QWidget, taken: set[str], do: Callable[[str], None]) -> None:
        super().__init__(HAIR)
        self._actions: dict[str, tuple[Deed, QAction, QPushButton]] = {}
        for deed in deeds():
            action = make_action(window, deed.words, deed.keys, partial(do, deed.name))
            button = push_button(with_mnemonic(deed.words, taken), "quiet")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(plain_tip(f"{deed.tip} ({keys})"))
            button.clicked.connect(action.trigger)
            self.add(button)
            self._actions[deed.name] = deed, action, button

    def redraw(self, names: Names, chosen: int, can_go: bool) -> None:
        """So many of these names are chosen; ``can_go``: what is chosen may be taken away."""
        for deed, action, button in self._actions.values():
            button.setVisible(names in deed.where)
            can = names in deed.where and deed.least <= chosen <= deed.most
            can = can and (can_go or deed.name != "remove")
            action.setEnabled(can)
            button.setEnabled(can)

    def pop_up(self, at: QPoint) -> None:
        """The same as a menu."""
        menu = QMenu(self)
        for _deed, action, button in self._actions.values():
            if not button.isHidden():
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
