"""A calendar of Evolution Data Server: Exchange, Google, Nextcloud as the desktop has them.

Without a password and without a network of ours: the server has both. Opened for each question and
closed after it, for an open calendar is kept in its memory.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from jeepney import DBusAddress

from presence.core.coming.fetched import Brought, Failure, Fetched, Trouble
from presence.desktop.calendars.names import (
    NOT_AS_EXPECTED,
    ROOT,
    STRANGE,
    Server,
    address_in,
    failure_of,
    find_server,
)
from presence.desktop.calendars.wrapping import (
    events_among,
    unknown_zones,
    whole_series,
    wrapped,
)
from presence.desktop.dbus import PROPERTIES, BusError, method_call
from presence.desktop.dbus_qt import QtBus

logger = logging.getLogger(__name__)

CALENDAR = f"{ROOT}.Calendar"
OPENING_MS = 60_000  # a server far away may be asked first
ASKING_MS = 60_000
MOST_ZONES = 50
MOST_CHARACTERS = 20_000_000  # as much as is read of any other calendar

Taken = Callable[[Any], None]


class EdsSource:
    """A ``Source``; one question at a time, a new one takes the place of the last."""

    def __init__(self, bus: QtBus, uid: str) -> None:
        self._bus = bus
        self._uid = uid
        self._asking: _Question | None = None
        self.own_address = ""  # the person's, as the server last told it; "" where it does not

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        self.close()

        def on_end(result: Fetched | Failure, own_address: str) -> None:
            self._asking = None
            self.own_address = own_address or self.own_address
            brought(result)

        self._asking = _Question(self._bus, self._uid, state, _span(start, end), on_end)
        self._asking.begin()

    def close(self) -> None:
        if self._asking is not None:
            self._asking.give_up()
            self._asking = None


class _Question:
    """One after the other: the server, the calendar, its events, their series, their zones."""

    def __init__(
        self,
        bus: QtBus,
        uid: str,
        state: str,
        span: str,
        on_end: Callable[[Fetched | Failure, str], None],
    ) -> None:
        self._bus = bus
        self._uid = uid
        self._state = state
        self._span = span
        self._on_end: Callable[[Fetched | Failure, str], None] | None = on_end
        self._calendar: DBusAddress | None = None
        self._own_address = ""
        self._events: list[str] = []
        self._zones: list[str] = []

    def begin(self) -> None:
        find_server(self._bus, self._on_server)

    def give_up(self) -> None:
        """Tell nobody, and let the calendar go."""
        self._on_end = None
        self._let_go()

    def _on_server(self, server: Server | Failure) -> None:
        if isinstance(server, Failure):
            self._end(server)
            return
        message = method_call(server.factory, "OpenCalendar", "s", (self._uid,), auto_start=True)
        name = server.factory.bus_name

        def on_opened(answer: tuple[Any, ...], error: BusError | None) -> None:
            if error is None:
                try:
                    self._calendar = address_in(answer, name, CALENDAR)
                except ValueError:
                    self._end(STRANGE)
                    return
                if self._on_end is None:
                    self._let_go()
                    return
            self._go_on(error, lambda: self._ask("Open", None, (), self._on_open, OPENING_MS))

        self._bus.call(message, on_opened, OPENING_MS)

    def _on_open(self, _properties: object) -> None:
        assert self._calendar is not None
        address = self._calendar.with_interface(PROPERTIES)
        wanted = (CALENDAR, "CalEmailAddress")

        def on_address(answer: tuple[Any, ...], error: BusError | None) -> None:
            def take() -> None:
                if error is None and isinstance(answer[0][1], str):
                    self._own_address = answer[0][1].strip().lower().removeprefix("mailto:")
                self._ask_list(self._span, self._on_in_span)

            self._go_on(None, take)

        self._bus.call(method_call(address, "Get", "ss", wanted), on_address)

    def _on_in_span(self, objects: list[str]) -> None:
        self._events = events_among(objects)
        if not self._events:
            self._finish()
            return
        self._ask_list("(has-recurrences?)", self._on_recurring)

    def _on_recurring(self, objects: list[str]) -> None:
        self._events = whole_series(self._events, events_among(objects))
        if sum(map(len, self._events)) > MOST_CHARACTERS:
            self._end(Failure(Trouble.TOO_LARGE))
            return
        self._ask_zones(unknown_zones(self._events)[:MOST_ZONES])

    def _ask_zones(self, left: list[str]) -> None:
        """Ask for one after the other; what the server does not know stays unknown."""
        if not left:
            self._finish()
            return
        assert self._calendar is not None

        def on_zone(answer: tuple[Any, ...], error: BusError | None) -> None:
            if error is None and str(*answer[:1]).startswith("BEGIN:VTIMEZONE"):
                self._zones.append(str(answer[0]))
            self._go_on(None, lambda: self._ask_zones(left[1:]))

        self._bus.call(method_call(self._calendar, "GetTimezone", "s", (left[0],)), on_zone)

    def _finish(self) -> None:
        part = wrapped(self._events, self._zones)
        state = hashlib.sha256(part).hexdigest()
        self._end(Fetched(None if state == self._state else (part,), state))

    # One step of it

    def _ask_list(self, query: str, taken: Taken) -> None:
        self._ask("GetObjectList", "s", (query,), taken, ASKING_MS)

    def _ask(
        self, member: str, signature: str | None, body: tuple[str, ...], taken: Taken, limit: int
    ) -> None:
        assert self._calendar is not None

        def on_answer(answer: tuple[Any, ...], error: BusError | None) -> None:
            self._go_on(error, lambda: taken(answer[0]))

        self._bus.call(method_call(self._calendar, member, signature, body), on_answer, limit)

    def _go_on(self, error: BusError | None, step: Callable[[], None]) -> None:
        if self._on_end is None:
            return
        if error is not None:
            self._end(failure_of(error))
            return
        try:
            step()
        except NOT_AS_EXPECTED as fault:
            logger.warning("the server of calendars answers strangely: %s", fault)
            self._end(STRANGE)

    def _end(self, result: Fetched | Failure) -> None:
        on_end, self._on_end = self._on_end, None
        self._let_go()
        if on_end is not None:
            on_end(result, self._own_address)

    def _let_go(self) -> None:
        calendar, self._calendar = self._calendar, None
        if calendar is not None:
            self._bus.call(method_call(calendar, "Close"))


def _span(start: datetime, end: datetime) -> str:
    """What happens in [start, end), as the server's own language asks for it."""
    first, last = (f'(make-time "{at.astimezone(UTC):%Y%m%dT%H%M%SZ}")' for at in (start, end))
    return f"(occur-in-time-range? {first} {last})"
