"""A port that is listened at, with TLS or without.

Every connection is counted as soon as it is there, before hands are shaken: those that never do
would keep the others out.
"""

import logging
import socket
import ssl

from presence.phone.http.crowd import Crowd
from presence.phone.http.tls import Tls
from presence.phone.loop import READ, Loop, Timer
from presence.phone.reach.devices import bind_to, number_of

logger = logging.getLogger(__name__)

WAITING = 256  # that the kernel holds while the loop does something else
BREATH_MS = 1_000  # before the next try where the system has no descriptor left
# A phone without a network is found out by the kernel after 60 s, and wakes nobody till then.
ALIVE = (
    ("TCP_NODELAY", 1),
    ("TCP_KEEPIDLE", 30),
    ("TCP_KEEPINTVL", 10),
    ("TCP_KEEPCNT", 3),
    ("TCP_USER_TIMEOUT", 60_000),
)


class Door:
    """Hands every connection to the crowd."""

    def __init__(
        self,
        crowd: Crowd,
        tls: ssl.SSLContext | None,
        loop: Loop,
        address: str,
        port: int,
        device: str,
    ) -> None:
        """Listen there, for what comes by that interface; OSError says why not."""
        self._crowd = crowd
        self._tls = tls
        self._loop = loop
        self.device = device
        self._where = address, port, device
        self._breath = Timer(loop, self._listen)
        self._number = number_of(device)
        self._socket = _listening(*self._where)
        self._is_open = True
        self._listen()

    def look(self) -> None:
        """Listen anew where the interface was taken out and put in again: nothing else is heard."""
        number = number_of(self.device)
        if not self._is_open or number in (0, self._number):
            return
        try:
            opened = _listening(*self._where)
        except OSError:  # it has no address yet
            return
        self._breath.stop()
        self._loop.unwatch(self._socket)
        self._socket.close()
        self._socket, self._number = opened, number
        self._listen()

    def close(self) -> None:
        """Nobody else comes in."""
        if self._is_open:
            self._is_open = False
            self._breath.stop()
            self._loop.unwatch(self._socket)
            self._socket.close()

    def _listen(self) -> None:
        self._loop.watch(self._socket, READ, self._on_ready)

    def _on_ready(self, _events: int) -> None:
        """All that wait, at most as many as can."""
        for _ in range(WAITING):
            if not self._is_open:
                return
            try:
                connected, address = self._socket.accept()
            except BlockingIOError:
                return
            except ConnectionError:  # gone again already
                continue
            except OSError as fault:
                logger.warning("a phone could not be let in: %s", fault)
                self._loop.unwatch(self._socket)
                self._breath.start(BREATH_MS)
                return
            connected.setblocking(False)
            _have_kernel_watch(connected)
            self._crowd.take(connected, address[0], None if self._tls is None else Tls(self._tls))


def _listening(address: str, port: int, device: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family is socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # where there is, it says something else
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bind_to(opened, device)
        opened.bind((address, port))
        opened.listen(WAITING)
        opened.setblocking(False)
    except OSError:
        opened.close()
        raise
    return opened


def _have_kernel_watch(connected: socket.socket) -> None:
    """Find out who is gone, where the system knows how."""
    try:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in ALIVE:
            option = getattr(socket, name, None)
            if option is not None:
                connected.setsockopt(socket.IPPROTO_TCP, option, value)
    except OSError as fault:
        logger.info("the kernel does not watch over a phone: %s", fault)
