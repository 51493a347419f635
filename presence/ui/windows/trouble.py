"""The log cannot be used: says why, what stays untouched, and what can be done."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialogButtonBox, QVBoxLayout

from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import HEADING, HUGE, LARGE, Look
from presence.ui.window import Window


class TroubleWindow(Window):
    """A plain window, not a modal dialogue: nothing else waits for it."""

    help_heading = "trouble"

    def __init__(self, look: Look, message: str, hint: str, backup: Path | None) -> None:
        super().__init__(look, _("Presence cannot open its log"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HUGE, HUGE, HUGE, LARGE)
        layout.setSpacing(LARGE)
        layout.addWidget(text_label(_("Presence cannot open its log"), factor=HEADING, bold=True))
        layout.addWidget(text_label(message))
        if hint:
            layout.addWidget(text_label(hint))
        if backup is not None:
            line = _("The newest backup is {path}.").format(path=backup)
            layout.addWidget(text_label(line))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)


def show_trouble(look: Look, message: str, hint: str, backup: Path | None) -> None:
    """Show the window and return when it is closed."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(True)
    window = TroubleWindow(look, message, hint, backup)
    window.present()
    application.exec()
