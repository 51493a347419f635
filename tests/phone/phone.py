"""A phone in the same process as the server: a socket that never waits, and a loop that turns."""

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent

from presence.core.table.reach import Listening
from presence.phone.loop import Loop

PATIENCE_MS = 30_000
LOOP = Loop()  # of the servers in this process


def turn_until(is_so: Callable[[], bool]) -> None:
    """Let the loops turn until something is so: the server's, and the app's where there is one."""
    left = QDeadlineTimer(PATIENCE_MS)
    while not is_so():
        assert not left.hasExpired()
        _turn_once()


def turn() -> None:
    """Let the loops do all that they can do now, and what was to be deleted be gone."""
    for _ in range(8):
        _turn_once()


def _turn_once() -> None:
    LOOP.turn(0)
    if QCoreApplication.instance() is not None:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass
class Phone:
    """One connection over http; ``came`` is all that was answered so far."""

    address: str
    port: int
    came: bytearray = field(default_factory=bytearray)
    is_over: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        start = (self.source, 0) if self.source else None
        self.socket = socket.create_connection((self.address, self.port), 5, start)
        self.socket.setblocking(False)
        host = f"[{self.address}]" if ":" in self.address else self.address
        self.host = f"{host}:{self.port}"

    def send(self, data: bytes) -> None:
        """Say something; the kernel takes it."""
        self.socket.sendall(data)

    def look(self) -> bytes:
        """What has come up to now."""
        try:
            while part := self.socket.recv(65_536):
                self.came += part
            self.is_over = True
        except BlockingIOError:
            pass
        except ConnectionError:
            self.is_over = True
        return bytes(self.came)

    def request(
        self, path: str, values: Mapping[str, object] | None = None, token: str = "", **more: str
    ) -> None:
        """Ask for something; GET, or POST where there are values."""
        head = {"Host": self.host, **more}
        if token:
            head["Authorization"] = f"Bearer {token}"
        body = b""
        if values is not None:
            body = json.dumps(values).encode()
            head |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        lines = [f"{'GET' if values is None else 'POST'} {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in head.items()]
        self.send("\r\n".join((*lines, "", "")).encode() + body)

    def ask(
        self, path: str, values: Mapping[str, object] | None = None, token: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Ask for JSON, and wait for all of it."""
        self.came.clear()
        self.request(path, values, token)
        turn_until(lambda: self._body() is not None or self.is_over)
        body = self._body()
        assert body is not None
        answered: dict[str, Any] = json.loads(body)
        return int(self.came.split(b" ", 2)[1]), answered

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """The events of a stream that have come up to now."""
        found = []
        for block in self.look().split(b"event: ")[1:]:
            name, _, rest = block.partition(b"\ndata: ")
            found.append((name.decode(), json.loads(rest.partition(b"\n\n")[0])))
        return found

    def close(self) -> None:
        """Gone, as one that is out of reach is not."""
        self.socket.close()

    def _body(self) -> bytes | None:
        head, end, body = self.look().partition(b"\r\n\r\n")
        if not end:
            return None
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        return body if len(body) >= length else None


@contextmanager
def phone_at(listening: Listening) -> Iterator[Phone]:
    """A phone that is closed at the end."""
    address, _, port = listening.http.removeprefix("http://").rpartition(":")
    phone = Phone(address.strip("[]"), int(port))
    try:
        yield phone
    finally:
        phone.close()
