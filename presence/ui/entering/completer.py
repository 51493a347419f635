"""The list under a line that is being typed: how its last word can go on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from presence.core.entry.completion import Completion
from presence.texts import _

MOST_LETTERS = 60
LEFT_TO_RIGHT = "\u2066{}\u2069"
ROOM = 24  # pixels beside the longest word


class LineCompleter(QCompleter):
    """Offers what ``find`` finds for the text and the cursor, while somebody types.

    Down goes into the list, Enter or a click takes what is chosen there, Tab the first.
    """

    def __init__(self, edit: QLineEdit, find: Callable[[str, int], Sequence[Completion]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._find = find
        self._offered: Sequence[Completion] = ()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self._list = QListView()
        self.setPopup(self._list)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(edit)
        self._list.setAccessibleName(_("How it can go on"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        edit.textEdited.connect(self._on_edited)
        self.activated.connect(self._on_activated)

    @property
    def offered(self) -> Sequence[Completion]:
        """What is offered now."""
        return self._offered if self._list.isVisible() else ()

    @property
    def has_choice(self) -> bool:
        """Whether somebody has gone into the list: then Enter is for it."""
        return self._list.isVisible() and self._list.currentIndex().isValid()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.offered
        ):
            index = self._list.currentIndex()
            self._take(self._offered[max(index.row(), 0)])
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        self._offered = self._find(text, self._edit.cursorPosition())
        self._items.clear()
        for completion in self._offered:
            self._items.appendRow(QStandardItem(_shown(completion)))
        if not self._offered:
            self._list.hide()
            return
        place = self._edit.cursorRect()
        longest = self._list.sizeHintForColumn(0)
        place.setWidth(longest + self._list.verticalScrollBar().sizeHint().width() + ROOM)
        self.complete(place)
        self._make_room()
        self._list.setCurrentIndex(QModelIndex())

    def _make_room(self) -> None:
        """Let no row be cut: QCompleter does not know of the list's own margins."""
        rows = min(len(self._offered), self.maxVisibleItems())
        missing = rows * self._list.sizeHintForRow(0) - self._list.viewport().height()
        if missing <= 0:
            return
        frame = self._list.geometry()
        if frame.top() < self._edit.mapToGlobal(self._edit.rect().topLeft()).y():
            frame.setTop(frame.top() - missing)  # it opened upwards
        else:
            frame.setBottom(frame.bottom() + missing)
        self._list.setGeometry(frame)

    def _on_activated(self, shown: str) -> None:
        row = self._list.currentIndex().row()
        rows = [number for number, each in enumerate(self._offered) if _shown(each) == shown]
        if rows:  # of two that are shown alike, the one that was chosen
            self._take(self._offered[row if row in rows else rows[0]])

    def _take(self, completion: Completion) -> None:
        self._list.hide()
        text, cursor = completion.taken(self._edit.text())
        self._edit.setText(text)
        self._edit.setCursorPosition(cursor)


def _shown(completion: Completion) -> str:
    people = ", ".join(completion.people)
    text = f"{completion.text}   {people}" if people else completion.text
    # As in the line, where the sign stands before the name in every language.
    return LEFT_TO_RIGHT.format(text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…")
