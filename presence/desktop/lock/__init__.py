"""Whether somebody came back to the computer: a file for each way to hear of it, a null one."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presence.desktop.lock.return_watch import ReturnWatch

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus


def find_return_watch(
    session_bus: "Callable[[], QtBus]", parent: QObject | None = None
) -> ReturnWatch:
    """What tells of a return on this computer; nothing is loaded or asked before its start."""
    if sys.platform in ("win32", "darwin"):
        return ReturnWatch(parent)
    return _LateReturnWatch(session_bus, parent)


class _LateReturnWatch(ReturnWatch):
    """Listens on the buses from the first start on."""

    def __init__(self, session_bus: "Callable[[], QtBus]", parent: QObject | None) -> None:
        super().__init__(parent)
        self._session_bus = session_bus
        self._watch: ReturnWatch | None = None

    def start(self) -> None:
        if self._watch is None:
            from presence.desktop.lock.buses import BusReturnWatch  # jeepney

            self._watch = BusReturnWatch(self._session_bus(), parent=self)
            self._watch.returned.connect(self.returned)
        self._watch.start()

    def stop(self) -> None:
        if self._watch is not None:
            self._watch.stop()
