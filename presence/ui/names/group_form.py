"""A group: its name, and who is in it, ticked in a list that is narrowed by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout

from presence.core.person import folded
from presence.texts import _, ngettext
from presence.ui.controls import push_button, text_label
from presence.ui.look import LARGE, MEDIUM, SMALL
from presence.ui.mnemonics import with_mnemonic
from presence.ui.names.panel import Panel
from presence.ui.names.view import GroupWish
from presence.words.dates import grouped

Index = QModelIndex | QPersistentModelIndex
SHOWN_ROWS = 8


class PeopleModel(QAbstractListModel):
    """Everybody, those in the group first; a tick says who is in it."""

    def __init__(self) -> None:
        super().__init__()
        self._everybody: list[str] = []
        self._search: list[str] = []
        self._listed: list[str] = []
        self._ticked: dict[str, None] = {}  # in the order of the group

    @property
    def ticked(self) -> tuple[str, ...]:
        """Who is in the group."""
        return tuple(self._ticked)

    def show_people(self, everybody: Sequence[str], ticked: Sequence[str]) -> None:
        """List these people."""
        self.beginResetModel()
        self._ticked = dict.fromkeys(ticked)
        self._everybody = list(dict.fromkeys((*ticked, *everybody)))
        self._search = [folded(name) for name in self._everybody]
        self._listed = list(self._everybody)
        self.endResetModel()

    def search(self, text: str) -> None:
        """List only those with this in their names."""
        wanted = folded(text)
        self.beginResetModel()
        people = zip(self._everybody, self._search, strict=True)
        self._listed = [name for name, words in people if wanted in words]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._listed)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        name = self._listed[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.CheckStateRole:
            state = Qt.CheckState.Checked if name in self._ticked else Qt.CheckState.Unchecked
            return state.value
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        name = self._listed[index.row()]
        if name in self._ticked:
            del self._ticked[name]
        else:
            self._ticked[name] = None
        self.dataChanged.emit(index, index, [role])
        return True


class GroupForm(Panel):
    """Enter saves, Esc leaves all as it was; Space ticks somebody."""

    saved = Signal(object)  # GroupWish

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self._key = ""
        taken = set(taken)
        self._name = QLineEdit()
        self._name.setAccessibleName(_("Name of the group"))
        self._name.setPlaceholderText(_("Family, team …"))
        label = text_label(with_mnemonic(_("Name of the group"), taken), "dim", wraps=False)
        label.setBuddy(self._name)
        self._search = QLineEdit()
        self._search.setAccessibleName(_("Search people"))
        self._search.setPlaceholderText(_("Search people"))
        self._search.setClearButtonEnabled(True)
        self._people = PeopleModel()
        self._list = QListView()
        self._list.setAccessibleName(_("Who is in it (Space ticks)"))
        self._list.setModel(self._people)
        self._list.setUniformItemSizes(True)
        self._count = text_label(part="dim")
        self._save = push_button(with_mnemonic(_("Save"), taken), "primary")
        cancel = push_button(with_mnemonic(_("Cancel"), taken))
        self._problem = text_label(part="warn")
        self._problem.hide()
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(label)
        top.addWidget(self._name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self._count, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addLayout(top)
        for widget in (self._search, self._list, self._problem):
            column.addWidget(widget)
        column.addLayout(buttons)
        self._search.textChanged.connect(self._people.search)
        self._search.returnPressed.connect(self._tick_only_one)
        self._name.returnPressed.connect(self._on_save)
        self._people.dataChanged.connect(lambda *_: self._redraw_count())
        self._save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.leave)
        self.hide()

    def ask(self, group: GroupWish, everybody: Sequence[str]) -> None:
        """Show this group, and take the keyboard."""
        self._key = group.key
        self._name.setText(group.name)
        self._search.clear()
        self._people.show_people(everybody, group.people)
        self.show_problem("")
        self._redraw_count()
        self._list.setMinimumHeight(SHOWN_ROWS * (self.fontMetrics().height() + SMALL))
        self.show()
        (self._search if group.name else self._name).setFocus()

    def show_problem(self, text: str) -> None:
        """Say why it could not be saved."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.hasFocus():
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _tick_only_one(self) -> None:
        """Enter in the search ticks whom it found, if that is one."""
        if self._people.rowCount() == 1:
            first = self._people.index(0)
            self._people.setData(first, None, Qt.ItemDataRole.CheckStateRole)
            self._search.selectAll()

    def _redraw_count(self) -> None:
        count = len(self._people.ticked)
        said = ngettext("{count} person is in it", "{count} people are in it", count)
        self._count.setText(said.format(count=grouped(count)))

    def _on_save(self) -> None:
        self.saved.emit(GroupWish(self._key, self._name.text().strip(), self._people.ticked))
