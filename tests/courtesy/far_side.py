"""Servers on this computer that stand for the services: they remember, answer and misbehave."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class Reply:
    """What is answered; ``raw`` is sent instead of HTTP, ``hangs`` nothing at all."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    hangs: bool = False


def json_reply(record: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(record).encode())


class FarSide:
    """A server that answers what is scripted, and after that what its service would."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.script: list[Reply] = []
        self.url = ""
        self.is_over = threading.Event()

    def answer(self, request: Received) -> Reply:
        """What the service says; a plain one says yes."""
        return Reply()

    def take(self, request: Received) -> Reply:
        self.received.append(request)
        return self.script.pop(0) if self.script else self.answer(request)

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Method and path of what came in, in order."""
        return [(each.method, each.path) for each in self.received]

    @property
    def everything(self) -> str:
        """All that was ever sent here, for what must not be in it."""
        return "\n".join(
            f"{each.path}\n{dict(each.headers)}\n{each.body.decode()}" for each in self.received
        )


@contextmanager
def serving(side: FarSide, tls: ssl.SSLContext | None = None) -> Iterator[FarSide]:
    """The server, up on a port of its own.

    Meanwhile Python collects no garbage: in the server's thread it would destroy objects of Qt.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._take()

        def do_POST(self) -> None:
            self._take()

        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = side.take(Received(self.command, self.path, dict(self.headers), body))
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
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except OSError:  # they have read enough
                self.close_connection = True

        def log_message(self, _format: str, *_arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # they have hung up

    server = Server(("127.0.0.1", 0), Handler)
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


class FakeSlack(FarSide):
    """Slack with one user; it escapes a status text as Slack does."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.now = now
        self.status: list[Any] = ["", "", 0]
        self.snooze = 0
        self.token = "xoxp-secret"
        self.scopes_missing: dict[str, str] = {}

    def pass_time(self) -> None:
        """What was to end by now has ended."""
        if self.status[2] and self.status[2] <= self.now():
            self.status = ["", "", 0]
        if self.snooze <= self.now():
            self.snooze = 0

    def answer(self, request: Received) -> Reply:
        self.pass_time()
        method = urlsplit(request.path).path.removeprefix("/api/")
        if request.token != self.token:
            return json_reply({"ok": False, "error": "invalid_auth"})
        if method in self.scopes_missing:
            needed = self.scopes_missing[method]
            return json_reply({"ok": False, "error": "missing_scope", "needed": needed})
        return json_reply({"ok": True} | getattr(self, "_" + method.replace(".", "_"))(request))

    def _profile(self) -> dict[str, Any]:
        names = ("status_text", "status_emoji", "status_expiration")
        return {"profile": dict(zip(names, self.status, strict=True)) | {"real_name": "Kim"}}

    def _users_profile_get(self, request: Received) -> dict[str, Any]:
        return self._profile()

    def _users_profile_set(self, request: Received) -> dict[str, Any]:
        profile = request.json["profile"]
        text = profile["status_text"].replace("&", "&amp;")
        self.status = [text, profile["status_emoji"], profile["status_expiration"]]
        return self._profile()

    def _snoozing(self) -> dict[str, Any]:
        return {"snooze_enabled": bool(self.snooze), "snooze_endtime": self.snooze}

    def _dnd_info(self, request: Received) -> dict[str, Any]:
        return {"dnd_enabled": False} | self._snoozing()

    def _dnd_setSnooze(self, request: Received) -> dict[str, Any]:
        self.snooze = int(self.now()) + 60 * int(request.form["num_minutes"])
        return self._snoozing()

    def _dnd_endSnooze(self, request: Received) -> dict[str, Any]:
        self.snooze = 0
        return {"dnd_enabled": False, "snooze_enabled": False}


class FakeMicrosoft(FarSide):
    """The login page and Graph's presence of one user of Teams."""

    def __init__(self) -> None:
        super().__init__()
        self.refresh_token = "refresh-1"
        self.preferred = ""
        self.own = "Available"
        self.pending = 0  # how often the code is not typed yet
        self._given = 1

    def answer(self, request: Received) -> Reply:
        path = request.path
        if path.endswith("/devicecode"):
            return json_reply(
                {
                    "device_code": "device-1",
                    "user_code": "ABCD-EFG",
                    "verification_uri": "https://microsoft.com/devicelogin",
                    "expires_in": 900,
                    "interval": 1,
                }
            )
        if path.endswith("/token"):
            return self._token(request.form)
        if request.token != f"access-{self._given}":
            return json_reply({"error": {"code": "InvalidAuthenticationToken"}}, 401)
        if path.endswith("/setUserPreferredPresence"):
            self.preferred = request.json["activity"]
        elif path.endswith("/clearUserPreferredPresence"):
            self.preferred = ""
        else:
            seen = self.preferred or self.own
            return json_reply({"id": "user-1", "availability": seen, "activity": seen})
        return Reply(200, b"")

    def _token(self, form: dict[str, str]) -> Reply:
        if form["grant_type"] != "refresh_token" and self.pending:
            self.pending -= 1
            return json_reply({"error": "authorization_pending"}, 400)
        if form.get("refresh_token", self.refresh_token) != self.refresh_token:
            return json_reply({"error": "invalid_grant"}, 400)
        self._given += 1
        self.refresh_token = f"refresh-{self._given}"
        return json_reply(
            {"access_token": f"access-{self._given}", "refresh_token": self.refresh_token}
        )


class FakeHomeAssistant(FarSide):
    """Home Assistant with one phone, which has a sensor for its own do-not-disturb."""

    def __init__(self) -> None:
        super().__init__()
        self.mode = "off"
        self.token = "long-lived"

    def answer(self, request: Received) -> Reply:
        if request.token != self.token:
            return Reply(401, b"401: Unauthorized")
        if request.path == "/api/services/notify/mobile_app_pixel":
            if request.json["message"] == "command_dnd":
                self.mode = request.json["data"]["command"]
            return json_reply([])
        if request.path == "/api/states/sensor.pixel_do_not_disturb_sensor":
            return json_reply({"state": self.mode})
        return Reply(400, b"400: Bad Request")
