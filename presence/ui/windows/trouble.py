"""The log cannot be used: says why, what stays untouched, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout

from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import HEADING, HUGE, LARGE, Look
from presence.ui.window import Window


class TroubleWindow(Window):
    """A plain window, not a modal dialogue: nothing else waits for it."""

    help_heading = "trouble"

    restore_wanted = Signal()

    def __init__(self, look: Look, message: str, hint: str, offer: str) -> None:
        """``offer`` names the backup that could be put back, "" where there is none."""
        super().__init__(look, _("Presence cannot open its log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HUGE, HUGE, HUGE, LARGE)
        layout.setSpacing(LARGE)
        layout.addWidget(text_label(_("Presence cannot open its log"), factor=HEADING, bold=True))
        self._message = text_label(message)
        self._hint = text_label(hint)
        layout.addWidget(self._message)
        layout.addWidget(self._hint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        if offer:
            layout.addWidget(text_label(offer))
            restore = buttons.addButton(
                _("Go back to this backup"), QDialogButtonBox.ButtonRole.ActionRole
            )
            restore.clicked.connect(self.restore_wanted)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def say(self, message: str, hint: str) -> None:
        """Why it could not be put back either."""
        self._message.setText(message)
        self._hint.setText(hint)
