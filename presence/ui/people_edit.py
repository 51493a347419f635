"""A line of names with completion: the last name is completed, those met most recently first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from presence.core.person import folded
from presence.texts import _

SEPARATOR = ","


class PeopleEdit(QLineEdit):
    """Names, with commas between them."""

    completed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("With whom"))
        self.setPlaceholderText(_("names, with commas between them"))
        self._completer = _LastName(self)
        self.setCompleter(self._completer)
        # queued: QLineEdit takes the completed text after this signal
        queued = Qt.ConnectionType.QueuedConnection
        self._completer.activated.connect(self.completed, queued)

    @property
    def people(self) -> tuple[str, ...]:
        """The names, each once."""
        names = (" ".join(name.split()) for name in self.text().split(SEPARATOR))
        return tuple(dict.fromkeys(name for name in names if name))

    def show_people(self, people: Sequence[str]) -> None:
        """Write these names, unless they are there already in the person's own spacing."""
        if self.people != tuple(people):
            self.setText(", ".join(people))

    def offer(self, known: Sequence[str]) -> None:
        """Complete with these."""
        self._completer.names.setStringList(list(known))


class _LastName(QCompleter):
    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.names = QStringListModel(self)
        self.setModel(self.names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(SEPARATOR, 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data())
        before = [part.strip() for part in self._edit.text().split(SEPARATOR)[:-1]]
        kept = [part for part in before if part and folded(part) != folded(name)]
        return ", ".join([*kept, name])
