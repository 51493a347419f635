"""Watches which programs send notifications, for a desktop that cannot say what it holds back.

Only where the person has switched it on, and only while a mute is held that is to be counted. The
bus copies every notification to us (BecomeMonitor of the D-Bus Specification). Of each only the
head and the program's name are looked at; its text is never read, and nothing is kept but numbers.
"""

import logging
import socket
import struct
from collections import Counter

from jeepney import DBusAddress, Endianness, HeaderFields
from jeepney.low_level import Header
from PySide6.QtCore import QObject, QSocketNotifier

from presence.core.lease import Waiting
from presence.desktop.dbus import BUS, BusError, bus_address, connect, method_call

logger = logging.getLogger(__name__)

MONITORING = DBusAddress(
    "/org/freedesktop/DBus",
    bus_name="org.freedesktop.DBus",
    interface="org.freedesktop.DBus.Monitoring",
)
RULE = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"
OURS = "Presence"
SIGNATURE = "susssasa{sv}i"
HEAD = 16  # bytes that tell how long a message is
LARGEST = 1 << 27  # of the specification
READ_SIZE = 65536
LONGEST_NAME = 40
MOST_PROGRAMS = 100
TIME_LIMIT = 1.0


class Monitor(QObject):
    """Counts from ``start`` to ``stop``; where the bus does not allow it, nothing is known."""

    def __init__(self, address: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._buffer = bytearray()
        self._skip = 0  # bytes of a message that is looked at no further
        self._programs: Counter[str] = Counter()

    @property
    def waited(self) -> Waiting | None:
        """What came since the start; None where nothing is known."""
        if self._socket is None:
            return None
        return Waiting(self._programs.total(), dict(self._programs))

    def start(self) -> None:
        """Count from now on; again is the same as once."""
        if self._socket is not None:
            return
        self._programs.clear()
        self._buffer.clear()
        self._skip = 0
        try:
            self._socket = connect(self._address or bus_address(), TIME_LIMIT)
            self._socket.sendall(method_call(BUS, "Hello").serialise(serial=1))
            order = method_call(MONITORING, "BecomeMonitor", "asu", ([RULE], 0))
            self._socket.sendall(order.serialise(serial=2))
        except (BusError, OSError) as exc:
            logger.info("what waits cannot be watched: %s", exc)
            self.stop()
            return
        self._socket.setblocking(False)
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def stop(self) -> None:
        """Count no longer."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _on_readable(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(READ_SIZE)
        except BlockingIOError:
            return
        except OSError as exc:
            logger.info("what waits is watched no longer: %s", exc)
            self.stop()
            return
        if not data:
            self.stop()
            return
        self._take(data)

    def _take(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._buffer += data[skipped:]
        while len(self._buffer) >= HEAD:
            body_at, size = _lengths(self._buffer)
            if size > LARGEST:
                logger.warning("what waits is watched no longer: this is no D-Bus")
                self.stop()
                return
            wanted = min(size, body_at + 4 * LONGEST_NAME + 64)
            if len(self._buffer) < wanted:
                return
            name = program_of(bytes(self._buffer[:wanted]), body_at)
            if name is not None and name != OURS and len(self._programs) < MOST_PROGRAMS:
                self._programs[name] += 1
            self._skip = max(size - len(self._buffer), 0)
            del self._buffer[:size]


def program_of(message: bytes, body_at: int) -> str | None:
    """Who sends a notification; None for what is none, or takes the place of an earlier one."""
    try:
        header, _at = Header.from_buffer(message)
        if header.fields.get(HeaderFields.signature) != SIGNATURE:
            return None
        order = "<" if header.endianness is Endianness.little else ">"
        (length,) = struct.unpack_from(f"{order}I", message, body_at)
        name_at = body_at + 4
        replaces_at = name_at + length + 1
        replaces_at += -replaces_at % 4
        if replaces_at + 4 <= len(message):
            (replaces,) = struct.unpack_from(f"{order}I", message, replaces_at)
            if replaces:
                return None
        raw = message[name_at : name_at + min(length, 4 * LONGEST_NAME)]
    except (ValueError, LookupError, struct.error, AssertionError):  # jeepney asserts what it reads
        return None
    text = "".join(c for c in raw.decode(errors="ignore") if c.isprintable())
    return " ".join(text.split())[:LONGEST_NAME]


def _lengths(head: bytearray) -> tuple[int, int]:
    """Where the body of the message begins, and how long the whole of it is."""
    order = "<" if head[:1] == b"l" else ">"
    (body,) = struct.unpack_from(f"{order}I", head, 4)
    (fields,) = struct.unpack_from(f"{order}I", head, 12)
    body_at = HEAD + fields + -fields % 8
    return body_at, body_at + body
