"""Several of many names, to be chosen from a list that is narrowed by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from presence.core.person import folded
from presence.texts import _, ngettext
from presence.ui.controls import plain_tip, text_label
from presence.ui.look import SMALL
from presence.words.dates import grouped

MOST_SHOWN = 200
ROWS_SEEN = 9
LETTERS = 32
KEY_ROLE = Qt.ItemDataRole.UserRole


class Picker(QFrame):
    """Opens below its button; each choice counts at once, Esc or a click beside it closes it."""

    changed = Signal(object)  # frozenset of keys

    def __init__(self, name: str, parent: QWidget, only_one: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._only_one = only_one
        self.setAccessibleName(name)
        self.setProperty("part", "card")
        self._names: Sequence[tuple[str, str]] = ()
        self._chosen: set[str] = set()
        self._line = QLineEdit()
        self._line.setAccessibleName(_("Search in {names}").format(names=name))
        self._line.setPlaceholderText(_("type to narrow"))
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = text_label(part="dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        column.setSpacing(SMALL)
        for part in (self._line, self._list, self._more):
            column.addWidget(part)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.itemChanged.connect(self._on_changed)
        self._list.itemActivated.connect(_turn)

    def open(
        self, names: Sequence[tuple[str, str]], chosen: frozenset[str], below: QWidget
    ) -> None:
        """Show these keys with their words, those chosen first."""
        self._chosen = set(chosen)
        self._names = sorted(names, key=lambda pair: pair[0] not in chosen)
        self._line.clear()
        self._fill()
        height = self._list.fontMetrics().height() + 12
        self._list.setFixedHeight(height * min(ROWS_SEEN, max(2, len(names))) + 2 * SMALL)
        self._list.setMinimumWidth(LETTERS * self.fontMetrics().averageCharWidth())
        self.setLayoutDirection(below.layoutDirection())
        self.adjustSize()
        corner = below.rect().bottomLeft()
        if below.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = below.rect().bottomRight() - QPoint(self.width(), 0)
        self.move(below.mapToGlobal(corner))
        self.show()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.setFocus()
                self._list.setCurrentRow(max(0, self._list.currentRow()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_first()
                return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        """Enter in the line takes what it has narrowed the list to."""
        if self._list.count() and self._line.text().strip():
            _turn(self._list.item(0))
            self._line.selectAll()
        else:
            self.close()

    def _fill(self) -> None:
        wanted = folded(self._line.text())
        found = [pair for pair in self._names if not wanted or wanted in folded(pair[1])]
        self._list.blockSignals(True)
        self._list.clear()
        for key, word in found[:MOST_SHOWN]:
            item = QListWidgetItem(word)
            item.setData(KEY_ROLE, key)
            item.setToolTip(plain_tip(word))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if key in self._chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self._list.addItem(item)
        self._list.blockSignals(False)
        left = len(found) - MOST_SHOWN
        text = ngettext(
            "and {count} more: type to find it", "and {count} more: type to find them", left
        )
        words = text.format(count=grouped(left)) if left > 0 else ""
        if not found:
            words = _("There is none.") if not self._names else _("None has these letters.")
        self._more.setText(words)
        self._more.setVisible(bool(words))

    def _on_changed(self, item: QListWidgetItem) -> None:
        key = str(item.data(KEY_ROLE))
        if item.checkState() == Qt.CheckState.Checked:
            if self._only_one:
                self._turn_off_others(item)
            self._chosen.add(key)
        else:
            self._chosen.discard(key)
        self.changed.emit(frozenset(self._chosen))

    def _turn_off_others(self, item: QListWidgetItem) -> None:
        self._chosen.clear()
        self._list.blockSignals(True)
        for row in range(self._list.count()):
            other = self._list.item(row)
            if other is not item:
                other.setCheckState(Qt.CheckState.Unchecked)
        self._list.blockSignals(False)


def _turn(item: QListWidgetItem) -> None:
    is_on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
