"""Plays the recipe of a lease: asks, compares and puts back, and knows nothing of the desktop.

The standard library alone, and little of it: the guard keeps this file in memory while it sleeps.
The guard loads it outside the package, so it imports nothing of Presence; a ``core.lease.Recipe``
fits, and so does what the guard makes of the lease file.

D-Bus as of the specification's "Message Protocol" and "Authentication Protocol" (EXTERNAL).
"""

from __future__ import annotations

import os
import sys
from binascii import hexlify, unhexlify
from time import monotonic, sleep

TYPE_CHECKING = False  # typing itself is a megabyte
if TYPE_CHECKING or __package__:
    if sys.platform == "win32":
        from presence.desktop.lease.system import windows as system
    else:
        from presence.desktop.lease.system import posix as system
elif sys.platform == "win32":  # by the guard, from beside it
    from system import windows as system
else:
    from system import posix as system

here = system  # for the guard as well

if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Sequence
    from typing import Literal, Protocol

    ByteOrder = Literal["little", "big"]

    class Step(Protocol):
        """As in ``core.lease``."""

        @property
        def message(self) -> bytes: ...
        @property
        def command(self) -> tuple[str, ...]: ...

    class Recipe(Protocol):
        """As in ``core.lease``."""

        @property
        def ask(self) -> Step: ...
        @property
        def ours(self) -> bytes: ...
        @property
        def restore(self) -> Step: ...
        @property
        def bus(self) -> str: ...
        @property
        def done(self) -> bytes: ...


RESTORED = "restored"
LEFT_ALONE = "left_alone"  # somebody else changed it meanwhile, or it went with its server
COULD_NOT = "could_not"

TIME_LIMIT = 2.0
LOOK_AGAIN = 0.05
SETTLING = 0.5  # what answers at once may take so long until it has done what it was told
METHOD_RETURN = 2
ERROR = 3
REPLY_SERIAL = 5
DESTINATION = b"\6\1s\0"  # that header field's code, and that a string follows
NO_ANSWER = (b"org.freedesktop.DBus.Error.", b"org.gtk.GDBus.")  # errors that nobody meant
ANSWER_SIZE = 65536


class NotPlayed(Exception):
    """The desktop could not be asked."""


class TookTooLong(NotPlayed):
    """It did not answer in time."""


class Gone(NotPlayed):
    """The one connection that it was for is no more, or has nothing of ours any more."""


def play(recipe: Recipe, bus: str = "", patience: float = 0.0) -> str:
    """Put back what the recipe holds, unless somebody else has changed it meanwhile.

    ``bus`` stands in for a bus of the recipe that is no more. ``patience``: so many seconds it may
    take until it is ours. Takes at most about the time limit for each of its three questions, and
    never raises.
    """
    if bus not in ("", recipe.bus) and _is_for_one_connection(recipe.ask.message):
        return LEFT_ALONE  # who has that name on another bus is somebody else
    asker = Asker(bus or recipe.bus)
    try:
        until = monotonic() + patience
        while asker.ask(recipe.ask) != recipe.ours:
            if monotonic() >= until:
                return LEFT_ALONE
            sleep(LOOK_AGAIN)
        answer = asker.ask(recipe.restore)
        if recipe.done:
            return RESTORED if answer == recipe.done else LEFT_ALONE
        return RESTORED if _comes_to_pass(asker, recipe) else COULD_NOT
    except Gone:
        return LEFT_ALONE
    except (NotPlayed, OSError, ValueError, IndexError):
        return COULD_NOT
    finally:
        asker.close()


def _comes_to_pass(asker: Asker, recipe: Recipe) -> bool:
    """Whether it soon is no longer ours.

    gsettings says that all is well even where dconf could not write, and a media player answers
    before it plays.
    """
    deadline = monotonic() + SETTLING
    while asker.ask(recipe.ask) == recipe.ours:
        if monotonic() > deadline:
            return False
        sleep(0.01)
    return True


def is_still_ours(recipe: Recipe) -> bool | None:
    """Whether the setting is as we left it; None where the desktop cannot be asked."""
    asker = Asker(recipe.bus)
    try:
        return asker.ask(recipe.ask) == recipe.ours
    except Gone:
        return False
    except (NotPlayed, OSError, ValueError, IndexError):
        return None
    finally:
        asker.close()


class Asker:
    """Asks the desktop the steps of one recipe, over one connection where they are messages."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: socket | None = None
        self._serial = 0

    def ask(self, step: Step) -> bytes:
        """The raw body of the answer, or what the command printed, stripped; raises NotPlayed."""
        if step.command:
            return run(step.command, self._address)
        if self._socket is None:
            self._socket = _connect(self._address)
            self._send(_hello())
        return self._send(step.message)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, message: bytes) -> bytes:
        assert self._socket is not None
        self._serial += 1
        message = message[:8] + self._serial.to_bytes(4, _order(message)) + message[12:]
        deadline = monotonic() + TIME_LIMIT
        self._socket.settimeout(TIME_LIMIT)
        self._socket.sendall(message)
        while True:
            kind, reply_to, body = _read_message(self._socket, deadline)
            if reply_to == self._serial:
                if kind == METHOD_RETURN:
                    return body
                if _is_for_one_connection(message):
                    raise Gone("it is no more")
                if any(name in body for name in NO_ANSWER):
                    raise NotPlayed("the answer is an error")
                return b""  # the peer's own error: Xfce says so of a setting that is unset


def _is_for_one_connection(message: bytes) -> bool:
    """Whether it goes to a unique name, which nobody else ever gets on that bus."""
    at = message.find(DESTINATION)
    return at >= 0 and message[at + 8 : at + 9] == b":"


def socket_addresses(bus: str) -> list[str]:
    """The names of the sockets in a D-Bus address, in its order."""
    found = []
    for entry in bus.split(";"):
        transport, _, rest = entry.partition(":")
        if transport != "unix":
            continue
        for pair in rest.split(","):
            key, _, value = pair.partition("=")
            if key in ("path", "abstract"):
                plain = _unescaped(value)
                found.append("\0" + plain if key == "abstract" else plain)
    return found


def _unescaped(value: str) -> str:
    first, *rest = value.split("%")
    pieces = [os.fsencode(first)]
    pieces += [unhexlify(piece[:2]) + os.fsencode(piece[2:]) for piece in rest]
    return os.fsdecode(b"".join(pieces))


def _connect(bus: str) -> socket:
    try:
        from _socket import AF_UNIX, SOCK_STREAM, socket
    except ImportError as exc:  # Windows
        raise NotPlayed("no bus") from exc
    for name in socket_addresses(bus):
        connection = socket(AF_UNIX, SOCK_STREAM)
        try:
            connection.settimeout(TIME_LIMIT)
            connection.connect(name)
            _authenticate(connection)
        except (OSError, NotPlayed):
            connection.close()
            continue
        return connection
    raise NotPlayed("no bus at " + bus)


def _authenticate(connection: socket) -> None:
    who = hexlify(str(os.geteuid()).encode())
    connection.sendall(b"\0AUTH EXTERNAL " + who + b"\r\n")
    answer = b""
    while not answer.endswith(b"\r\n"):
        piece = connection.recv(512)
        if not piece or len(answer) > 4096:
            raise NotPlayed("the bus hung up")
        answer += piece
    if not answer.startswith(b"OK "):
        raise NotPlayed("the bus refused")
    connection.sendall(b"BEGIN\r\n")


def _hello() -> bytes:
    """The call of org.freedesktop.DBus.Hello that every connection begins with."""
    fields = b""
    for code, kind, value in (
        (1, b"o", b"/org/freedesktop/DBus"),
        (2, b"s", b"org.freedesktop.DBus"),
        (3, b"s", b"Hello"),
        (6, b"s", b"org.freedesktop.DBus"),
    ):
        fields += bytes(-len(fields) % 8)
        fields += bytes((code, 1)) + kind + b"\0" + len(value).to_bytes(4, "little") + value + b"\0"
    no_body_serial_one = b"\0\0\0\0\1\0\0\0"
    header = b"l\1\0\1" + no_body_serial_one + len(fields).to_bytes(4, "little") + fields
    return header + bytes(-len(header) % 8)


def _read_message(connection: socket, deadline: float) -> tuple[int, int, bytes]:
    """The next message's type, the serial it answers (0 for none) and its raw body.

    An error's header fields stand in for its body: they have its name.
    """
    head = _read(connection, 16, deadline)
    order = _order(head)
    body_length = int.from_bytes(head[4:8], order)
    fields_length = int.from_bytes(head[12:16], order)
    if body_length + fields_length > 1 << 27:  # the limit of the specification
        raise NotPlayed("not D-Bus")
    fields = _read(connection, fields_length + -fields_length % 8, deadline)
    body = _read(connection, body_length, deadline)
    if head[1] == ERROR:
        body = fields
    return head[1], _reply_serial(fields[:fields_length], order), body


def _order(message: bytes) -> ByteOrder:
    return "little" if message[:1] == b"l" else "big"


def _reply_serial(fields: bytes, order: ByteOrder) -> int:
    """The REPLY_SERIAL among the header fields, which are an array of (byte, variant)."""
    at = 0
    while at < len(fields):
        at += -at % 8
        code, kind = fields[at], fields[at + 2 : at + 3]
        at += 4  # the code, and a signature of one letter
        if kind == b"g":
            at += fields[at] + 2
            continue
        at += -at % 4
        number = int.from_bytes(fields[at : at + 4], order)
        if code == REPLY_SERIAL:
            return number
        at += 4 if kind == b"u" else number + 5
    return 0


def _read(connection: socket, count: int, deadline: float) -> bytes:
    data = b""
    while len(data) < count:
        connection.settimeout(max(deadline - monotonic(), 0.001))
        piece = connection.recv(min(count - len(data), ANSWER_SIZE))
        if not piece or monotonic() > deadline:
            raise NotPlayed("the bus hung up")
        data += piece
    return data


def run(command: Sequence[str], bus: str = "", time_limit: float = TIME_LIMIT) -> bytes:
    """What a command prints, stripped; raises NotPlayed when it fails or takes too long."""
    return finish(start(command, bus), time_limit)


def start(command: Sequence[str], bus: str = "") -> system.Started:
    """Start a command whose answer ``finish`` takes; raises NotPlayed where it cannot."""
    environment = dict(os.environ)
    if bus:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    environment["LC_ALL"] = "C"
    try:
        return system.start(command, environment)
    except OSError as exc:
        raise NotPlayed(str(exc)) from exc


def finish(started: system.Started, time_limit: float = TIME_LIMIT) -> bytes:
    """What a started command prints, stripped; raises NotPlayed when it fails or is too slow."""
    try:
        return system.finish(started, time_limit).strip()
    except TimeoutError as exc:
        raise TookTooLong(str(exc)) from exc
    except OSError as exc:
        raise NotPlayed(str(exc)) from exc
