"""The log cannot be used: one window says so, and puts a backup back when it is asked to."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from presence.core.clock import SystemClock
from presence.core.errors import StoreError
from presence.core.settings import Theme
from presence.desktop.appearance.platform_theme import has_native_style
from presence.desktop.appearance.unknown import UnknownAppearance
from presence.paths import Paths
from presence.store import new_id
from presence.store.backups.restore import restore
from presence.ui.wardrobe import Wardrobe
from presence.ui.windows.trouble import TroubleWindow
from presence.words.errors import explain
from presence.words.safety.log_trouble import offer_in_window


def show_trouble(paths: Paths, error: StoreError) -> bool:
    """Show the window and return when it is closed: whether a backup was put back."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wardrobe = Wardrobe(application, UnknownAppearance(), Theme.SYSTEM, has_native_style())
    backup = str(error.values.get("backup", ""))
    done: list[bool] = []

    def show() -> None:
        message, hint = explain(error)
        window = TroubleWindow(wardrobe.look, message, hint, offer_in_window(error.values))

        def on_restore_wanted() -> None:
            try:
                restore(paths, Path(backup), SystemClock().now(), new_id)
            except StoreError as fault:
                window.say(*explain(fault))
                return
            done.append(True)
            window.close()

        window.restore_wanted.connect(on_restore_wanted)
        window.destroyed.connect(application.quit)
        window.present()

    wardrobe.when_ready(show)
    application.exec()
    return bool(done)
