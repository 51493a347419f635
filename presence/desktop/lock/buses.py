"""Lock, user switch and sleep as the two buses tell them: asked once, then only heard."""

from collections.abc import Callable
from typing import Protocol

from presence.desktop.dbus import BusKind
from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock.logind import LogindSession
from presence.desktop.lock.screen_watch import Sight, all_of
from presence.desktop.lock.screensaver import ScreenSavers
from presence.desktop.sleep.logind import SleepWatch


class _Listener(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Buses:
    """logind and the screen savers together; any of them may be missing.

    The connection to the system bus lasts from ``start`` to ``stop``.
    """

    def __init__(self, session_bus: QtBus, system_address: str | None = None) -> None:
        self._session_bus = session_bus
        self._system_address = system_address
        self._system_bus: QtBus | None = None
        self._logind: LogindSession | None = None
        self._savers: ScreenSavers | None = None
        self._listeners: tuple[_Listener, ...] = ()

    @property
    def sight(self) -> Sight:
        """What they know together."""
        known = (each.sight for each in (self._logind, self._savers) if each is not None)
        return all_of(known)

    def start(self, told: Callable[[], None], woke: Callable[[], None]) -> None:
        self._system_bus = QtBus(BusKind.SYSTEM, self._system_address)
        self._logind = LogindSession(self._system_bus, told)
        self._savers = ScreenSavers(self._session_bus, told)
        self._listeners = (SleepWatch(self._system_bus, woke), self._logind, self._savers)
        for listener in self._listeners:
            listener.start()
        self._system_bus.lost.connect(lambda: self._on_lost(told))

    def stop(self) -> None:
        for listener in self._listeners:
            listener.stop()
        self._listeners = ()
        self._logind = self._savers = None
        if self._system_bus is not None:
            self._system_bus.close()
            self._system_bus.deleteLater()
            self._system_bus = None

    def _on_lost(self, told: Callable[[], None]) -> None:
        """What logind said last may be wrong by now, and nobody will put it right."""
        self._logind = None
        told()
