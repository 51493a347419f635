"""Input as Mutter knows it, and with it GNOME Shell and its heirs.

org.gnome.Mutter.IdleMonitor (mutter, data/dbus-interfaces): an idle watch fires each time the last
input was so long ago, a watch for activity at the next input and then never again. Both tell only
whoever has added them, and are gone with either side.
"""

from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Message

from presence.desktop.dbus import BUS, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription
from presence.desktop.idle.idle_watch import Told

MONITOR = "org.gnome.Mutter.IdleMonitor"
CORE = DBusAddress("/org/gnome/Mutter/IdleMonitor/Core", bus_name=MONITOR, interface=MONITOR)

Took = Callable[[int], None]


class MutterInput:
    """An ``idle_watch.Source``; fails where nobody has the name when it starts."""

    name = "Mutter"

    def __init__(self, session_bus: QtBus) -> None:
        self._bus = session_bus
        self._after_ms = 0
        self._told: Told | None = None
        self._subscriptions: tuple[Subscription, ...] = ()
        self._round = 0  # which owner of the name the answers are from
        self._idle_watch: int | None = None
        self._active_watch: int | None = None

    def start(self, after_ms: int, told: Told) -> None:
        self._after_ms, self._told = after_ms, told
        fired = MatchRule(
            type="signal",
            sender=MONITOR,
            interface=MONITOR,
            member="WatchFired",
            path=CORE.object_path,
        )
        owner = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
        owner.add_arg_condition(0, MONITOR)
        self._subscriptions = (
            self._bus.subscribe(fired, self._on_fired),
            self._bus.subscribe(owner, self._on_owner),
        )
        self._bus.lost.connect(self._on_lost)
        self._begin()

    def stop(self) -> None:
        for watch in (self._idle_watch, self._active_watch):
            if watch is not None and self._bus.is_open:
                self._bus.call(method_call(CORE, "RemoveWatch", "u", (watch,)))
        for subscription in self._subscriptions:
            self._bus.unsubscribe(subscription)
        if self._subscriptions:
            self._bus.lost.disconnect(self._on_lost)
        self._subscriptions = ()
        self._told = self._idle_watch = self._active_watch = None
        self._round += 1

    def _begin(self) -> None:
        """Ask, then add the watch: one whose span is over already fires at once."""
        self._round += 1
        self._idle_watch = self._active_watch = None
        self._ask("GetIdletime", self._take_idle_time)
        self._ask("AddIdleWatch", self._take_idle_watch, "t", (self._after_ms,))

    def _ask(
        self, member: str, took: Took, signature: str | None = None, body: tuple[object, ...] = ()
    ) -> None:
        number = self._round

        def on_answer(answer: tuple[Any, ...], error: BusError | None) -> None:
            if number != self._round:
                if self._told is None and number == self._round - 1 and error is None:
                    self._take_back(member, answer)
                return
            if error is None and answer and isinstance(answer[0], int):
                took(answer[0])
            else:
                self._fail(str(error or "an answer that is no number"))

        self._bus.call(method_call(CORE, member, signature, body), on_answer)

    def _take_back(self, member: str, answer: tuple[Any, ...]) -> None:
        """A watch that came after the end: it would wake an idle Presence with every rest."""
        if member != "GetIdletime" and self._bus.is_open:
            self._bus.call(method_call(CORE, "RemoveWatch", "u", answer))

    def _take_idle_watch(self, watch: int) -> None:
        self._idle_watch = watch

    def _take_active_watch(self, watch: int) -> None:
        self._active_watch = watch

    def _take_idle_time(self, milliseconds: int) -> None:
        if milliseconds >= self._after_ms:
            self._listen_for_input()
        self._tell(milliseconds)

    def _listen_for_input(self) -> None:
        """A watch for it, then ask: an input of before the watch is found by asking."""
        if self._active_watch is None:
            self._ask("AddUserActiveWatch", self._take_active_watch)
            self._ask("GetIdletime", self._take_idle_time)

    def _on_fired(self, message: Message) -> None:
        watch = message.body[0] if message.body else None
        if watch is None:
            return
        if watch == self._idle_watch:
            self._listen_for_input()
            self._tell(self._after_ms)
        elif watch == self._active_watch:
            self._active_watch = None
            self._tell(0)

    def _on_owner(self, message: Message) -> None:
        _name, _before, now = message.body
        self._round += 1
        self._idle_watch = self._active_watch = None
        if now:  # the shell is back
            self._begin()

    def _on_lost(self) -> None:
        self._fail("the bus is gone")

    def _tell(self, milliseconds: int) -> None:
        if self._told is not None:
            self._told.idle(milliseconds)

    def _fail(self, why: str) -> None:
        if self._told is not None:
            self._told.fails(why)
