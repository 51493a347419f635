"""A dinner in a process of its own, and phones that are no browsers: sockets, http.client, TLS."""

import http.client
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 20
# Many phones at one address, as only a test has them.
ROOMY = {"connections_an_address": 256, "guests_an_address": 60}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.body)
        return values


@dataclass(frozen=True, slots=True)
class Guest:
    """One who has joined."""

    phone: str
    key: str = field(repr=False)


class Dinner:
    """``with Dinner("127.0.0.1") as dinner``: the server, from its first line to its end."""

    def __init__(
        self,
        *addresses: str,
        limits: Mapping[str, int] = ROOMY,
        name: str = "",
        is_later: bool = False,
    ) -> None:
        """``is_later``: it serves once ``open`` is called."""
        self.address = addresses[0]
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.phone.serving", *addresses]
        command += ["--limits", json.dumps(dict(limits)), "--name", name]
        command += ["--later"] if is_later else []
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._open: list[http.client.HTTPConnection] = []
        self._take(self.line() if not is_later else {})

    def __enter__(self) -> "Dinner":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection in self._open:
            connection.close()
        self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0

    def open(self) -> None:
        """Another dinner, or the first."""
        self._take(self.do("open"))

    def line(self) -> dict[str, Any]:
        """The next thing that it says."""
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said, "the server has ended"
        values: dict[str, Any] = json.loads(said)
        return values

    def do(self, command: str) -> dict[str, Any]:
        """Have it do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        return self.line()

    def _take(self, said: Mapping[str, Any]) -> None:
        self.said = said
        self.port: int = said.get("port", 0)
        self.guest, self.own, self.own_id, self.pairing = (
            str(said.get(name, "")) for name in ("guest", "own", "own_id", "pairing")
        )

    def connect(self, is_secure: bool = False, source: str = "") -> http.client.HTTPConnection:
        """A connection that is kept; from another address of loopback, where one is given."""
        start = (source, 0) if source else None
        connection = http.client.HTTPConnection(
            self.address, self.port + 1, timeout=PATIENCE, source_address=start
        )
        if is_secure:
            connection = http.client.HTTPSConnection(
                self.address,
                self.port,
                timeout=PATIENCE,
                source_address=start,
                context=ssl._create_unverified_context(),
            )
        self._open.append(connection)
        return connection

    def ask(
        self,
        path: str,
        values: Mapping[str, object] | None = None,
        token: str | None = None,
        is_secure: bool = False,
        source: str = "",
        **headers: str,
    ) -> Reply:
        """One request on a connection of its own: GET, or POST where there are values."""
        connection = self.connect(is_secure, source)
        try:
            return ask(connection, path, values, token, **headers)
        finally:
            connection.close()

    def join(self, name: str, is_secure: bool = False, source: str = "") -> Guest:
        """A guest comes to the table."""
        values = {"name": name, "sensing": "visibility", "phone": None}
        joined = self.ask("/join", values, self.guest, is_secure, source)
        assert joined.status == 200, joined
        return Guest(joined.values["phone"], joined.values["key"])

    def raw(self, data: bytes, port: int | None = None, source: str = "") -> bytes:
        """All that is answered to some bytes, till the server hangs up or says no more."""
        connected = self.socket(port, source)
        with connected:
            connected.settimeout(3)
            came = bytearray()
            try:
                connected.sendall(data)
                while part := connected.recv(65_536):
                    came += part
            except (TimeoutError, ConnectionError):
                pass
            return bytes(came)

    def socket(self, port: int | None = None, source: str = "") -> socket.socket:
        """A bare connection, to the port for http where none is given."""
        to = (self.address, port or self.port + 1)
        return socket.create_connection(to, PATIENCE, (source, 0) if source else None)


def ask(
    connection: http.client.HTTPConnection,
    path: str,
    values: Mapping[str, object] | None = None,
    token: str | None = None,
    **headers: str,
) -> Reply:
    """One request on a connection that is kept; a header's ``_`` is a ``-``."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if token is not None:
        sent["Authorization"] = f"Bearer {token}"
    body = None
    if values is not None:
        body = json.dumps(values).encode()
        sent.setdefault("Content-Type", "application/json")
    connection.request("GET" if body is None else "POST", path, body, sent)
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, response.read())


def words(*said: Sequence[object]) -> list[dict[str, object]]:
    """Words as a page sends them: number, how long ago in ms, the word, and a reason or none."""
    return [
        {"n": number, "ago_ms": ago, "word": word, "reason": reason[0] if reason else None}
        for number, ago, word, *reason in said
    ]
