"""The server's end of the line to the app: orders come in, questions and news go out."""

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from socket import socket, socketpair
from threading import Thread
from typing import Any

from presence.core.errors import ErrorCode, Refused
from presence.phone.loop import READ, Loop

Order = Mapping[str, Any]


class Gone(BaseException):
    """The app is no more: for nobody but who runs the loop, not even for who answers a phone."""


class Line:
    """Reads in a thread, so that a pipe will do everywhere; all else happens in the loop.

    ``ordered`` gets one order after the other; once the app is gone the loop stops.
    """

    def __init__(self, loop: Loop, ordered: Callable[[Order], None]) -> None:
        self._loop = loop
        self._ordered = ordered
        self._said: SimpleQueue[Order | None] = SimpleQueue()
        self._waiting: list[Order] = []  # orders that came while an answer was awaited
        self._bell, self._ears = socketpair()
        for end in (self._bell, self._ears):
            end.setblocking(False)
        loop.watch(self._ears, READ, lambda _events: self._on_bell())
        Thread(target=_listen, args=(self._said, self._bell), daemon=True).start()

    def say(self, **values: object) -> None:
        """Tell the app something."""
        rest = memoryview(json.dumps(values, separators=(",", ":")).encode() + b"\n")
        try:
            while rest:
                rest = rest[os.write(1, rest) :]
        except BrokenPipeError:
            raise Gone from None

    def ask(self, question: str, *about: object) -> Any:
        """What the app answers; it answers at once. Raises Refused."""
        self.say(ask=question, about=about)
        while True:
            said = self._said.get()
            if said is None:
                raise Gone
            if "answer" in said:
                return said["answer"]
            if "refused" in said:
                raise Refused(ErrorCode(said["refused"]))
            if "failed" in said:
                raise RuntimeError(said["failed"])
            self._waiting.append(said)
            _ring(self._bell)

    def _on_bell(self) -> None:
        self._ears.recv(4096)
        while True:
            if self._waiting:
                self._ordered(self._waiting.pop(0))
            elif self._said.empty():
                return
            else:
                said = self._said.get()
                if said is None:
                    raise Gone
                self._ordered(said)


def _listen(said: "SimpleQueue[Order | None]", bell: socket) -> None:
    rest = b""
    while part := os.read(0, 65_536):
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            said.put(json.loads(line))
        _ring(bell)
    said.put(None)
    _ring(bell)


def _ring(bell: socket) -> None:
    with contextlib.suppress(BlockingIOError):  # it rings already, and was not heard for long
        bell.send(b"!")
