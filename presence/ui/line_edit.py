"""A line to type into that leaves Undo to its window as long as nothing was typed."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class LineEdit(QLineEdit):
    """In a window that has an Undo of its own: Qt's line takes these keys also for nothing.

    Where typing can be taken back or was, they are the line's: who holds Undo down to empty it
    takes back nothing else.
    """

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and _is_undo_or_redo(event)
            and not (self.isUndoAvailable() or self.isRedoAvailable())
        ):
            event.ignore()
            return False
        return super().event(event)


def _is_undo_or_redo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )
