"""A line of names with completion: the last name is completed, those met most recently first."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from presence.core.names.group import Group
from presence.core.person import folded
from presence.texts import _

SEPARATOR = ","


class PeopleEdit(QLineEdit):
    """Names, with commas between them; a group's name stands for its people."""

    completed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("With whom"))
        self.setPlaceholderText(_("names, with commas between them"))
        self._groups: dict[str, Sequence[str]] = {}  # by their names, folded
        self._completer = _LastName(self)
        self.setCompleter(self._completer)
        # queued: QLineEdit takes the completed text after this signal
        queued = Qt.ConnectionType.QueuedConnection
        self._completer.activated.connect(self.completed, queued)

    @property
    def people(self) -> tuple[str, ...]:
        """The names, each once."""
        names = (" ".join(name.split()) for name in self.text().split(SEPARATOR))
        meant = (each for name in names for each in self._groups.get(folded(name), (name,)))
        return tuple(dict.fromkeys(name for name in meant if name))

    def show_people(self, people: Sequence[str]) -> None:
        """Write these names, unless they are there already in the person's own spacing."""
        if self.people != tuple(people):
            self.setText(", ".join(people))

    def offer(self, known: Sequence[str], groups: Iterable[Group] = ()) -> None:
        """Complete with these, and with the people of these groups."""
        persons = set(map(folded, known))
        offered = [each for each in groups if each.people and folded(each.name) not in persons]
        self._groups = {folded(each.name): each.people for each in offered}
        self._completer.groups = {_shown(each): each.people for each in offered}
        self._completer.names.setStringList([*known, *self._completer.groups])


class _LastName(QCompleter):
    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.names = QStringListModel(self)
        self.groups: dict[str, Sequence[str]] = {}  # by how each is shown
        self.setModel(self.names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(SEPARATOR, 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        shown = str(index.data())
        names = self.groups.get(shown, (shown,))
        chosen = set(map(folded, names))
        before = [part.strip() for part in self._edit.text().split(SEPARATOR)[:-1]]
        kept = [part for part in before if part and folded(part) not in chosen]
        return ", ".join([*kept, *names])


def _shown(group: Group) -> str:
    """``Family: Ana, Tom``."""
    return _("{group}: {people}").format(group=group.name, people=", ".join(group.people))
