"""What was taken away, in a window: for who asked for it in one."""

from collections.abc import Sequence
from pathlib import Path


def show_last_words(said: Sequence[str], gone: Sequence[str], left: Sequence[str]) -> None:
    """Returns when the window is closed; without a screen nobody has asked in one."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from presence import APPLICATION_ID
    from presence.core.settings import Theme
    from presence.desktop.appearance.platform_theme import (
        has_native_style,
        without_desktop_theme,
    )
    from presence.desktop.appearance.unknown import UnknownAppearance
    from presence.paths import resources_dir
    from presence.ui.leaving.last_words import LastWordsWindow
    from presence.ui.wardrobe import Wardrobe
    from presence.words.safety.leaving import short_paths

    with without_desktop_theme():
        application = QApplication(["presence"])
    QApplication.setDesktopFileName(APPLICATION_ID)
    application.setApplicationName("presence")
    icon = resources_dir() / "icons" / "hicolor" / "scalable" / "apps" / "presence.svg"
    QApplication.setWindowIcon(QIcon(str(icon)))  # no entry names one any more
    wardrobe = Wardrobe(application, UnknownAppearance(), Theme.SYSTEM, has_native_style())
    windows: list[LastWordsWindow] = []

    def show() -> None:
        home = str(Path.home())
        window = LastWordsWindow(wardrobe.look, said, short_paths(gone, home), left)
        windows.append(window)
        window.present()

    wardrobe.when_ready(show)
    application.exec()
