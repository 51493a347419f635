"""A table that is served by the real server, without the rest of Presence: a process of its own.

It has to run beside the browsers, and a test drives both. Commands come by lines of JSON, and each
is answered by one. Everything is served on loopback.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

from presence.core.clock import SystemClock
from presence.core.table.phone import Told
from presence.core.table.reach import Listening
from presence.paths import resources_dir
from presence.phone.process.page_process import Opening, PageProcess
from tests.phone.host import TableHost

NAME = "presence.test"  # a name of the network: 127.0.0.1 by number would be a secure place
LASTS = timedelta(minutes=90)


class Serving(QObject):
    """Does what the lines say."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._clock = SystemClock()
        self._server: PageProcess | None = None
        self._new_host()
        self._folder = folder
        self._port = 0
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._on_line)
        self._open()

    def quit(self) -> None:
        """No loop turns any more."""
        if self._server is not None:
            self._server.quit()

    def _new_host(self) -> None:
        """A computer that nothing is known of."""
        self._host = TableHost(self._clock, LASTS)
        self._host.on_told = self._host.on_moved = self._push

    def _open(self) -> None:
        """Listen, at the port of before where there was one."""
        server = self._server = PageProcess(self._host, self._clock, self)
        server.opened.connect(self._on_opened)
        server.open(
            Opening(
                page=str(resources_dir() / "phone"),
                folder=str(self._folder),
                addresses=("127.0.0.1",),
                port=self._port,
                local_name=NAME,
                limits=(("connections_an_address", 100), ("guests_an_address", 60)),
            )
        )

    def _on_opened(self, listening: Listening) -> None:
        self._port = listening.port
        answer(
            https=listening.https_by_name,
            http=listening.http_by_name,
            words=" ".join(listening.words),
        )

    def _close(self, then: Callable[[], None]) -> None:
        """Listen no more, and go on once it is so: nothing that was said before is heard after."""
        server, self._server = self._server, None
        if server is None:
            then()
            return
        server.destroyed.connect(then)
        server.close()

    def _forget(self) -> None:
        self._new_host()
        self._open()

    def _push(self) -> None:
        if self._server is not None and self._host.ended_at is None:
            self._server.push()

    def _on_line(self) -> None:
        line = sys.stdin.buffer.readline()
        if not line:
            QCoreApplication.quit()
            return
        values = json.loads(line)
        host = self._host
        match values["do"]:
            case "look":
                seats = () if host.table is None else host.table.seats
                told = {(word.phone, word.number): word for word in host.told}
                answer(
                    states={seat.phone.name: seat.state.value for seat in seats},
                    sensing={seat.phone.name: seat.phone.sensing.value for seat in seats},
                    hearing=len(host.here),
                    told=[_plain(word) for word in told.values()],
                    guests=host.guest_token,
                    pairing=host.pairing_token,
                )
            case "end":
                host.end()
                assert self._server is not None
                self._server.finish()
                answer()
            case "cancel":
                host.begin(self._clock.now())
                host.end()
                assert self._server is not None
                self._server.finish()
                answer()
            case "forget":
                self._close(self._forget)
            case "begin":
                host.begin(self._clock.now() - timedelta(minutes=values.get("minutes", 0)))
                answer()
            case "revoke":
                host.revoke()
                answer()
            case "go without":
                host.table = None
                answer()
            case "show looks":
                host.shows_looks = values["on"]
                answer()
            case "close":
                self._close(lambda: answer(closed=True))
            case "open":
                self._open()


def answer(**values: Any) -> None:
    """One line."""
    print(json.dumps(values), flush=True)


def _plain(word: Told) -> list[str]:
    return [word.phone, word.word.value, word.reason.value if word.reason else ""]


if __name__ == "__main__":
    app = QCoreApplication(sys.argv)
    serving = Serving(Path(sys.argv[1]))
    app.exec()
    serving.quit()
