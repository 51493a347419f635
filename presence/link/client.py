"""The command line's end of the command channel: one JSON line out, one finished text back.

A few lines on a bare socket: the ``socket`` module alone costs a command half its time.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # collections.abc costs a command 1.5 ms
    from collections.abc import Callable, Iterator, Mapping

try:
    import _socket

    _FAMILY: int | None = _socket.AF_UNIX
except (ImportError, AttributeError):  # a Python without UNIX sockets
    _FAMILY = None

SECONDS_TO_ANSWER = 10.0
PROGRESS = b"+"  # begins a line before the answer: how far it is, in percent
_CHUNK = 65_536

Answer = tuple[int, bytes, bytes]  # exit code, stdout, stderr


class NoAnswer(Exception):
    """An app listens, but hung up or stayed silent."""


def ask(
    path: str,
    request: bytes,
    seconds: float = SECONDS_TO_ANSWER,
    told: "Callable[[int], None] | None" = None,
) -> Answer | None:
    """The running app's answer, or None where no app listens; raises NoAnswer.

    ``told`` hears how far long work is, in percent; each word of it is waited for anew.
    """
    connection = _connected(path, seconds)
    if connection is None:
        return None
    try:
        connection.sendall(request + b"\n")
        received = b""
        while chunk := connection.recv(_CHUNK):
            received += chunk
            while received.startswith(PROGRESS) and b"\n" in received:
                word, _end, received = received.partition(b"\n")
                if told is not None and word[1:].isdigit():
                    told(int(word[1:]))
    except OSError as fault:
        raise NoAnswer from fault
    finally:
        connection.close()
    return _answer(received)


def send(
    path: str, request: "Mapping[str, object]", told: "Callable[[int], None] | None" = None
) -> Answer | None:
    """The same with the request as a mapping."""
    import json  # not for the quick commands, whose requests are bytes already

    if told is not None:
        request = {**request, "progress": True}
    return ask(path, json.dumps(request).encode(), told=told)


def held(path: str, request: bytes) -> "_socket.socket | None":
    """A connection that is open as long as this process works on something; None without an app.

    Whoever listens hears when the process ends, in whatever way.
    """
    connection = _connected(path, SECONDS_TO_ANSWER)
    if connection is not None:
        try:
            connection.sendall(request + b"\n")
        except OSError:
            connection.close()
            return None
    return connection


def listen(path: str, request: bytes) -> "Iterator[bytes] | None":
    """The lines the running app sends until it ends, or None where no app listens."""
    connection = _connected(path, SECONDS_TO_ANSWER)
    if connection is None:
        return None
    return _lines(connection, request)


def _connected(path: str, seconds: float) -> "_socket.socket | None":
    if _FAMILY is None:
        return None
    connection = _socket.socket(_FAMILY, _socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(path)
    except OSError:  # nobody there, no such socket, or a path that is too long for one
        connection.close()
        return None
    return connection


def _answer(received: bytes) -> Answer:
    head, end, texts = received.partition(b"\n")
    try:
        code, out_length, err_length = map(int, head.split())
    except ValueError as fault:
        raise NoAnswer from fault
    if not end or len(texts) != out_length + err_length:
        raise NoAnswer
    return code, texts[:out_length], texts[out_length:]


def _lines(connection: "_socket.socket", request: bytes) -> "Iterator[bytes]":
    waiting = b""
    try:
        connection.sendall(request + b"\n")
        connection.settimeout(None)
        while chunk := connection.recv(_CHUNK):
            waiting += chunk
            *whole, waiting = waiting.split(b"\n")
            yield from whole
    except OSError:
        return  # the app is gone: so is what there was to hear
    finally:
        connection.close()
