"""A table that is served by the real server, without the rest of Presence: a process of its own.

It has to run beside the browsers, and a test drives both. Commands come by lines of JSON, and each
is answered by one. Everything is served on loopback.
"""

import json
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

from presence.core.clock import SystemClock
from presence.core.errors import ErrorCode, Refused
from presence.core.table.phone import Phone, Sensing, Told
from presence.core.table.ports import Joined, Paired, Tier, Who
from presence.core.table.reach import Listening
from presence.core.table.table import Table
from presence.core.table.view import TableView, table_view
from presence.paths import resources_dir
from presence.phone.process.page_process import Opening, PageProcess

NAME = "presence.test"  # a name of the network: 127.0.0.1 by number would be a secure place
LASTS = timedelta(minutes=90)


class TableHost:
    """One session and its phones, in memory; a Host as the server wants it."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.guests, self.pairing = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self.own: dict[str, Phone] = {}
        self.shows_looks = False
        self.server: PageProcess | None = None
        self.told: list[Told] = []
        self.hears: set[str] = set()
        self._began_at = self.clock.now()
        self._table: Table | None = None
        self._ends_at = self._began_at + LASTS
        self._ended = False
        self.begins()

    def forgets(self) -> None:
        """A computer that nothing is known of."""
        self.own, self.told, self.shows_looks = {}, [], False
        self.begins()

    def begins(self, minutes: float = 0) -> None:
        """A session starts, or has begun so long ago."""
        self._began_at = self.clock.now() - timedelta(minutes=minutes)
        self._table = Table("session", self._began_at)
        self._ends_at = self._began_at + LASTS
        self._ended = False

    def goes_without(self) -> None:
        """No session runs."""
        self._table = None

    def ends(self) -> None:
        """The session is over, and everybody told so."""
        self._ends_at = self.clock.now()
        self._ended = True
        assert self.server is not None
        self.server.finish()

    def states(self) -> dict[str, str]:
        """How each lies, by name."""
        seats = self._table.seats if self._table is not None else ()
        return {seat.phone.name: seat.state.value for seat in seats}

    def sensing(self) -> dict[str, str]:
        """What the page of each can notice, by name."""
        seats = self._table.seats if self._table is not None else ()
        return {seat.phone.name: seat.phone.sensing.value for seat in seats}

    def who(self, token: str) -> Who | None:
        """Whom the token lets in."""
        if secrets.compare_digest(token, self.guests):
            return Who(Tier.GUEST)
        if secrets.compare_digest(token, self.pairing):
            return Who(Tier.PAIRING)
        phone = self.own.get(token)
        return None if phone is None else Who(Tier.OWN, phone.id)

    def pair(self, name: str) -> Paired:
        """Remember a phone."""
        token = secrets.token_urlsafe(16)
        self.own[token] = Phone(secrets.token_hex(4), name, True, Sensing.VISIBILITY)
        self.pairing = secrets.token_urlsafe(16)
        return Paired(token, self.own[token])

    def join(self, phone_id: str | None, name: str, sensing: Sensing, is_own: bool) -> Joined:
        """To the table."""
        if self._table is None:
            raise Refused(ErrorCode.NO_TABLE)
        known = {phone.id: phone.name for phone in self.own.values()}
        phone_id = phone_id or secrets.token_hex(4)
        phone = Phone(phone_id, known.get(phone_id, name), is_own, sensing)
        self._table = self._table.joined(phone, self.clock.now())
        self._push()
        seat = self._table.seat(phone_id)
        return Joined(phone, 0 if seat is None else seat.last_number)

    def tell(self, words: Sequence[Told]) -> int:
        """What a phone noticed."""
        for word in words:
            if (word.phone, word.number) not in {(each.phone, each.number) for each in self.told}:
                self.told.append(word)
            if self._table is not None:
                self._table = self._table.told(word)
        self._push()
        seat = self._table.seat(words[0].phone) if self._table is not None else None
        return 0 if seat is None else seat.last_number

    def connected(self, phone_id: str) -> None:
        """It hears."""
        self.hears.add(phone_id)
        if self._table is not None:
            self._table = self._table.heard(phone_id)
        self._push()

    def disconnected(self, phone_id: str) -> None:
        """It hears no more."""
        self.hears.discard(phone_id)
        if self._table is not None:
            self._table = self._table.silent(phone_id, self.clock.now())
        self._push()

    def table_for(self, _phone_id: str) -> TableView | None:
        """What it shows."""
        if self._table is None:
            return None
        return table_view(
            self._table,
            kind="Dinner",
            now=self.clock.now(),
            planned_end_at=self._ends_at,
            ended_at=self._ends_at if self._ended else None,
            is_over_time=False,
            shows_looks=self.shows_looks,
        )

    def is_awaited(self, _phone_id: str) -> bool:
        """Whether a session runs."""
        return self._table is not None and not self._ended

    def _push(self) -> None:
        if self.server is not None and not self._ended:
            self.server.push()


class Serving(QObject):
    """Does what the lines say."""

    def __init__(self, host: TableHost, folder: Path) -> None:
        super().__init__()
        self._host = host
        self._folder = folder
        self._port = 0
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._on_line)
        self._open()

    def quit(self) -> None:
        """No loop turns any more."""
        if self._host.server is not None:
            self._host.server.quit()

    def _open(self) -> None:
        """Listen, at the port of before where there was one."""
        server = PageProcess(self._host, self._host.clock, self)
        server.opened.connect(self._on_opened)
        self._host.server = server
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
        server, self._host.server = self._host.server, None
        if server is None:
            then()
            return
        server.destroyed.connect(then)
        server.close()

    def _forget(self) -> None:
        self._host.forgets()
        self._open()

    def _on_line(self) -> None:
        line = sys.stdin.buffer.readline()
        if not line:
            QCoreApplication.quit()
            return
        values = json.loads(line)
        host = self._host
        match values["do"]:
            case "look":
                answer(
                    states=host.states(),
                    sensing=host.sensing(),
                    hearing=len(host.hears),
                    told=[_plain(word) for word in host.told],
                    guests=host.guests,
                    pairing=host.pairing,
                )
            case "end":
                host.ends()
                answer()
            case "forget":
                self._close(self._forget)
            case "begin":
                host.begins(values.get("minutes", 0))
                answer()
            case "go without":
                host.goes_without()
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
    serving = Serving(TableHost(), Path(sys.argv[1]))
    app.exec()
    serving.quit()
