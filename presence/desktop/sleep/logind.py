"""Waking up, as logind tells it (org.freedesktop.login1(5), also by elogind)."""

from collections.abc import Callable

from jeepney import MatchRule, Message

from presence.desktop.dbus_qt import QtBus

LOGIND = "org.freedesktop.login1"


class SleepWatch:
    """Calls ``woke`` when the computer has woken up, from ``start`` to ``stop``."""

    def __init__(self, system_bus: QtBus, woke: Callable[[], None]) -> None:
        self._bus = system_bus
        self._woke = woke

    def start(self) -> None:
        rule = MatchRule(
            type="signal", sender=LOGIND, interface=f"{LOGIND}.Manager", member="PrepareForSleep"
        )
        self._subscription = self._bus.subscribe(rule, self._on_signal)

    def stop(self) -> None:
        self._bus.unsubscribe(self._subscription)

    def _on_signal(self, message: Message) -> None:
        going_to_sleep = message.body[0]
        if not going_to_sleep:
            self._woke()
