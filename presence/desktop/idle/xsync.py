"""Input as the X server knows it: two alarms on its counter IDLETIME, and no polling.

X Synchronization Extension Protocol 3.1. The first alarm rings when the counter has gone up to the
span, the second when an input has set it back from there. A program that resets the screen saver
sets it back as well, as some players do.
"""

import struct

from PySide6.QtCore import QSocketNotifier

from presence.desktop.idle.idle_watch import Told
from presence.desktop.idle.xcb import NoServer, XConnection

COUNTER = b"IDLETIME"
INITIALIZE, LIST_SYSTEM_COUNTERS, QUERY_COUNTER, CREATE_ALARM = 0, 1, 5, 8
ALARM_NOTIFY = 1  # counted from the extension's first event
ERROR = 0
# Counter, value type, value, test type, delta and events: all that an alarm has.
ALL = 0b111111
ABSOLUTE = 0
POSITIVE_TRANSITION, NEGATIVE_TRANSITION = 0, 1
ALARM = struct.Struct("=IIIIiIIiII")
# Kind, number, then the alarm and the counter's value, its upper half first.
NOTIFY = struct.Struct("=BBHIiI")


class XSyncInput:
    """An ``idle_watch.Source``; ``display`` as in DISPLAY, which it is by default."""

    name = "XSync"

    def __init__(self, display: str | None = None) -> None:
        self._display = display
        self._server: XConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._told: Told | None = None
        self._notify = 0
        self._alarms: frozenset[int] = frozenset()

    def start(self, after_ms: int, told: Told) -> None:
        self._told = told
        try:
            self._server = XConnection(self._display)
            idle = self._set_alarms(self._server, after_ms)
        except NoServer as exc:
            told.fails(str(exc))
            return
        self._notifier = QSocketNotifier(self._server.descriptor, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_readable)
        told.idle(idle)
        self._on_readable()  # what came with the answers

    def stop(self) -> None:
        self._told = None
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def _set_alarms(self, server: XConnection, after_ms: int) -> int:
        """Set both, then ask: the milliseconds without input."""
        major, first_event = server.extension("SYNC")
        self._notify = first_event + ALARM_NOTIFY
        server.ask(major, INITIALIZE, struct.pack("=BBxx", 3, 1))
        counter = find_counter(server.ask(major, LIST_SYSTEM_COUNTERS))
        up, down = server.new_id(), server.new_id()
        self._alarms = frozenset((up, down))
        for alarm, value, test in (
            (up, after_ms, POSITIVE_TRANSITION),
            (down, after_ms - 1, NEGATIVE_TRANSITION),
        ):
            high, low = value >> 32, value & 0xFFFFFFFF
            body = ALARM.pack(alarm, ALL, counter, ABSOLUTE, high, low, test, 0, 0, True)
            server.send(major, CREATE_ALARM, body)
        answer = server.ask(major, QUERY_COUNTER, struct.pack("=I", counter))
        high, low = struct.unpack_from("=iI", answer, 8)
        return int((high << 32) + low)

    def _on_readable(self) -> None:
        try:
            while self._server is not None and (event := self._server.next_event()) is not None:
                self._take(event)
        except NoServer as exc:
            if self._told is not None:
                self._told.fails(str(exc))

    def _take(self, event: bytes) -> None:
        if self._told is None:
            return
        kind, _detail, _number, alarm, high, low = NOTIFY.unpack_from(event)
        if kind == ERROR:
            self._told.fails(f"the X server refuses with error {event[1]}")
        elif kind == self._notify and alarm in self._alarms:
            self._told.idle((high << 32) + low)


def find_counter(answer: bytes) -> int:
    """The counter's number in the list of all; raises NoServer where it is not in there."""
    (count,) = struct.unpack_from("=I", answer, 8)
    place = 32
    for _ in range(count):
        if place + 14 > len(answer):
            break
        # The number, the resolution in eight bytes, and the name, padded to four with its length.
        number, length = struct.unpack_from("=I8xH", answer, place)
        if answer[place + 14 : place + 14 + length] == COUNTER:
            return int(number)
        place += (14 + length + 3) // 4 * 4
    raise NoServer(f"the X server does not count {COUNTER.decode()}")
