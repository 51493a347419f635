"""All connections at once, and who has to make room: never a known phone for an unknown one.

Whoever opens hundreds and says nothing loses the oldest of them with each new one, so that a real
phone always gets in.
"""

import logging
from collections.abc import Callable
from socket import socket

from presence.phone.http.connection import Answering, Connection
from presence.phone.http.tls import Tls
from presence.phone.limits import Limits
from presence.phone.loop import Loop

logger = logging.getLogger(__name__)


class Crowd:
    """Takes every new connection; the oldest is the first of them."""

    def __init__(self, answering: Answering, limits: Limits, loop: Loop) -> None:
        self._answering = answering
        self._limits = limits
        self._loop = loop
        self._connections: dict[Connection, None] = {}
        self._ended: Callable[[], None] | None = None
        self.is_shut_out: Callable[[str], bool] = _nobody  # an address

    def __len__(self) -> int:
        return len(self._connections)

    def take(self, connected: socket, address: str, tls: Tls | None) -> None:
        """A connection was opened; one that there is no room for is hung up on."""
        peer = plain_address(address)
        if self.is_shut_out(peer) or not self._has_room(peer):
            connected.close()
            return
        connection = Connection(
            connected, peer, tls, self._answering, self._on_gone, self._limits, self._loop
        )
        self._connections[connection] = None

    def close_unknown(self) -> None:
        """Hang up on everybody who has not said a right token."""
        for connection in tuple(self._connections):
            if not connection.is_known:
                connection.end()

    def end(self, ended: Callable[[], None]) -> None:
        """Hang up on everybody, once they have taken what was said; then ``ended`` is called."""
        for connection in tuple(self._connections):
            connection.end()
        if self._connections:
            self._ended = ended
        else:
            ended()

    def _on_gone(self, connection: Connection) -> None:
        self._connections.pop(connection, None)
        if self._ended is not None and not self._connections:
            self._ended()

    def _has_room(self, peer: str) -> bool:
        """Hang up on somebody where there has to be room; among equals on the oldest."""
        same = [each for each in self._connections if each.peer == peer]
        if len(same) >= self._limits.connections_an_address:
            # All of one phone, whatever it has done with them: a stream that it has lost is one. A
            # page that is loaded comes by several at once, and goes without what none brings.
            min(same, key=lambda each: (not each.is_resting, _rank(each))).abort()
        elif len(self._connections) >= self._limits.connections:
            least = min(self._connections, key=_rank)
            if least.is_streaming:
                logger.debug("no room for another phone")
                return False
            least.abort()
        return True


def _rank(connection: Connection) -> tuple[bool, bool, bool]:
    """Who has said least is the least."""
    return connection.is_streaming, connection.is_known, connection.has_spoken


def _nobody(_address: str) -> bool:
    return False


def plain_address(text: str) -> str:
    """An address without the interface, and an IPv4 one as such wherever it comes in."""
    return text.partition("%")[0].removeprefix("::ffff:")
