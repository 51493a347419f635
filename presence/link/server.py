"""The app's end of the command channel: a UNIX socket on the Qt loop, one JSON line a request."""

import contextlib
import logging
import os
import socket
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from presence.link.client import PROGRESS
from presence.link.commands import Commands, Reply, Request

logger = logging.getLogger(__name__)

LONGEST_REQUEST = 1_048_576  # a word of a command line may have 131,072 bytes on Linux
CHUNK = 65_536
SECONDS_TO_ASK = 5


class Server(QObject):
    """Listens at ``path``; whoever holds the instance lock may take a dead one's place.

    ``link`` is a second path that leads there, and ``door`` what the program whose place we take
    has handed over. Raises OSError where nobody can listen at ``path``.
    """

    def __init__(
        self,
        path: str,
        commands: Commands,
        parent: QObject | None = None,
        link: str = "",
        door: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._paths: list[str] = []
        self._commands = commands
        self._clients: set[_Client] = set()
        handed, *callers = map(_socket_of, door) if door else (None,)
        self._socket = _same_door(handed, path) or _listening_at(path)
        self._paths.append(path)
        notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_connection)
        self._notifier = notifier
        if link and link != path:
            self._lead_there(link, path)
        for caller in callers:
            if caller is not None:
                self._hear(caller)

    def hand_over(self) -> Sequence[int]:
        """Leave the door to the program that takes our place, and those who stand there with it.

        The first is what listens. Who has asked already is hung up on.
        """
        self._notifier.setEnabled(False)
        clients = tuple(self._clients)
        return [self._socket.detach(), *(each for client in clients for each in client.hand_over())]

    def close(self) -> None:
        """Stop listening and take the socket away."""
        self._notifier.setEnabled(False)
        self._socket.close()
        for client in tuple(self._clients):
            client.close()
        for path in self._paths:
            _remove(path)

    def _lead_there(self, link: str, path: str) -> None:
        try:
            _remove(link)
            os.symlink(path, link)
        except OSError as fault:  # a file system without links
            logger.warning("commands without XDG_RUNTIME_DIR do not find the app: %s", fault)
        else:
            self._paths.append(link)

    def _on_connection(self) -> None:
        try:
            connection, _address = self._socket.accept()
        except OSError as fault:
            logger.warning("a command could not reach the app: %s", fault)
            return
        self._hear(connection)

    def _hear(self, connection: socket.socket) -> None:
        client = _Client(connection, self._commands, self._clients.discard, self)
        self._clients.add(client)


def _socket_of(number: int) -> socket.socket | None:
    try:
        return socket.socket(fileno=number)
    except OSError as fault:
        logger.warning("what was handed over is no socket: %s", fault)
        return None


def _same_door(handed: socket.socket | None, path: str) -> socket.socket | None:
    """What listens at ``path`` already: nobody is turned away while one app becomes another."""
    if handed is None:
        return None
    is_open = handed.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    if is_open and handed.getsockname() == path and os.path.exists(path):
        handed.setblocking(False)
        return handed
    handed.close()
    return None


def _listening_at(path: str) -> socket.socket:
    """A socket that only its owner may connect to; raises OSError."""
    _remove(path)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(path)
        listening.listen(16)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    finally:
        os.umask(before)
    return listening


def _remove(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


class _Client(QObject):
    """One command line that asks, and hears one answer or (``watch``) many."""

    def __init__(
        self,
        connection: socket.socket,
        commands: Commands,
        gone: Callable[["_Client"], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._commands = commands
        self._gone = gone
        self._read = b""
        self._asked = False
        self._is_importer = False
        self._closed = False
        connection.setblocking(False)
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_data)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.close)
        self._patience.start(SECONDS_TO_ASK * 1000)

    def hand_over(self) -> Sequence[int]:
        """The connection, for another program to hear what is wanted; none where we know."""
        is_known = self._asked or self._read
        handed = [] if is_known else [self._connection.detach()]
        self.close()
        return handed

    def close(self) -> None:
        """Hang up."""
        if self._closed:
            return
        self._closed = True
        self._patience.stop()
        self._notifier.setEnabled(False)
        self._connection.close()
        self._gone(self)
        self.deleteLater()
        if self._is_importer and self._commands.importer_gone is not None:
            self._commands.importer_gone()

    def _on_data(self) -> None:
        try:
            data = self._connection.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:  # the other side has gone: it wants no answer any more
            self.close()
            return
        if self._asked:
            return
        self._read += data
        line, end, _rest = self._read.partition(b"\n")
        if end:
            self._asked = True
            self._patience.stop()
            self._run(line)
        elif len(self._read) >= LONGEST_REQUEST:
            self.close()

    def _run(self, line: bytes) -> None:
        request = _request(line)
        try:
            if request is None:
                self._answer(Reply(2, "", "presence: that was no request.\n"))
            elif request.get("do") == "status" and request.get("watch") is True:
                self._commands.watch(self._tell)
            elif request.get("do") == "importing":  # no answer: it hangs up when it is done
                self._is_importer = True
            else:
                told = self._tell_progress if request.get("progress") is True else None
                self._commands.run(request, self._answer, told)
        except Exception:  # a fault of our own: whoever asked is not to wait for an answer
            logger.exception("a request could not be answered")
            self.close()

    def _answer(self, reply: Reply) -> None:
        out, err = reply.out.encode(), reply.err.encode()
        self._send(f"{reply.code} {len(out)} {len(err)}\n".encode() + out + err)
        self.close()

    def _tell_progress(self, done: int, of: int) -> None:
        percent = 100 * done // of if of else 0
        self._send(PROGRESS + f"{percent}\n".encode())

    def _tell(self, line: str) -> bool:
        return self._send(line.encode())

    def _send(self, data: bytes) -> bool:
        """Whether the other side took it; one that does not read is hung up on."""
        if self._closed:
            return False
        try:
            self._connection.setblocking(True)
            self._connection.settimeout(0.5)
            self._connection.sendall(data)
            self._connection.setblocking(False)
        except OSError:
            self.close()
            return False
        return True


def _request(line: bytes) -> Request | None:
    """The request in a line; None for what is none, or holds text that nobody could write back."""
    import json  # a quarter of a megabyte that only a command needs

    try:
        request = json.loads(line, parse_constant=_refuse)
        json.dumps(request, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def _refuse(constant: str) -> float:
    """NaN and Infinity are no JSON (RFC 8259, section 6)."""
    raise ValueError(constant)
