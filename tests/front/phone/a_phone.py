"""A phone's browser, as far as the app can tell: it asks from a thread while Qt's loop turns."""

import json
import ssl
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any

from pytestqt.qtbot import QtBot

SECONDS = 10
TRUSTING = ssl._create_unverified_context()


@dataclass
class APhone:
    """Speaks to the page at the address of a code; ``told`` counts its words."""

    qtbot: QtBot
    address: str
    name: str = ""
    phone: str = ""
    key: str = ""
    told: int = 0
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    stream: HTTPResponse | None = None
    line: HTTPConnection | None = None

    @property
    def token(self) -> str:
        return self.address.partition("#")[2]

    def ask(self, path: str, message: Mapping[str, object]) -> tuple[int, dict[str, Any]]:
        """The status and what it says."""
        status, said = self.wait(self.pool.submit(self._post, path, json.dumps(message)))
        return status, said

    def pair(self, name: str) -> None:
        status, said = self.ask("/pair", {"name": name})
        assert status == 200, said
        self.address = f"{self.address.partition('#')[0]}#{said['token']}"

    def join(self, sensing: str = "sensors") -> tuple[int, dict[str, Any]]:
        known = {"phone": self.phone or None, "key": self.key}
        status, said = self.ask("/join", {"name": self.name, "sensing": sensing, **known})
        if status == 200:
            self.phone, self.key = said["phone"], said["key"]
        return status, said

    def tell(self, *words: str, ago: float = 0) -> tuple[int, dict[str, Any]]:
        """Words, all of them so many seconds ago."""
        spoken = []
        for word in words:
            self.told += 1
            spoken.append({"n": self.told, "ago_ms": int(ago * 1000), "word": word})
        return self.ask("/tell", {"phone": self.phone, "key": self.key, "words": spoken})

    def listen(self) -> None:
        """Open the stream of events."""
        path = f"/events?t={self.token}&phone={self.phone}&key={self.key}"
        self.stream = self.wait(self.pool.submit(self._open, path))
        assert self.stream.status == 200

    def next_event(self) -> tuple[str, dict[str, Any]]:
        """The next one of the stream, ("", {}) at its end."""
        assert self.stream is not None
        name, said = self.wait(self.pool.submit(self._read, self.stream))
        return name, said

    def until(self, **said: object) -> dict[str, Any]:
        """The next event that says so."""
        name, values = self.next_event()
        while any(values.get(each) != wanted for each, wanted in said.items()):
            assert name, said
            name, values = self.next_event()
        return values

    def until_over(self) -> dict[str, Any]:
        """The last event, after which nothing comes."""
        name, values = self.next_event()
        while name != "over":
            assert name
            name, values = self.next_event()
        assert self.next_event() == ("", {})
        return values

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
        if self.stream is not None:
            self.stream.close()
        self.line = self.stream = None

    def wait(self, future: "Future[Any]") -> Any:
        self.qtbot.waitUntil(future.done, timeout=SECONDS * 1000)
        return future.result()

    def _connection(self) -> HTTPConnection:
        scheme, _slashes, host = self.address.partition("/#")[0].partition("://")
        if scheme == "https":
            return HTTPSConnection(host, timeout=SECONDS, context=TRUSTING)
        return HTTPConnection(host, timeout=SECONDS)

    def _post(self, path: str, body: str) -> tuple[int, dict[str, Any]]:
        connection = self._connection()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        said = json.loads(answer.read() or b"{}")
        connection.close()
        return answer.status, said

    def _open(self, path: str) -> HTTPResponse:
        self.line = self._connection()
        self.line.request("GET", path)
        return self.line.getresponse()

    @staticmethod
    def _read(stream: HTTPResponse) -> tuple[str, dict[str, Any]]:
        name = ""
        while line := stream.readline().decode().rstrip("\n"):
            what, _colon, value = line.partition(": ")
            if what == "event":
                name = value
            elif what == "data":
                stream.readline()
                return name, json.loads(value)
        return "", {}
