"""Lock, user switch, lid and sleep as the two buses tell them: asked once, then only heard."""

from typing import Protocol

from jeepney import MatchRule, Message
from PySide6.QtCore import QTimer

from presence.desktop.dbus import BUS, BusKind
from presence.desktop.dbus_qt import QtBus, Subscription
from presence.desktop.lid.buses import UPOWER, LidWatch
from presence.desktop.lock.logind import LOGIND, LogindSession
from presence.desktop.lock.screen_watch import Sight, Told, all_of
from presence.desktop.lock.screensaver import ScreenSavers
from presence.desktop.sleep.logind import SleepWatch

# An update starts logind anew within a second; one that stays away tells of no unlocking either.
FORGOTTEN_AFTER_MS = 5000


class _Listener(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Buses:
    """logind, UPower and the screen savers together; any of them may be missing.

    The connection to the system bus lasts from ``start`` to ``stop``.
    """

    def __init__(self, session_bus: QtBus, system_address: str | None = None) -> None:
        self._session_bus = session_bus
        self._system_address = system_address
        self._system: _SystemBus | None = None
        self._savers: ScreenSavers | None = None

    @property
    def sight(self) -> Sight:
        """What they know together."""
        if self._system is None or self._savers is None:
            return Sight.IN_SIGHT
        return all_of((self._system.sight, self._savers.sight))

    @property
    def lid_is_closed(self) -> bool | None:
        return None if self._system is None else self._system.lid.is_closed

    def start(self, told: Told) -> None:
        self._system = _SystemBus(QtBus(BusKind.SYSTEM, self._system_address), told)
        self._savers = ScreenSavers(self._session_bus, told.sight)
        self._system.start()
        self._savers.start()

    def stop(self) -> None:
        if self._savers is not None:
            self._savers.stop()
        if self._system is not None:
            self._system.stop()
        self._system = self._savers = None


class _SystemBus:
    """What logind and UPower tell, also those that come later or anew."""

    def __init__(self, bus: QtBus, told: Told) -> None:
        self._bus = bus
        self._told = told
        self._session = LogindSession(bus, told.sight)
        self.lid = LidWatch(bus, told.lid)
        self._sleep = SleepWatch(bus, told.fell_asleep, self._on_woke)
        self._listeners: tuple[_Listener, ...] = (self._sleep, self._session, self.lid)
        self._owners: list[Subscription] = []
        self._patience = QTimer(bus)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._session.forget)

    @property
    def sight(self) -> Sight:
        return self._session.sight

    def start(self) -> None:
        for listener in self._listeners:
            listener.start()
        for name in (LOGIND, UPOWER):
            rule = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
            rule.add_arg_condition(0, name)
            self._owners.append(self._bus.subscribe(rule, self._on_owner))
        self._bus.lost.connect(self._on_lost)

    def stop(self) -> None:
        self._patience.stop()
        for listener in self._listeners:
            listener.stop()
        for owner in self._owners:
            self._bus.unsubscribe(owner)
        self._bus.close()
        self._bus.deleteLater()

    def _on_woke(self) -> None:
        self.lid.ask()  # it may have been opened, or put into a dock, meanwhile
        self._told.woke()

    def _on_owner(self, message: Message) -> None:
        name, _before, now = message.body
        if name == UPOWER and now:
            self.lid.ask()
        elif name == LOGIND and now:
            self._patience.stop()
            self._session.stop()
            self._session.start()
            self._sleep.hold()
            self.lid.ask()
        elif name == LOGIND:
            self._patience.start(FORGOTTEN_AFTER_MS)

    def _on_lost(self) -> None:
        """What was said last may be wrong by now, and nobody will put it right."""
        self._session.forget()
        self.lid.forget()
