"""The log cannot be used: says why, what stays untouched, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout

from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import HEADING, HUGE, LARGE, Look
from presence.ui.window import Window


class TroubleWindow(Window):
    """A plain window, not a modal dialogue: nothing else waits for it."""

    help_heading = "trouble"

    def __init__(self, look: Look, message: str, hint: str, backup: str) -> None:
        super().__init__(look, _("Presence cannot open its log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HUGE, HUGE, HUGE, LARGE)
        layout.setSpacing(LARGE)
        layout.addWidget(text_label(_("Presence cannot open its log"), factor=HEADING, bold=True))
        layout.addWidget(text_label(message))
        if hint:
            layout.addWidget(text_label(hint))
        if backup:
            line = _("The newest backup is {path}.").format(path=backup)
            layout.addWidget(text_label(line))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
