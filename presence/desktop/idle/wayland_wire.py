"""A connection of our own to the Wayland compositor: messages as the protocol's chapter 4 has them.

It needs no descriptors and no objects of the server's, so it is a fraction of libwayland.
"""

import os
import socket
import struct
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier

HEAD = struct.Struct("=II")  # the object, then the size in the upper half and the event's number
LARGEST = 4096  # bytes of a message; libwayland sends none that is larger
READ_SIZE = 65536

Heard = Callable[[int, int, bytes], None]


class BadMessage(Exception):
    """What the compositor sent is no Wayland."""


class WaylandWire:
    """Calls ``heard`` with each event's object, number and arguments; raises OSError, ValueError.

    ``heard`` may raise BadMessage. ``lost`` is called once, when the compositor is gone or talks
    nonsense; then nothing is heard any more.
    """

    def __init__(self, display: str | None, heard: Heard, lost: Callable[[str], None]) -> None:
        """``display`` as in WAYLAND_DISPLAY, which it is by default."""
        self._heard = heard
        self._lost = lost
        self._data = b""
        self._is_open = True
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)
        try:
            self._socket.connect(_path(display))
        except (OSError, ValueError):
            self._socket.close()
            raise
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_readable)

    def close(self) -> None:
        """Leave the compositor; what was made there goes with it."""
        if self._is_open:
            self._is_open = False
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._socket.close()

    def send(self, target: int, request: int, body: bytes) -> None:
        """Make a request of one of our objects."""
        if not self._is_open:
            return
        message = HEAD.pack(target, (HEAD.size + len(body)) << 16 | request) + body
        try:
            self._socket.sendall(message)  # the kernel takes far more than all of ours together
        except OSError as exc:
            self._lose(str(exc))

    def _on_readable(self) -> None:
        try:
            data = self._socket.recv(READ_SIZE)
        except BlockingIOError:
            return
        except OSError as exc:
            self._lose(str(exc))
            return
        if not data:
            self._lose("the compositor is gone")
            return
        self._data += data
        try:
            while self._is_open and self._take_message():
                pass
        except (BadMessage, struct.error) as exc:
            self._lose(f"a bad message: {exc}")

    def _take_message(self) -> bool:
        """Take the next message if all of it is here."""
        if len(self._data) < HEAD.size:
            return False
        sender, word = HEAD.unpack_from(self._data)
        size, event = word >> 16, word & 0xFFFF
        if not HEAD.size <= size <= LARGEST or size % 4:
            raise BadMessage(f"{size} bytes")
        if len(self._data) < size:
            return False
        body, self._data = self._data[HEAD.size : size], self._data[size:]
        self._heard(sender, event, body)
        return True

    def _lose(self, why: str) -> None:
        if self._is_open:
            self.close()
            self._lost(why)


def words(*numbers: int) -> bytes:
    """Arguments of four bytes each."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def string(text: str) -> bytes:
    """A text as an argument."""
    data = text.encode() + b"\0"
    return words(len(data)) + data + bytes(-len(data) % 4)


def read_word(body: bytes, place: int = 0) -> int:
    """The number at a place; raises struct.error."""
    return int(struct.unpack_from("=I", body, place)[0])


def read_string(body: bytes, place: int) -> tuple[str, int]:
    """The text at a place, and where the next argument is; raises BadMessage."""
    length = read_word(body, place)
    start, end = place + 4, place + 4 + length
    if length == 0 or end > len(body):
        raise BadMessage("a text that does not end")
    return body[start : end - 1].decode(errors="replace"), end + -end % 4


def _path(display: str | None) -> str:
    """Where libwayland's wl_display_connect would look."""
    name = display or os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    return os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)
