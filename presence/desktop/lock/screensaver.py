"""The screen savers and lockers of GNOME, KDE, Xfce, MATE and Cinnamon.

A saver that covers the screen without a lock counts as well: nobody can read what is below it.
"""

from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message

from presence.desktop.dbus import BUS, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription
from presence.desktop.lock.screen_watch import Sight

# Each has its name, its path and its interface after the same pattern.
SAVERS = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "xfce", "mate", "cinnamon")
)


class ScreenSavers:
    """Calls ``told`` when ``sight`` may be another one, from ``start`` to ``stop``.

    Those who are on the bus are asked once; one that comes later is heard of by its first signal.
    """

    def __init__(self, session_bus: QtBus, told: Callable[[], None]) -> None:
        self._bus = session_bus
        self._told = told
        self._is_on = False
        self._unanswered: set[str] = {""}  # "" is the bus itself, asked who is there
        self._active: dict[str, Subscription] = {}  # and what tells that such a one is gone
        self._subscription: Subscription | None = None

    @property
    def sight(self) -> Sight:
        """Whether no saver covers the screen."""
        if self._active:
            return Sight.OUT_OF_SIGHT
        return Sight.UNKNOWN if self._unanswered else Sight.IN_SIGHT

    def start(self) -> None:
        self._is_on = True
        rule = MatchRule(type="signal", member="ActiveChanged")
        self._subscription = self._bus.subscribe(rule, self._on_signal)
        self._bus.call(method_call(BUS, "ListNames"), self._on_names)

    def stop(self) -> None:
        self._is_on = False
        for name in tuple(self._active):
            self._bus.unsubscribe(self._active.pop(name))
        if self._subscription is not None:
            self._bus.unsubscribe(self._subscription)
            self._subscription = None

    def _on_names(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        if not self._is_on:
            return
        there = set(answer[0]) if error is None else set()
        self._unanswered = there & set(SAVERS)
        for name in self._unanswered:
            self._ask(name)
        self._told()

    def _ask(self, name: str) -> None:
        saver = DBusAddress(f"/{name.replace('.', '/')}", bus_name=name, interface=name)

        def on_answer(answer: tuple[Any, ...], error: BusError | None) -> None:
            if self._is_on:
                self._unanswered.discard(name)
                self._take(name, error is None and bool(answer) and answer[0] is True)

        self._bus.call(method_call(saver, "GetActive"), on_answer)

    def _on_signal(self, message: Message) -> None:
        name = message.header.fields.get(HeaderFields.interface)
        if name in SAVERS and message.body:
            self._take(name, message.body[0] is True)

    def _take(self, name: str, is_active: bool) -> None:
        if is_active and name not in self._active:
            rule = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
            rule.add_arg_condition(0, name)
            self._active[name] = self._bus.subscribe(rule, lambda _gone: self._take(name, False))
        elif not is_active and name in self._active:
            self._bus.unsubscribe(self._active.pop(name))
        self._told()
