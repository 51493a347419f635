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
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

from presence.core.clock import SystemClock
from presence.core.table.reach import Listening, Problem
from presence.paths import resources_dir
from tests.phone.host import TableHost, nothing

if TYPE_CHECKING:
    from presence.phone.process.page_process import PageProcess

NONE = {"connections": 0, "wrong_tokens": 0}


class Serving(QObject):
    """One server after the other, by command."""

    def __init__(
        self,
        application: QCoreApplication,
        addresses: Sequence[str],
        name: str,
        home: Path,
        limits: Mapping[str, int],
    ) -> None:
        super().__init__()
        self._application = application
        self._addresses = addresses
        self._name = name
        self._home = home
        self._limits = limits
        self._clock = SystemClock()
        self._host = TableHost(self._clock)
        self._server: PageProcess | None = None
        self._port = 0
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_command)
        self._told_at = 0
        self._did = ""

    def open(self) -> None:
        """Serve, as the app does from here on: what is needed is loaded now."""
        from presence.phone.process.page_process import Opening, PageProcess

        server = self._server = PageProcess(self._host, self._clock, self)
        server.opened.connect(self._on_opened)
        server.stopped.connect(self._on_stopped)
        server.counted.connect(self._on_counted)
        server.open(
            Opening(
                str(resources_dir() / "phone"),
                str(self._home),
                self._addresses,
                self._port,
                self._name,
                tuple(self._limits.items()),
            )
        )

    def _on_opened(self, listening: Listening) -> None:
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

    def quit(self) -> None:
        """No loop turns any more."""
        if self._server is not None:
            self._server.quit()

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
                self._did, self._host.on_told = command, nothing
                self._server.destroyed.connect(lambda: self._on_counted(NONE))
                self._server = None
                return
        elif command == "open":
            self._host = TableHost(self._clock)
            self.open()
            return
        elif command == "quit":
            self._application.quit()
            return
        if command == "memory":
            gc.collect()
        self._did = command
        if self._server is not None:
            self._server.count()  # and so what was told before it is done
        else:
            self._on_counted(NONE)

    def _on_counted(self, counts: Mapping[str, int]) -> None:
        _say(
            {
                "did": self._did,
                "told": len(self._host.told),
                "at": self._told_at,
                "here": len(self._host.here),
                "open": counts["connections"],
                "wrong": counts["wrong_tokens"],
                "pid": 0 if self._server is None else self._server.pid,
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
        serving = Serving(application, asked.addresses, asked.name, Path(home), asked.limits)
        if not asked.later:
            serving.open()
        application.exec()
        serving.quit()
        del serving


if __name__ == "__main__":
    main()
