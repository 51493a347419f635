"""The log cannot be used: one window says so."""

from PySide6.QtWidgets import QApplication

from presence.core.settings import Theme
from presence.desktop.appearance.platform_theme import has_native_style
from presence.desktop.appearance.unknown import UnknownAppearance
from presence.ui.wardrobe import Wardrobe
from presence.ui.windows.trouble import TroubleWindow


def show_trouble(message: str, hint: str, backup: str) -> None:
    """Show the window and return when it is closed."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wardrobe = Wardrobe(application, UnknownAppearance(), Theme.SYSTEM, has_native_style())

    def show() -> None:
        window = TroubleWindow(wardrobe.look, message, hint, backup)
        window.destroyed.connect(application.quit)
        window.present()

    wardrobe.when_ready(show)
    application.exec()
