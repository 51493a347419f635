"""Coming back to the computer: it woke up, or its screen was unlocked. Only heard, never asked."""

from typing import Protocol

from PySide6.QtCore import QObject

from presence.desktop.dbus import BusKind
from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock.logind import LockWatch
from presence.desktop.lock.return_watch import ReturnWatch
from presence.desktop.lock.screensaver import ScreenSaverWatch
from presence.desktop.sleep.logind import SleepWatch


class Watch(Protocol):
    """One way to hear of it."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class BusReturnWatch(ReturnWatch):
    """Listens to logind and to screen savers; one return may be heard of from several.

    The connection to the system bus lasts from ``start`` to ``stop``.
    """

    def __init__(
        self,
        session_bus: QtBus,
        system_address: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session_bus = session_bus
        self._system_address = system_address
        self._system_bus: QtBus | None = None
        self._watches: tuple[Watch, ...] = ()

    def start(self) -> None:
        if self._watches:
            return
        self._system_bus = QtBus(BusKind.SYSTEM, self._system_address, self)
        told = self.returned.emit
        self._watches = (
            SleepWatch(self._system_bus, told),
            LockWatch(self._system_bus, told),
            ScreenSaverWatch(self._session_bus, told),
        )
        for watch in self._watches:
            watch.start()

    def stop(self) -> None:
        for watch in self._watches:
            watch.stop()
        self._watches = ()
        if self._system_bus is not None:
            self._system_bus.close()
            self._system_bus.deleteLater()
            self._system_bus = None
