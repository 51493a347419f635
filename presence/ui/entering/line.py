"""One line to type a session in, with what was understood of it below, as it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from presence.core.entry import EntryContext, UnderstoodEntry, parse_add
from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import SMALL


class EntryLine(QWidget):
    """A line of the one-line grammar; ``entered`` gives the Entry that Enter asks for.

    Give it a context before anybody types, and a new one when the log or the minute has changed.
    """

    changed = Signal()
    entered = Signal(object)  # core.entry.Entry

    def __init__(self) -> None:
        super().__init__()
        self._context: EntryContext | None = None
        self._understood: UnderstoodEntry | None = None
        self._edit = QLineEdit()
        self._edit.setAccessibleName(_("What, with whom, when"))
        self._preview = text_label(bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._edit)
        column.addWidget(self._preview)
        self.setFocusProxy(self._edit)
        self._edit.textChanged.connect(self._on_text)
        self._edit.returnPressed.connect(self._on_return)

    def set_context(self, context: EntryContext) -> None:
        """Read against this from now on."""
        self._context = context
        self._on_text()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Put these words into the line."""
        self._edit.setText(text)

    @property
    def understood(self) -> UnderstoodEntry | None:
        """What the line says; None where nothing is typed."""
        return self._understood

    def _on_text(self) -> None:
        context = self._context
        typed = self.text.strip()
        self._understood = parse_add(typed, context) if context is not None and typed else None
        self.changed.emit()

    def _on_return(self) -> None:
        understood = self._understood
        if understood is not None and understood.entry is not None and not understood.unknown:
            self.entered.emit(understood.entry)
