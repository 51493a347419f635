"""Unlocking, as the screen savers of GNOME, KDE, Xfce, MATE and Cinnamon tell it."""

from collections.abc import Callable

from jeepney import MatchRule, Message

from presence.desktop.dbus_qt import QtBus, Subscription

INTERFACES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.xfce.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.cinnamon.ScreenSaver",
)


class ScreenSaverWatch:
    """Calls ``unlocked`` when the screen saver goes, from ``start`` to ``stop``."""

    def __init__(self, session_bus: QtBus, unlocked: Callable[[], None]) -> None:
        self._bus = session_bus
        self._unlocked = unlocked
        self._subscriptions: list[Subscription] = []

    def start(self) -> None:
        for interface in INTERFACES:
            rule = MatchRule(type="signal", interface=interface, member="ActiveChanged")
            self._subscriptions.append(self._bus.subscribe(rule, self._on_signal))

    def stop(self) -> None:
        for subscription in self._subscriptions:
            self._bus.unsubscribe(subscription)
        self._subscriptions.clear()

    def _on_signal(self, message: Message) -> None:
        is_active = message.body[0]
        if not is_active:
            self._unlocked()
