"""Radicale and Xandikos, started for real; what they hold is written by http.client, not by us."""

import http.client
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from tests.calendars.sources.far_side import calendar_of, event

HOST = "127.0.0.1"
SECONDS = 30.0  # until a server must listen
XML = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/"'


class DavServer:
    """A server with an account of Kim's; ``with`` starts it, and ends it."""

    user, password = "kim", "pa:55 wörd"
    home = "/kim/"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def command(self) -> tuple[str, ...]:
        raise NotImplementedError  # abstract: each server has its own

    def __enter__(self) -> "DavServer":
        self.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()

    def start(self) -> None:
        """Up, and ready to answer."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                (sys.executable, *self.command()), stdout=log, stderr=log, cwd=self.folder
            )
        until = time.monotonic() + SECONDS
        while not self._is_listening():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """As a server that crashes."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def _is_listening(self) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex((HOST, self.port)) == 0

    def request(
        self,
        method: str,
        path: str,
        body: str | bytes = "",
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of what somebody else's client asks; an error is an error of the test."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        login = b64encode(f"{self.user}:{self.password}".encode()).decode()
        sent = {"Authorization": f"Basic {login}", **(headers or {})}
        connection.request(method, path, body if isinstance(body, bytes) else body.encode(), sent)
        answer = connection.getresponse()
        status, text = answer.status, answer.read()
        connection.close()
        if status >= 400:
            raise RuntimeError(f"{method} {path}: {status} {text.decode(errors='replace')[:500]}")
        return status, text

    def make_calendar(
        self, name: str, shown: str, colour: str = "", component: str = "VEVENT"
    ) -> str:
        """Make a calendar; its path."""
        path = f"{self.home}{name}/"
        tint = f"<a:calendar-color>{colour}</a:calendar-color>" if colour else ""
        properties = (
            f"<d:displayname>{shown}</d:displayname>{tint}<c:supported-calendar-component-set>"
            f'<c:comp name="{component}"/></c:supported-calendar-component-set>'
        )
        body = f"<c:mkcalendar {XML}><d:set><d:prop>{properties}</d:prop></d:set></c:mkcalendar>"
        self.request("MKCALENDAR", path, body, {"Content-Type": "application/xml"})
        return path

    def put(self, path: str, title: str, day: int = 30) -> None:
        """Put an event into a calendar."""
        text = calendar_of(event(title, f"uid-{title}", day))
        self.request("PUT", f"{path}{title}.ics", text, {"Content-Type": "text/calendar"})

    def get(self, path: str) -> str:
        return self.request("GET", path)[1].decode()

    def delete(self, path: str) -> None:
        self.request("DELETE", path)


class Radicale(DavServer):
    """With a file of passwords, as its guide shows it."""

    def command(self) -> tuple[str, ...]:
        users = self.folder / "users"
        users.write_text(f"{self.user}:{self.password}\n")
        return (
            *("-m", "radicale", "--config", "", "--server-hosts", f"{HOST}:{self.port}"),
            *("--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users)),
            *("--auth-htpasswd-encryption", "plain", "--auth-delay", "0"),
            *("--storage-filesystem-folder", str(self.folder / "collections")),
        )


class Xandikos(DavServer):
    """Without passwords, as behind a proxy that asks for them."""

    home = "/kim/calendars/"

    def command(self) -> tuple[str, ...]:
        return (
            *("-m", "xandikos", "serve", "-d", str(self.folder / "root"), "--defaults"),
            *("--current-user-principal", "/kim/", "-l", HOST, "-p", str(self.port)),
            "--no-detect-systemd",
        )


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind((HOST, 0))
        port: int = asking.getsockname()[1]
        return port
