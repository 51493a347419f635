"""The app's side: starts the server, answers what it asks, and is told what became of it."""

import json
import logging
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from presence.core.clock import Clock
from presence.core.errors import Refused
from presence.core.frozen import dataclass
from presence.core.table.phone import Phone, Sensing
from presence.core.table.ports import Host
from presence.phone.process.values import listening_of, problem_of, table_values, told_of
from presence.texts import current_language

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "presence.phone.process")
LONGEST_LINE = 4_194_304  # of two hundred words, many times over
TAKES_LEAVE_MS = 10_000
QUITS_WITHIN_MS = 300


@dataclass(frozen=True, slots=True)
class Opening:
    """What is served, and where; ``limits`` are those that a test wants otherwise."""

    page: str
    folder: str  # of the certificate
    addresses: Sequence[str]
    port: int = 0
    local_name: str = ""
    limits: tuple[tuple[str, int], ...] = ()
    interfaces: Sequence[str] = ()  # by which alone it is reached; (): by any


class PageProcess(QObject):
    """The server as the app steers it; from ``close`` on it is gone by itself.

    ``opened`` tells where it listens, ``visited`` that a phone has come through, ``stopped`` the
    Problem for which nobody, or nobody new, is let in any more, ``ended`` why it went by itself.
    """

    opened = Signal(object)
    visited = Signal()
    stopped = Signal(object)
    ended = Signal(str)
    counted = Signal(object)

    def __init__(
        self,
        host: Host,
        clock: Clock,
        parent: QObject | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._host = host
        self._clock = clock
        self._here: dict[str, None] = {}
        self._unread = b""
        self._is_open = self._is_closing = False
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._on_ready_read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)

    @property
    def pid(self) -> int:
        """0 while there is none."""
        return int(self._process.processId())

    def open(self, opening: Opening) -> None:
        """Serve, soon: ``opened`` or ``ended`` comes."""
        self._process.start(self._command[0], self._command[1:])
        self._order(
            "open",
            page=opening.page,
            folder=opening.folder,
            addresses=list(opening.addresses),
            interfaces=list(opening.interfaces),
            port=opening.port,
            local_name=opening.local_name,
            limits=dict(opening.limits),
            language=current_language(),
        )

    def push(self) -> None:
        """Tell every connected phone of the table anew, where it changed."""
        self._order("push")

    def drop(self, phone_id: str) -> None:
        """Hang up on a phone that the host does not know any more."""
        self._order("drop", phone=phone_id)

    def count(self) -> None:
        """Ask how many are connected."""
        self._order("count")

    def finish(self) -> None:
        """Send the last message; from here on guests are answered no more, one's own phone is."""
        self._order("finish")

    def close(self) -> None:
        """Listen no more; who is being told the last message may take it, and then it ends."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self.deleteLater()
        elif self._is_open:
            self._order("close")
            QTimer.singleShot(TAKES_LEAVE_MS, self._process, self._process.kill)
        else:  # it may be making a certificate
            self._process.kill()

    def quit(self) -> None:
        """The app goes, and no loop turns any more."""
        self.close()
        if not self._process.waitForFinished(QUITS_WITHIN_MS):
            self._process.kill()
            self._process.waitForFinished(QUITS_WITHIN_MS)

    def _order(self, what: str, **values: object) -> None:
        self._write({"do": what, **values})

    def _write(self, values: dict[str, object]) -> None:
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(json.dumps(values, separators=(",", ":")).encode() + b"\n")

    # What it says

    def _on_ready_read(self) -> None:
        self._unread += bytes(self._process.readAllStandardOutput().data())
        *lines, self._unread = self._unread.split(b"\n")
        try:
            for line in lines:
                self._hear(json.loads(line))
        except (ValueError, KeyError, TypeError) as fault:
            logger.warning("the phones' page said what is not understood: %r", fault)
            self._process.kill()
        if len(self._unread) > LONGEST_LINE:
            self._process.kill()

    def _hear(self, said: dict[str, Any]) -> None:
        match said:
            case {"ask": str(question), "about": list(about)}:
                self._answer(question, about)
            case {"connected": str(phone_id)}:
                self._here[phone_id] = None
                self._host.connected(phone_id)
            case {"disconnected": str(phone_id)}:
                self._here.pop(phone_id, None)
                self._host.disconnected(phone_id)
            case {"visited": _}:
                self.visited.emit()
            case {"stopped": problem}:
                self.stopped.emit(problem_of(problem))
            case {"listening": values}:
                self._is_open = True
                self.opened.emit(listening_of(values))
            case {"connections": _}:
                self.counted.emit(said)
            case _:
                raise ValueError("no such word")

    def _answer(self, question: str, about: list[Any]) -> None:
        try:
            self._write({"answer": self._answered(question, about)})
        except Refused as refusal:
            self._write({"refused": refusal.code.value})
        except Exception:  # a fault of our own: the phone is not to wait for an answer
            logger.exception("a phone could not be answered")
            self._write({"failed": question})

    def _answered(self, question: str, about: list[Any]) -> object:
        host = self._host
        match question, about:
            case "who", [token]:
                who = host.who(token)
                return None if who is None else (who.tier.value, who.phone_id)
            case "pair", [name]:
                paired = host.pair(name)
                return (paired.token, *_plain(paired.phone))
            case "join", [phone_id, name, sensing, is_own]:
                joined = host.join(phone_id, name, Sensing(sensing), is_own)
                return (joined.last, *_plain(joined.phone))
            case "tell", [words]:
                return host.tell(told_of(words, self._clock.now()))
            case "table", [phone_id]:
                view = host.table_for(phone_id)
                return None if view is None else table_values(view)
            case "awaited", [phone_id]:
                return host.is_awaited(phone_id)
        raise ValueError(question)

    # When it ends

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """Of one that ran, ``finished`` comes as well."""
        if error is QProcess.ProcessError.FailedToStart:
            self._go(self._process.errorString())

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._go(f"exit {code}")

    def _go(self, why: str) -> None:
        """Nobody is connected any more."""
        for phone_id in tuple(self._here):
            self._host.disconnected(phone_id)
        self._here.clear()
        if not self._is_closing:
            self._is_closing = True
            self.ended.emit(why)
        self.deleteLater()


def _plain(phone: Phone) -> tuple[object, ...]:
    return (phone.id, phone.name, phone.is_own, phone.sensing.value)
