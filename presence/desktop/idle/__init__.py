"""Whether the person at this computer touches it: a file for each way to hear of it."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.desktop.idle.idle_watch import IdleWatch, Source

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus

A_MINUTE = timedelta(seconds=60)


def find_idle_watch(
    session_bus: "Callable[[], QtBus]",
    clock: Clock,
    after: timedelta = A_MINUTE,
    parent: QObject | None = None,
) -> IdleWatch:
    """What tells of input here; nothing is loaded or asked before it is wanted."""
    return IdleWatch(lambda: _find_sources(session_bus), clock, after, parent)


def _find_sources(session_bus: "Callable[[], QtBus]") -> Iterator[Source]:
    """Those that may be here, the best one first; the next is loaded only when one fails."""
    if sys.platform == "win32":
        from presence.desktop.idle.windows import windows_input

        yield windows_input()
    elif sys.platform == "darwin":
        from presence.desktop.idle.macos import mac_input

        yield mac_input()
    else:
        from presence.desktop.idle.mutter import MutterInput  # jeepney

        yield MutterInput(session_bus())
        if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
            # An X server beside a compositor is not asked: it sees what its own windows get.
            from presence.desktop.idle.wayland import WaylandInput

            yield WaylandInput()
        elif os.environ.get("DISPLAY"):
            from presence.desktop.idle.xsync import XSyncInput

            yield XSyncInput()
