"""The message bus, blocking with a time limit: for worker threads and the command line. Qt-free.

    BusError
    ├── NoBus       there is no bus, or it does not answer
    ├── TimedOut    the peer did not answer within the time limit
    └── CallFailed  the peer, or the bus in its place, answered with an error

Nothing here starts a service by asking for it, unless told to: with several notification servers
installed, a mere question would bring up a random one. ``dbus_qt`` is the same on the Qt loop.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_method_call,
)
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

TIME_LIMIT = 2.0
BUS = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)
PROPERTIES = "org.freedesktop.DBus.Properties"


class BusError(Exception):
    """The bus could not be asked."""


class NoBus(BusError):
    """There is no bus, or it does not answer."""


class TimedOut(BusError):
    """The peer did not answer in time; it may still do what it was asked for."""


class CallFailed(BusError):
    """The peer answered with an error; ``name`` is the D-Bus error name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}" if text else name)
        self.name = name


class BusKind(Enum):
    """Which of the two buses."""

    SESSION = "session"
    SYSTEM = "system"


def bus_address(kind: BusKind = BusKind.SESSION) -> str | None:
    """Where the bus is said to be, None where the session has none."""
    if kind is BusKind.SYSTEM:
        said = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
        return said or "unix:path=/run/dbus/system_bus_socket"
    said = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if said:
        return said
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    # systemd's user bus, as libsystemd finds it where a program was started without the variable
    if runtime and os.path.exists(f"{runtime}/bus"):
        return f"unix:path={runtime}/bus"
    return None


def connect(address: str | None, time_limit: float, with_fds: bool = False) -> socket.socket:
    """An authenticated socket to the bus that has not said Hello yet; NoBus where that fails."""
    if not address:
        raise NoBus("no session bus")
    try:
        connected: socket.socket = prep_socket(get_bus(address), with_fds, timeout=time_limit)
    except (OSError, ValueError, RuntimeError) as exc:  # TimeoutError is an OSError
        raise NoBus(f"{address}: {exc}") from exc
    return connected


def method_call(
    address: DBusAddress,
    member: str,
    signature: str | None = None,
    body: tuple[object, ...] = (),
    auto_start: bool = False,
) -> Message:
    """A method call that does not start the service it is for, unless told to."""
    message = new_method_call(address, member, signature, body)
    if not auto_start:
        message.header.flags |= MessageFlag.no_auto_start
    return message


def failure(reply: Message) -> CallFailed | None:
    """The error in a reply, None where it is a good one."""
    if reply.header.message_type is not MessageType.error:
        return None
    name = reply.header.fields.get(HeaderFields.error_name, "")
    text = reply.body[0] if reply.body and isinstance(reply.body[0], str) else ""
    return CallFailed(name, text)


def next_message(parser: Parser) -> Message | None:
    """The next one that has come; what cannot be read is left out, for anybody may send us that.

    The bus lets pass an index of a file that did not come along, and jeepney fails at it.
    """
    while True:
        try:
            return parser.get_next_message()
        except Exception:  # whatever it is that it trips over
            if parser.next_msg_size is None:  # not even where it ends is known
                raise
            parser.next_msg_size = None  # its bytes are taken out already, and the next begin here
            parser.fds, unread = [], parser.fds
            for file in unread:
                file.close()


class Connection:
    """One connection to a bus; not for two threads at once."""

    def __init__(self, address: str | None, time_limit: float = TIME_LIMIT) -> None:
        self._parser = Parser()
        self._serial = 0
        self._socket = connect(address, time_limit)
        try:
            self.unique_name = str(self.call(method_call(BUS, "Hello"), time_limit)[0])
        except BusError as exc:
            self.close()
            raise NoBus(f"{address}: {exc}") from exc

    def call(self, message: Message, time_limit: float = TIME_LIMIT) -> tuple[Any, ...]:
        """The body of the answer; raises CallFailed, TimedOut or NoBus."""
        deadline = time.monotonic() + time_limit
        self._serial += 1
        try:
            self._socket.settimeout(max(time_limit, 0.001))
            self._socket.sendall(message.serialise(serial=self._serial))
            reply = self._reply_to(self._serial, deadline)
        except TimeoutError as exc:
            raise TimedOut(f"no answer within {time_limit:.1f} s") from exc
        except OSError as exc:
            raise NoBus(str(exc)) from exc
        if failed := failure(reply):
            raise failed
        return tuple(reply.body)

    def fileno(self) -> int:
        """The number of its socket."""
        return self._socket.fileno()

    def close(self) -> None:
        """Leave the bus; what the bus or a peer held for this connection is let go."""
        self._socket.close()

    def _reply_to(self, serial: int, deadline: float) -> Message:
        while True:
            message = next_message(self._parser)
            if message is None:
                self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
                data = self._socket.recv(65536)
                if not data:
                    raise ConnectionResetError("the bus closed the connection")
                self._parser.add_data(data)
                if time.monotonic() > deadline:
                    raise TimeoutError
            elif message.header.fields.get(HeaderFields.reply_serial) == serial:
                return message


class SessionBus:
    """The person's bus for one piece of work after the other, each within one time limit.

    A connection is made with the first call of a piece of work and left at its end, so that nothing
    is held, and nothing is missed, between two pieces of work. A call alone is a piece of work.
    """

    def __init__(self, address: str | None = None, time_limit: float = TIME_LIMIT) -> None:
        self.address = address if address is not None else bus_address()
        self._time_limit = time_limit
        self._deadline: float | None = None
        self._connection: Connection | None = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The span of one piece of work: all its calls together keep to the time limit."""
        self._deadline = time.monotonic() + self._time_limit
        try:
            yield
        finally:
            self._deadline = None
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def time_left(self) -> float:
        """Seconds that the work at hand may still take."""
        if self._deadline is None:
            return self._time_limit
        return max(self._deadline - time.monotonic(), 0.001)

    def private(self) -> Connection:
        """A connection of one's own, for what a server ties to the life of a connection."""
        return Connection(self.address, self.time_left)

    def call(
        self,
        address: DBusAddress,
        member: str,
        signature: str | None = None,
        body: tuple[object, ...] = (),
        auto_start: bool = False,
    ) -> tuple[Any, ...]:
        """The body of the answer; raises CallFailed, TimedOut or NoBus."""
        if self._deadline is None:
            with self.at_work():
                return self.call(address, member, signature, body, auto_start)
        if self._connection is None:
            self._connection = Connection(self.address, self.time_left)
        message = method_call(address, member, signature, body, auto_start)
        return self._connection.call(message, self.time_left)

    def get(self, address: DBusAddress, name: str) -> Any:
        """The value of a property, without its type."""
        body = self.call(address.with_interface(PROPERTIES), "Get", "ss", (address.interface, name))
        _signature, value = body[0]
        return value

    def owner_of(self, name: str) -> str | None:
        """The unique name of the connection that owns ``name``, None where none does."""
        try:
            return str(self.call(BUS, "GetNameOwner", "s", (name,))[0])
        except CallFailed:  # NameHasNoOwner
            return None
