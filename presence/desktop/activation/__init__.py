"""What a desktop asks of a program that runs already (Desktop Entry Specification, chapter 8)."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from presence.desktop.activation.application import Application
    from presence.desktop.dbus_qt import QtBus


def serve_desktop(
    bus: "Callable[[], QtBus]", parent: QObject | None = None
) -> "Application | None":
    """Let the desktop ask; None where none does that, or where there is no bus."""
    if sys.platform in ("win32", "darwin"):
        return None
    from presence.desktop.dbus import bus_address

    if bus_address() is None:
        return None
    from presence.desktop.activation.application import Application

    return Application(bus(), parent=parent)
