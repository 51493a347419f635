"""``python -m tests.phone.serving ADDRESS…``: the page's server with a dinner, for real programs.

What it prints first is a line of JSON: where it listens, and the tokens. It then reads commands
from its standard input, one a line, and answers each by a line of JSON: ``push``, ``finish``,
``close``, ``open`` (another dinner), ``told`` (``at`` is when, on the monotonic clock), ``memory``
(garbage is collected first), ``quit``.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

from presence.core.clock import SystemClock
from presence.core.table.reach import Place, Problem
from presence.paths import resources_dir
from presence.phone.limits import Limits
from tests.phone.host import TableHost, nothing

if TYPE_CHECKING:
    from presence.phone.reach.certificate import Certificate
    from presence.phone.server import PageServer


class Serving(QObject):
    """One server after the other, by command."""

    def __init__(
        self,
        application: QCoreApplication,
        addresses: Sequence[str],
        name: str,
        home: Path,
        limits: Limits,
    ) -> None:
        super().__init__()
        self._application = application
        self._place = Place("test", tuple(addresses))
        self._name = name
        self._home = home
        self._limits = limits
        self._clock = SystemClock()
        self._host = TableHost(self._clock)
        self._server: PageServer | None = None
        self._port = 0
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_command)
        self._told_at = 0

    def open(self) -> None:
        """Serve, as the app does from here on: what is needed is loaded now."""
        from presence.phone.reach.making import find_certificate

        hosts = [*self._place.addresses, *([self._name] if self._name else [])]
        find_certificate(self._home, hosts, self._clock, self._on_certificate, self)

    def _on_certificate(self, found: "Certificate | Problem") -> None:
        from presence.phone.page import Page
        from presence.phone.server import PageServer

        certificate = None if isinstance(found, Problem) else found
        page = Page(resources_dir() / "phone")
        self._server = PageServer(
            self._host,
            page,
            self._place,
            certificate,
            self._port,
            self._name,
            self._limits,
            parent=self,
        )
        self._server.stopped.connect(self._on_stopped)
        listening = self._server.open()
        self._port = listening.port
        self._host.on_told = self._on_told
        own, phone = self._host.own_phone()
        _say(
            {
                "https": listening.https,
                "port": listening.port,
                "http": listening.http,
                "guest": self._host.guest_token,
                "own": own,
                "own_id": phone.id,
                "pairing": self._host.pairing_token,
            }
        )

    def _on_told(self) -> None:
        self._told_at = time.monotonic_ns()
        if self._server is not None:
            self._server.push()

    def _on_stopped(self, problem: Problem) -> None:
        _say({"stopped": problem.trouble.value})

    def _on_command(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._application.quit()
            return
        command = line.strip()
        if command == "finish":
            self._host.end()
        if command in ("push", "finish", "close") and self._server is not None:
            getattr(self._server, command)()
            if command == "close":
                self._server = None
                self._host.on_told = nothing
        elif command == "open":
            self._host = TableHost(self._clock)
            self.open()
            return
        elif command == "quit":
            self._application.quit()
        if command == "memory":
            gc.collect()
        _say(
            {
                "did": command,
                "told": len(self._host.told),
                "at": self._told_at,
                "here": len(self._host.here),
                "open": self._server.connections if self._server is not None else 0,
                "wrong": self._server.wrong_tokens if self._server is not None else 0,
            }
        )


def _say(values: Mapping[str, object]) -> None:
    print(json.dumps(values), flush=True)


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.phone.serving", description=__doc__)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--name", default="", help="by which it may be called as well")
    parser.add_argument("--limits", type=json.loads, default={}, help="other than those, as JSON")
    parser.add_argument("--later", action="store_true", help="open by command, not at once")
    asked = parser.parse_args()
    application = QCoreApplication(["presence"])
    with TemporaryDirectory(prefix="phone-serving.") as home:
        limits = replace(Limits(), **asked.limits)
        serving = Serving(application, asked.addresses, asked.name, Path(home), limits)
        if not asked.later:
            serving.open()
        application.exec()
        del serving


if __name__ == "__main__":
    main()
