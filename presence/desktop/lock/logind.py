"""Our session as logind, or elogind, knows it: locked or not, in front or not.

LockedHint is what the desktop's own locker says; Active is false while another user's session is
in front (org.freedesktop.login1(5)).
"""

import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import DBusAddress, MatchRule, Message

from presence.desktop.dbus import PROPERTIES, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription
from presence.desktop.lock.screen_watch import Sight

logger = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
SESSION = f"{LOGIND}.Session"
# The session of who asks, or where that is none (a service of the person's), the one they look at.
OURS = "auto"


class LogindSession:
    """Calls ``told`` when ``sight`` may be another one, from ``start`` to ``stop``."""

    def __init__(self, system_bus: QtBus, told: Callable[[], None]) -> None:
        self._bus = system_bus
        self._told = told
        self._is_on = False
        self._path = ""
        self._subscription: Subscription | None = None
        self._said: dict[str, bool] | None = None  # None until logind has answered

    @property
    def sight(self) -> Sight:
        """Whether our session is unlocked and in front."""
        if self._said is None:
            return Sight.UNKNOWN
        is_seen = self._said.get("Active", True) and not self._said.get("LockedHint", False)
        return Sight.IN_SIGHT if is_seen else Sight.OUT_OF_SIGHT

    def start(self) -> None:
        self._is_on = True
        named = os.environ.get("XDG_SESSION_ID")
        self._find([named, OURS] if named else [OURS])

    def stop(self) -> None:
        self._is_on = False
        if self._subscription is not None:
            self._bus.unsubscribe(self._subscription)
            self._subscription = None

    def forget(self) -> None:
        """Nobody is there to tell any more: what was said last may be wrong by now."""
        self._said = {}
        self._told()

    def _find(self, names: list[str]) -> None:
        """Ask for the first of these that there is: a name may be that of an earlier login."""

        def on_session(answer: tuple[Any, ...], error: BusError | None) -> None:
            if not self._is_on:
                return
            if error is None:
                self._listen_to(str(answer[0]))
            elif names[1:]:
                self._find(names[1:])
            else:
                self._give_up(error)

        self._bus.call(method_call(MANAGER, "GetSession", "s", (names[0],)), on_session)

    def _listen_to(self, path: str) -> None:
        self._path = path
        rule = MatchRule(
            type="signal",
            sender=LOGIND,
            interface=PROPERTIES,
            member="PropertiesChanged",
            path=path,
        )
        self._subscription = self._bus.subscribe(rule, self._on_signal)
        self._ask()

    def _ask(self) -> None:
        session = DBusAddress(self._path, bus_name=LOGIND, interface=PROPERTIES)
        self._bus.call(method_call(session, "GetAll", "s", (SESSION,)), self._on_answer)

    def _on_answer(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        if not self._is_on:
            return
        if error is not None:
            self._give_up(error)
        else:
            self._take(answer[0])

    def _on_signal(self, message: Message) -> None:
        interface, changed, invalidated = message.body
        if interface != SESSION:
            return
        self._take(changed)
        if {"Active", "LockedHint"} & set(invalidated):
            self._ask()

    def _take(self, properties: Mapping[str, tuple[str, object]]) -> None:
        said = dict(self._said or {})
        for name in ("Active", "LockedHint"):
            signature, value = properties.get(name, ("", None))
            if signature == "b":
                said[name] = bool(value)
        self._said = said
        self._told()

    def _give_up(self, error: BusError) -> None:
        logger.info("logind does not tell of the lock: %s", error)
        self._said = self._said or {}
        self._told()
