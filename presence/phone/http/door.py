"""A port that is listened at, with TLS or without.

Every connection is counted as soon as it is there: QSslServer tells only of those that have shaken
hands, and those that never do keep the others out.
"""

import logging
import socket
import ssl

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import (
    QAbstractSocket,
    QHostAddress,
    QTcpServer,
    QTcpSocket,
)

from presence.phone.http.crowd import Crowd
from presence.phone.http.tls import Tls

logger = logging.getLogger(__name__)

WAITING = 256  # that the kernel holds while the loop does something else
BREATH_MS = 1_000  # before the next try where the system has no descriptor left
# A phone without a network is found out by the kernel after 60 s, and wakes nobody till then.
ALIVE = (
    ("TCP_KEEPIDLE", 30),
    ("TCP_KEEPINTVL", 10),
    ("TCP_KEEPCNT", 3),
    ("TCP_USER_TIMEOUT", 60_000),
)


class Door(QTcpServer):
    """Hands every connection to the crowd."""

    def __init__(self, crowd: Crowd, tls: ssl.SSLContext | None, parent: QObject) -> None:
        super().__init__(parent)
        self._crowd = crowd
        self._tls = tls
        self.setListenBacklogSize(WAITING)
        self.acceptError.connect(self._on_accept_error)

    def open(self, address: str, port: int) -> bool:
        """Whether it is listened there; ``errorString`` says why not."""
        return self.listen(QHostAddress(address), port)

    def incomingConnection(self, handle: int) -> None:
        connected = QTcpSocket(self)
        if not connected.setSocketDescriptor(handle):
            connected.deleteLater()
            return
        connected.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
        connected.setSocketOption(QAbstractSocket.SocketOption.KeepAliveOption, 1)
        _have_kernel_watch(handle)
        self._crowd.take(connected, None if self._tls is None else Tls(self._tls))

    def _on_accept_error(self, error: QAbstractSocket.SocketError) -> None:
        logger.warning("a phone could not be let in: %s", self.errorString())
        self.pauseAccepting()
        QTimer.singleShot(BREATH_MS, self, self.resumeAccepting)


def _have_kernel_watch(handle: int) -> None:
    """Set what Qt has no names for, where the system knows it."""
    raw = socket.socket(fileno=handle)
    try:
        for name, value in ALIVE:
            option = getattr(socket, name, None)
            if option is not None:
                raw.setsockopt(socket.IPPROTO_TCP, option, value)
    except OSError as fault:
        logger.info("the kernel does not watch over a phone: %s", fault)
    finally:
        raw.detach()
