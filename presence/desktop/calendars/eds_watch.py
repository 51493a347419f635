"""Hears of changes in a calendar of Evolution Data Server, so that nobody has to ask again.

For that the calendar is held open by a view (org.gnome.evolution.dataserver.CalendarView), as the
desktop's own clock does. Between two changes nothing wakes us.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jeepney import DBusAddress, MatchRule, Message
from PySide6.QtCore import QElapsedTimer, QTimer

from presence.core.coming.fetched import Brought, Failure, Source
from presence.desktop.calendars.names import (
    NOT_AS_EXPECTED,
    ROOT,
    Server,
    address_in,
    find_server,
)
from presence.desktop.dbus import BUS, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription

logger = logging.getLogger(__name__)

CALENDAR, VIEW = f"{ROOT}.Calendar", f"{ROOT}.CalendarView"
OPENING_MS = 60_000  # a server far away may be asked first
CHANGES = ("ObjectsAdded", "ObjectsModified", "ObjectsRemoved")
EVERYTHING = "#t"
NOT_WHAT_IS_THERE = 0  # flags: of changes alone, not of what there is at the beginning
TOGETHER_MS = 1500  # a sync brings one after the other
LONGEST_MS = 10_000  # from the first of them; some calendars never come to rest

Step = Callable[[tuple[Any, ...]], None]


class EdsWatch:
    """``changed`` is called after changes, and once when nothing will be heard any more."""

    def __init__(self, bus: QtBus, uid: str, changed: Callable[[], None]) -> None:
        self._bus = bus
        self._uid = uid
        self._changed = changed
        self.is_listening = False
        self._is_over = False
        self._calendar: DBusAddress | None = None
        self._view: DBusAddress | None = None
        self._waiting: list[Callable[[], None]] = []
        self._subscriptions: list[Subscription] = []
        self._first = QElapsedTimer()
        self._soon = QTimer(bus)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER_MS)
        self._soon.timeout.connect(self._tell)
        bus.lost.connect(self._on_lost)
        find_server(bus, self._on_server)

    @property
    def is_over(self) -> bool:
        """Whether it hears nothing any more: make another one."""
        return self._is_over

    def when_ready(self, go_on: Callable[[], None]) -> None:
        """Once it listens, or it is clear that it never will."""
        if self.is_listening or self._is_over:
            go_on()
        else:
            self._waiting.append(go_on)

    def close(self) -> None:
        """Hear nothing more, and let the calendar go; nobody is told."""
        self._waiting.clear()
        self._end()

    # One step after the other

    def _on_server(self, server: Server | Failure) -> None:
        if isinstance(server, Failure):
            self._give_up(server.trouble.value)
            return
        message = method_call(server.factory, "OpenCalendar", "s", (self._uid,), auto_start=True)
        name = server.factory.bus_name

        def opened(answer: tuple[Any, ...]) -> None:
            self._calendar = address_in(answer, name, CALENDAR)
            if self._is_over:
                self._let_go()
                return
            self._ask(method_call(self._calendar, "Open"), self._on_open, OPENING_MS)

        self._ask(message, opened, OPENING_MS, even_if_over=True)

    def _on_open(self, _answer: tuple[Any, ...]) -> None:
        assert self._calendar is not None
        self._ask(method_call(self._calendar, "GetView", "s", (EVERYTHING,)), self._on_view)

    def _on_view(self, answer: tuple[Any, ...]) -> None:
        assert self._calendar is not None
        name = self._calendar.bus_name
        self._view = view = address_in(answer[:1], name, VIEW)
        for member in CHANGES:
            rule = MatchRule(
                type="signal", sender=name, path=view.object_path, interface=VIEW, member=member
            )
            self._subscriptions.append(self._bus.subscribe(rule, self._on_change))
        gone = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
        gone.add_arg_condition(0, name or "")
        self._subscriptions.append(self._bus.subscribe(gone, self._on_owner))
        self._bus.call(method_call(view, "SetFieldsOfInterest", "as", (["UID"],)))  # if it can
        flags = method_call(view, "SetFlags", "u", (NOT_WHAT_IS_THERE,))
        self._ask(flags, lambda _none: self._ask(method_call(view, "Start"), self._on_started))

    def _on_started(self, _answer: tuple[Any, ...]) -> None:
        self.is_listening = True
        self._go_on()

    # What is heard

    def _on_change(self, _message: Message) -> None:
        if not self._soon.isActive():
            self._first.start()
        if self._first.elapsed() < LONGEST_MS:
            self._soon.start()

    def _on_owner(self, message: Message) -> None:
        if not message.body[2]:
            self._on_lost()

    def _on_lost(self) -> None:
        """The server is gone, or the bus: who asks for the calendar again starts it."""
        if not self._is_over:
            self._view = self._calendar = None
            self._end()
            self._go_on()
            self._changed()

    def _tell(self) -> None:
        if not self._is_over:
            self._changed()

    # Inside

    def _ask(
        self, message: Message, step: Step, limit_ms: int = 10_000, even_if_over: bool = False
    ) -> None:
        def answered(answer: tuple[Any, ...], error: BusError | None) -> None:
            if error is None and (even_if_over or not self._is_over):
                try:
                    step(answer)
                except NOT_AS_EXPECTED as fault:
                    self._give_up(f"an answer that is none, {fault}")
            elif error is not None and not self._is_over:
                self._give_up(type(error).__name__)

        self._bus.call(message, answered, limit_ms)

    def _give_up(self, why: str) -> None:
        logger.info("changes of a calendar are not heard of: %s", why)
        self._end()
        self._go_on()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for go_on in waiting:
            go_on()

    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over, self.is_listening = True, False
        self._soon.stop()
        self._soon.deleteLater()  # the bus outlives it, and there may be one for each question
        for subscription in self._subscriptions:
            self._bus.unsubscribe(subscription)
        self._subscriptions.clear()
        self._let_go()

    def _let_go(self) -> None:
        view, self._view = self._view, None
        calendar, self._calendar = self._calendar, None
        if view is not None:
            self._bus.call(method_call(view, "Dispose"))
        if calendar is not None:
            self._bus.call(method_call(calendar, "Close"))


class WatchedSource:
    """A ``Source`` that is asked once the watch listens: no change falls in between."""

    def __init__(self, source: Source, watch: EdsWatch) -> None:
        self._source = source
        self._watch = watch
        self._is_closed = False

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        def ask() -> None:
            if not self._is_closed:
                self._source.fetch(state, start, end, brought)

        self._watch.when_ready(ask)

    def close(self) -> None:
        self._is_closed = True
        self._source.close()
