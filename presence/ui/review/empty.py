"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.drawing.review.how import nothing_words
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import push_button, text_label
from presence.ui.look import HUGE


class EmptyPage(QWidget):
    """One line, and for an empty log the way to a made-up week."""

    sample_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nothing = text_label("", part="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._see_sample = push_button(_("See a &sample week"))
        self._see_sample.clicked.connect(self.sample_requested)
        column = QVBoxLayout(self)
        column.setSpacing(HUGE)
        column.addStretch(1)
        column.addWidget(self._nothing)
        column.addWidget(self._see_sample, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)

    def redraw(self, page: ReviewPage) -> None:
        """Say what is not there."""
        self._nothing.setText(
            _("What you start from the icon will show here.")
            if page.log_is_empty
            else nothing_words(page.unit)
        )
        self._see_sample.setVisible(page.log_is_empty)
