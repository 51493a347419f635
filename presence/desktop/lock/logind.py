"""Unlocking, as logind tells it of our own session (LockedHint, org.freedesktop.login1(5))."""

import logging
import os
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Message

from presence.desktop.dbus import PROPERTIES, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription

logger = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
SESSION = f"{LOGIND}.Session"
# The session of who asks, or where that is none (a service of the person's), the one they look at.
OURS = "auto"


class LockWatch:
    """Calls ``unlocked`` when our session is unlocked, from ``start`` to ``stop``."""

    def __init__(self, system_bus: QtBus, unlocked: Callable[[], None]) -> None:
        self._bus = system_bus
        self._unlocked = unlocked
        self._is_on = False
        self._subscription: Subscription | None = None

    def start(self) -> None:
        self._is_on = True
        session = os.environ.get("XDG_SESSION_ID") or OURS
        self._bus.call(method_call(MANAGER, "GetSession", "s", (session,)), self._on_session)

    def stop(self) -> None:
        self._is_on = False
        if self._subscription is not None:
            self._bus.unsubscribe(self._subscription)
            self._subscription = None

    def _on_session(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            logger.info("logind does not tell of unlocking: %s", error)
        elif self._is_on and self._subscription is None:
            rule = MatchRule(
                type="signal",
                sender=LOGIND,
                interface=PROPERTIES,
                member="PropertiesChanged",
                path=str(answer[0]),
            )
            self._subscription = self._bus.subscribe(rule, self._on_signal)

    def _on_signal(self, message: Message) -> None:
        interface, changed, _invalidated = message.body
        if interface == SESSION and changed.get("LockedHint") == ("b", False):
            self._unlocked()
