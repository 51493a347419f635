"""Hears that this computer has got an address, as after an interface was put in again.

Linux tells it (rtnetlink(7)), so that nobody need look now and then.
"""

import socket
from collections.abc import Callable

from presence.phone.loop import READ, Loop

ADDRESSES = 0x10 | 0x100  # the groups of IPv4 and of IPv6
AT_MOST = 65_536  # bytes of one word of the kernel


class ComingBack:
    """``came`` is called after addresses have come or gone; never where the system tells nobody."""

    def __init__(self, loop: Loop, came: Callable[[], None]) -> None:
        self._loop = loop
        self._came = came
        self._socket: socket.socket | None = None
        if not hasattr(socket, "AF_NETLINK"):
            return
        try:
            opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        except OSError:  # it may not be asked, in a sandbox
            return
        try:
            opened.bind((0, ADDRESSES))
        except OSError:
            opened.close()
            return
        opened.setblocking(False)
        self._socket = opened
        loop.watch(opened, READ, self._on_ready)

    def close(self) -> None:
        """Hear nothing more."""
        opened, self._socket = self._socket, None
        if opened is not None:
            self._loop.unwatch(opened)
            opened.close()

    def _on_ready(self, _events: int) -> None:
        assert self._socket is not None
        try:
            while self._socket.recv(AT_MOST):
                pass
        except OSError:  # that was all of them, or more than the kernel keeps
            pass
        self._came()
