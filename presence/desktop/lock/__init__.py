"""Whether the person at this desktop can see its screen: a file for each way to hear of it."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presence.desktop.lock.screen_watch import ScreenWatch, Source

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus


def find_screen_watch(
    session_bus: "Callable[[], QtBus]", parent: QObject | None = None
) -> ScreenWatch:
    """What tells of this computer's screen; nothing is loaded or asked before it is wanted."""
    return ScreenWatch(lambda: _find_sources(session_bus), parent)


def _find_sources(session_bus: "Callable[[], QtBus]") -> Sequence[Source]:
    if sys.platform == "win32":
        from presence.desktop.lock.windows import WindowsSession

        return (WindowsSession(),)
    elif sys.platform == "darwin":
        from presence.desktop.lock.macos import MacSession

        return (MacSession(),)
    else:
        from presence.desktop.lock.buses import Buses  # jeepney

        return (Buses(session_bus()),)
