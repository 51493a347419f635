"""A scene's window as somebody sees it, dressed for a variant of the desktop."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presence.ui.window import Window
from tests.screenshots_windows import VARIANTS, Scene, Variant, dressed

LIGHT = VARIANTS[0]


def shown(qtbot: QtBot, app: QApplication, scene: Scene, variant: Variant = LIGHT) -> Window:
    """On the screen, and painted; whoever dresses the application puts it back (``undressed``)."""
    dressed(app, variant)
    window = scene(variant.look)
    qtbot.addWidget(window)
    window.fit()
    with qtbot.waitExposed(window):
        window.show()
    app.processEvents()
    return window
