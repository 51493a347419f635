"""The upper part of the log window: the search, what is asked for, and how many that are."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.line_edit import LineEdit
from presence.ui.log.filters import Filters
from presence.ui.log.view import LogSource, LogView
from presence.ui.look import SMALL
from presence.ui.mnemonics import with_mnemonic


class Head(QWidget):
    """Tells every letter that is typed; Enter goes on to what was found, Esc begins anew."""

    typed = Signal(str)
    left = Signal()
    new_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, source: LogSource, taken: set[str]) -> None:
        super().__init__()
        self._search = LineEdit()
        self._search.setAccessibleName(_("Search"))
        self._search.setPlaceholderText(_("Search names, places, notes, tags (Ctrl+F)"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.typed.emit)
        self._search.installEventFilter(self)
        new = push_button(with_mnemonic(_("New…"), taken), "primary")
        new.setToolTip(_("Add a session that is over (Ctrl+N)"))
        new.clicked.connect(self.new_wanted.emit)
        self.filters = Filters(source, taken)
        self.count = text_label(part="dim", wraps=True)
        self._export = push_button(with_mnemonic(_("Export…"), taken), "quiet")
        self._export.setToolTip(_("Write the sessions shown to a file (Ctrl+E)"))
        self._export.clicked.connect(self.export_wanted.emit)
        bring = push_button(with_mnemonic(_("Import…"), taken), "quiet")
        bring.setToolTip(_("Put what a file holds into the log (Ctrl+I)"))
        bring.clicked.connect(self.import_wanted.emit)
        top, counted = QHBoxLayout(), QHBoxLayout()
        for row in (top, counted):
            row.setSpacing(SMALL)
        top.addWidget(self._search, 1)
        top.addWidget(new)
        counted.addWidget(self.count, 1)
        counted.addWidget(bring)
        counted.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addLayout(counted)

    def redraw(self, view: LogView) -> None:
        """Say what is asked for now; what stands in the line already is let be."""
        self.filters.redraw(view)
        self._export.setVisible(view.can_export)
        if view.filter.text != self._search.text().strip():
            self._search.setText(view.filter.text)

    def take_keyboard(self) -> None:
        """Type from here on."""
        self._search.setFocus()
        self._search.selectAll()

    def type_on(self, letters: str) -> None:
        """Letters that were typed elsewhere, and those that follow."""
        self._search.setFocus()
        self._search.setText(self._search.text() + letters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return True
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        return super().eventFilter(watched, event)
