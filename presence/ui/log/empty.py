"""What stands in place of the list where there is nothing to list, and what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HUGE


class EmptyLog(QWidget):
    """An empty log says how sessions come into it; an empty search offers to show all again."""

    new_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label(part="dim")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._new = push_button(_("Add a session that is over"))
        self._new.clicked.connect(self.new_wanted.emit)
        self._all = push_button(_("Show every session"))
        self._all.clicked.connect(self.clear_wanted.emit)
        column = QVBoxLayout(self)
        column.setSpacing(HUGE)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)

    def redraw(self, log_is_empty: bool) -> None:
        """Say which of the two it is."""
        self._words.setText(
            _("What you start from the icon will show here, and what you add afterwards.")
            if log_is_empty
            else _("No session fits what is asked for.")
        )
        self._new.setVisible(log_is_empty)
        self._all.setVisible(not log_is_empty)
