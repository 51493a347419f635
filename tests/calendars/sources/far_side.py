"""A web server on this computer that holds a calendar: it behaves, and misbehaves as it is told."""

import gzip
import hashlib
import re
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

METHODS = ("GET", "PROPFIND", "REPORT", "PUT", "DELETE")


def event(title: str, uid: str = "", day: int = 30) -> str:
    """The lines of one event on a day of November 2026, at ten."""
    return (
        "BEGIN:VEVENT\r\n"
        f"UID:{uid or title}\r\n"
        "DTSTAMP:20261101T000000Z\r\n"
        f"DTSTART:202611{day:02}T100000Z\r\n"
        f"DTEND:202611{day:02}T110000Z\r\n"
        f"SUMMARY:{title}\r\n"
        "END:VEVENT\r\n"
    )


def calendar(*titles: str) -> bytes:
    """A calendar with an event of each title."""
    return calendar_of(*map(event, titles))


def calendar_of(*events: str) -> bytes:
    """A calendar with these events."""
    begin = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//somebody//calendar//EN\r\n"
    return f"{begin}{''.join(events)}END:VCALENDAR\r\n".encode()


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What is answered. ``pieces`` come one by one; ``says`` is a length that is not true."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    hangs: bool = False
    pieces: int = 0  # so many times the body, with a pause before each
    pause: float = 0.0
    says: int | None = None


class FarSide:
    """Answers what is scripted, and after that as a server with a calendar does."""

    def __init__(self, text: bytes = b"") -> None:
        self.text = text or calendar("Review", "Lunch")
        self.modified = ""
        self.has_tags = True
        self.has_gzip = False
        self.received: list[Received] = []
        self.script: list[Reply] = []
        self.is_over = threading.Event()
        self.url = ""

    @property
    def address(self) -> str:
        """The calendar's; it holds what nobody else may know."""
        return f"{self.url}/private-hunter2/basic.ics"

    @property
    def tag(self) -> str:
        return f'"{hashlib.md5(self.text).hexdigest()}"'

    def take(self, request: Received) -> Reply:
        self.received.append(request)
        return self.script.pop(0) if self.script else self.answer(request)

    def answer(self, request: Received) -> Reply:
        """What a server says that knows its trade."""
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        if self.has_tags:
            headers["ETag"] = self.tag
            if request.headers.get("If-None-Match") == self.tag:
                return Reply(304, headers=headers)
        if self.modified:
            headers["Last-Modified"] = self.modified
            if request.headers.get("If-Modified-Since") == self.modified:
                return Reply(304, headers=headers)
        if self.has_gzip:
            assert "gzip" in request.headers["Accept-Encoding"]
            return Reply(200, gzip.compress(self.text), headers | {"Content-Encoding": "gzip"})
        return Reply(200, self.text, headers)

    @property
    def everything(self) -> str:
        """All that was ever sent here, for what must not be in it."""
        return "\n".join(f"{dict(each.headers)}\n{each.body!r}" for each in self.received)


class DigestSide(FarSide):
    """Takes a digest (RFC 2617) and nothing else."""

    user, password = "kim", "pa:55 wörd"

    def answer(self, request: Received) -> Reply:
        said = request.headers.get("Authorization", "")
        if not said.startswith("Digest ") or not self._is_right(request.method, said):
            ask = 'Digest realm="calendars", nonce="abc123", qop="auth", algorithm=MD5'
            return Reply(401, headers={"WWW-Authenticate": ask})
        return super().answer(request)

    def _is_right(self, method: str, said: str) -> bool:
        values = dict(re.findall(r'(\w+)="?([^",]+)"?', said))
        whole = f"{self.user}:calendars:{self.password}".encode("latin-1")
        first = hashlib.md5(whole).hexdigest()
        second = hashlib.md5(f"{method}:{values['uri']}".encode()).hexdigest()
        middle = ":".join(values[name] for name in ("nonce", "nc", "cnonce", "qop"))
        proof = hashlib.md5(f"{first}:{middle}:{second}".encode()).hexdigest()
        return bool(values["response"] == proof)


@contextmanager
def serving(side: FarSide, tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator[FarSide]:
    """The server, up on a port of its own or on the one given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = side.take(Received(self.command, self.path, dict(self.headers), body))
            try:
                self._reply(reply)
            except OSError:  # they have read enough
                self.close_connection = True

        def _reply(self, reply: Reply) -> None:
            if reply.hangs:
                side.is_over.wait(30)
                self.close_connection = True
                return
            if reply.raw is not None:
                self.wfile.write(reply.raw)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            pieces = reply.pieces or 1
            length = len(reply.body) * pieces if reply.says is None else reply.says
            if reply.status != 304:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            for _ in range(pieces):
                if reply.pause and side.is_over.wait(reply.pause):
                    break
                self.wfile.write(reply.body)
            if reply.says is not None:
                self.close_connection = True

        def log_message(self, _format: str, *_arguments: object) -> None:
            pass

    for method in METHODS:
        setattr(Handler, f"do_{method}", Handler._take)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # they have hung up

    server = Server(("127.0.0.1", port), Handler)
    side.url = f"http://127.0.0.1:{server.server_port}"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        side.url = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield side
    finally:
        side.is_over.set()
        server.shutdown()
        thread.join(5)
        server.server_close()
