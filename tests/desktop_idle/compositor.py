"""A Wayland compositor that has a seat and an idle protocol, and nothing to show."""

import socket
import struct
import threading
from dataclasses import dataclass, field
from pathlib import Path

from presence.desktop.idle.wayland_wire import HEAD, read_string, read_word, string, words

REGISTRY, NOTIFICATION = 2, 6  # as the client numbers them
SYNC, GET_REGISTRY = 0, 1


@dataclass
class Compositor:
    """Answers one client; what it asked for is in ``asked``, as interface, version and words."""

    path: Path
    globals: dict[str, int]  # interface and version; the number is the place
    asked: list[tuple[str, int]] = field(default_factory=list)
    notification: tuple[int, tuple[int, ...]] | None = None  # the request, and its arguments
    is_left: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen(1)
        self._client: socket.socket | None = None
        self._objects = {1: "wl_display", REGISTRY: "wl_registry"}
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def send(self, sender: int, event: int, body: bytes = b"") -> None:
        """Tell something of an object of the client's."""
        self.send_raw(HEAD.pack(sender, (HEAD.size + len(body)) << 16 | event) + body)

    def send_raw(self, data: bytes) -> None:
        """Tell whatever this is."""
        assert self._client is not None
        self._client.sendall(data)

    def rest(self) -> None:
        """There was no input for as long as the client wanted to know of."""
        self.send(NOTIFICATION, 0)

    def touch(self) -> None:
        """There is an input."""
        self.send(NOTIFICATION, 1)

    def take_back(self, interface: str) -> None:
        """Something that the client was told of is no longer there."""
        self.send(REGISTRY, 1, words(list(self.globals).index(interface)))

    def stop(self) -> None:
        """Crash."""
        for each in (self._client, self._listener):
            if each is not None:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was first
        self._thread.join(5)
        for each in (self._client, self._listener):
            if each is not None:
                each.close()

    def _run(self) -> None:
        try:
            self._client, _address = self._listener.accept()
            data = b""
            while received := self._client.recv(4096):
                data += received
                while len(data) >= HEAD.size:
                    target, word = HEAD.unpack_from(data)
                    body, data = data[HEAD.size : word >> 16], data[word >> 16 :]
                    self._take(target, word & 0xFFFF, body)
        except OSError:
            pass  # stopped, or left with something unread
        self.is_left.set()

    def _take(self, target: int, request: int, body: bytes) -> None:
        interface = self._objects[target]
        if (interface, request) == ("wl_display", GET_REGISTRY):
            for number, (name, version) in enumerate(self.globals.items()):
                self.send(REGISTRY, 0, words(number) + string(name) + words(version))
        elif (interface, request) == ("wl_display", SYNC):
            callback = read_word(body)
            self.send(callback, 0, words(7))
            self.send(1, 1, words(callback))  # delete_id
        elif interface == "wl_registry":
            name, place = read_string(body, 4)
            assert list(self.globals)[read_word(body)] == name
            self.asked.append((name, read_word(body, place)))
            new_id = read_word(body, place + 4)
            self._objects[new_id] = name
            if name == "wl_seat":
                self.send(new_id, 0, words(3))  # capabilities
        else:
            arguments = struct.unpack(f"={len(body) // 4}I", body)
            self.notification = (request, arguments)
