"""Sleep and waking, as logind or elogind tells it (org.freedesktop.login1(5)).

logind announces sleep and waits for those that hold a delay inhibitor, five seconds at most
(InhibitDelayMaxSec). Ours is held while somebody wants to know, and let go when they know.
"""

import logging
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Message
from jeepney.fds import FileDescriptor

from presence.desktop.dbus import BusError, CallFailed, NoBus, method_call
from presence.desktop.dbus_qt import QtBus, Subscription

logger = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
# What ``systemd-inhibit --list`` shows: for what, who, why, in which way.
WANTED = ("sleep", "Presence", "Notes when the computer sleeps", "delay")

_NOBODY = frozenset(
    f"org.freedesktop.DBus.Error.{name}" for name in ("NameHasNoOwner", "ServiceUnknown")
)


class SleepWatch:
    """Calls ``fell_asleep`` just before the computer sleeps, and ``woke`` when it has woken up."""

    def __init__(
        self, system_bus: QtBus, fell_asleep: Callable[[], None], woke: Callable[[], None]
    ) -> None:
        self._bus = system_bus
        self._fell_asleep = fell_asleep
        self._woke = woke
        self._subscription: Subscription | None = None
        self._inhibitor: FileDescriptor | None = None
        self._asked = 0  # an inhibitor that comes too late is let go at once
        self._is_refused = False

    def start(self) -> None:
        rule = MatchRule(
            type="signal", sender=LOGIND, interface=f"{LOGIND}.Manager", member="PrepareForSleep"
        )
        self._subscription = self._bus.subscribe(rule, self._on_signal)
        self.hold()

    def stop(self) -> None:
        self._let_go()
        if self._subscription is not None:
            self._bus.unsubscribe(self._subscription)
            self._subscription = None

    def hold(self) -> None:
        """Ask to be waited for; anew when logind was started anew."""
        self._let_go()
        number = self._asked
        self._bus.call(
            method_call(MANAGER, "Inhibit", "ssss", WANTED),
            lambda answer, error: self._on_inhibitor(number, answer, error),
        )

    def _let_go(self) -> None:
        self._asked += 1
        if self._inhibitor is not None:
            self._inhibitor.close()
            self._inhibitor = None

    def _on_inhibitor(self, number: int, answer: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            if not self._is_refused and not _is_absent(error):
                logger.warning("logind does not wait for us before sleep: %s", error)
            self._is_refused = True
            return
        self._is_refused = False
        inhibitor = answer[0]
        if number == self._asked:
            self._inhibitor = inhibitor
        else:
            inhibitor.close()

    def _on_signal(self, message: Message) -> None:
        said = tuple(message.body)
        if said == (True,):
            try:
                self._fell_asleep()
            finally:
                self._let_go()
        elif said == (False,):
            self._woke()
            if self._subscription is not None:  # who heard of it may have had enough
                self.hold()


def _is_absent(error: BusError) -> bool:
    """Whether nobody is there who could make sleep wait, which is nothing to complain of."""
    return isinstance(error, NoBus) or (isinstance(error, CallFailed) and error.name in _NOBODY)
