"""Waits for sockets and for time, and for nothing else: the loop of the page's own process.

Qt's would do as well, and takes more memory than all the rest of that process.
"""

import time
from collections.abc import Callable
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from socket import socket

Ready = Callable[[int], None]
READ, WRITE = EVENT_READ, EVENT_WRITE


class Loop:
    """Calls back what has become ready, and what is due."""

    def __init__(self) -> None:
        self._selector = DefaultSelector()
        self._watched: dict[socket, Ready] = {}
        self._due: dict[Timer, float] = {}
        self._is_running = False

    def watch(self, watched: socket, events: int, ready: Ready) -> None:
        """Call ``ready`` with what a socket is ready for, of these events."""
        if watched in self._watched:
            self._selector.modify(watched, events)
        else:
            self._selector.register(watched, events)
        self._watched[watched] = ready

    def unwatch(self, watched: socket) -> None:
        """It is to be closed, or not to be heard for now."""
        if self._watched.pop(watched, None) is not None:
            self._selector.unregister(watched)

    def turn(self, longest: float | None = None) -> None:
        """Wait till something is ready or due, at most so many seconds, and do it."""
        for key, events in self._selector.select(self._rest(longest)):
            assert isinstance(key.fileobj, socket)
            ready = self._watched.get(key.fileobj)  # one may end another
            if ready is not None:
                ready(events)
        now = time.monotonic()
        for timer in [each for each, at in self._due.items() if at <= now]:
            if self._due.get(timer, now + 1) <= now:
                del self._due[timer]
                timer.fire()

    def run(self) -> None:
        """Turn until ``stop``."""
        self._is_running = True
        while self._is_running:
            self.turn()

    def stop(self) -> None:
        """This turn is the last."""
        self._is_running = False

    @property
    def is_idle(self) -> bool:
        """Whether it waits for nothing."""
        return not self._watched and not self._due

    def set(self, timer: "Timer", at: float | None) -> None:
        """Have a timer fire at an instant of the monotonic clock, or not at all."""
        if at is None:
            self._due.pop(timer, None)
        else:
            self._due[timer] = at

    def is_set(self, timer: "Timer") -> bool:
        """Whether it is to fire."""
        return timer in self._due

    def _rest(self, longest: float | None) -> float | None:
        if not self._due:
            return longest
        left = max(min(self._due.values()) - time.monotonic(), 0)
        return left if longest is None else min(left, longest)


class Timer:
    """Fires once for each ``start``; a second start is another deadline."""

    def __init__(self, loop: Loop, fired: Callable[[], None]) -> None:
        self._loop = loop
        self.fire = fired

    def start(self, milliseconds: int) -> None:
        """From now on."""
        self._loop.set(self, time.monotonic() + milliseconds / 1000)

    def stop(self) -> None:
        """It does not fire."""
        self._loop.set(self, None)

    @property
    def is_active(self) -> bool:
        """Whether it is to fire yet."""
        return self._loop.is_set(self)
