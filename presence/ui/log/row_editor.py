"""A session as the line that says it, over its row in the list."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from presence.core.entry import EntryContext
from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.entering.line import EntryLine
from presence.ui.log.table import LogTable
from presence.ui.look import CAPTION, HAIR, SMALL


class RowEditor(QFrame):
    """Enter saves, Esc leaves the session as it was; what is typed stays until then."""

    entered = Signal(str, object)  # the session's id, core.entry.Entry
    opened = Signal()
    left = Signal()

    def __init__(self, table: LogTable) -> None:
        super().__init__(table.viewport())
        self._table = table
        self._session_id = ""
        self._row = -1
        self.setProperty("part", "card")
        self.setAutoFillBackground(True)
        self.line = EntryLine()
        self._problem = text_label(part="warn")
        self._hint = text_label(_("Enter saves it, Esc leaves it as it was."), "dim", CAPTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        column.setSpacing(HAIR)
        for part in (self.line, self._problem, self._hint):
            column.addWidget(part)
        self.line.entered.connect(lambda entry: self.entered.emit(self._session_id, entry))
        self.line.changed.connect(self._on_changed)
        table.verticalScrollBar().valueChanged.connect(self._place)
        table.viewport().installEventFilter(self)
        self.hide()

    @property
    def session_id(self) -> str:
        """Which session is edited, "" for none."""
        return "" if self.isHidden() else self._session_id

    def open(self, session_id: str, row: int, text: str, context: EntryContext) -> None:
        """Edit this session as these words."""
        self._session_id, self._row = session_id, row
        self.line.setEnabled(True)
        self.line.set_context(context)
        self.line.set_text(text)
        self.show_problem("")
        self.show()
        self.raise_()
        self.opened.emit()
        self._place()
        self.line.setFocus()

    def move_to(self, row: int) -> None:
        """Its row is another one now."""
        self._row = row
        self._place()

    def show_problem(self, text: str) -> None:
        """Say why it could not be saved; the next letter takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._place()

    def leave(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.line.setEnabled(False)  # else the list of completions brings the keyboard back
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes on to the list below, which would begin anew."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def _on_changed(self) -> None:
        self.show_problem("")

    def _place(self) -> None:
        """Over its row, and whole within what is seen of the list."""
        if self.isHidden():
            return
        seen = self._table.viewport().rect()
        top = self._row * self._table.row_height() - self._table.verticalScrollBar().value()
        layout = self.layout()
        assert layout is not None
        height = layout.heightForWidth(seen.width()) if layout.hasHeightForWidth() else -1
        height = max(height, self.sizeHint().height())
        top = max(0, min(top, seen.height() - height))
        self.setGeometry(QRect(0, top, seen.width(), height))
