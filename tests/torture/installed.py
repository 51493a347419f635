"""The installed app in a lab: brought up, asked, looked at from outside."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.bench.processes import tree
from tests.desktops.lab import VENV, Lab
from tests.desktops.programs import LabError, Program, command_line, is_alive, marked, wait_until

GUARD = b"guard.py"
OURS = (b"presence", b"gsettings")  # what Presence is, and what it starts
KNOWN_FILES = ("presence.db", "presence.lock", "link", "backups", "mute-lease.json.put-back")


@dataclass(frozen=True)
class Lease:
    """What the harness needs of the lease file."""

    holder: int
    is_guarded: bool  # whether something of it has to be put back by somebody


class Installed:
    """``presence`` and ``presence-tray`` of the virtual environment, with a new person's home."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.data = Path(lab.env["XDG_DATA_HOME"]) / "presence"
        self.log_file = Path(lab.env["XDG_STATE_HOME"]) / "presence" / "presence.log"
        self.lease_file = self.data / "mute-lease.json"
        self.written = self.data / "presence.db-wal"  # grows with every row
        lab.env["PYTHONFAULTHANDLER"] = "1"  # SIGABRT makes it say where it was
        runtime = lab.env["XDG_RUNTIME_DIR"]
        self._socket = f"{runtime}/presence-{crc32(os.fsencode(self.data)):08x}"
        settings = lab.config / "presence" / "settings.toml"
        settings.parent.mkdir()
        settings.write_text("first_minute_done = true\n")

    def begins(self) -> Program:
        """Start the tray app."""
        return self.lab.spawn(VENV / "presence-tray")

    def comes_up(self) -> Program:
        """Start the tray app and wait until it answers."""
        program = self.begins()
        try:
            wait_until(lambda: self.listens, 15, "the app's answering", every=0.005)
        except LabError as fault:
            raise LabError(f"{fault}: {program.process.poll()} {program.output}") from fault
        self.ask(do="ping").answer()
        return program

    def is_brought_up(self) -> tuple[Program, int]:
        """``presence start`` without an app: the command, and the app it has just started."""
        command = self.lab.spawn(VENV / "presence", "start", "coffee", name="start")

        def below() -> list[int]:
            return tree(command.process.pid)[1:]

        return command, wait_until(below, 10, "the app of the command", every=0.001)[0]

    def ask(self, **request: object) -> "Question":
        """Send the app a request, as the command line does, and go on without the answer."""
        return Question(self._socket, request)

    def command(self, *words: str, check: bool = False) -> None:
        """Run a command of the command line; with ``check`` LabError where it fails."""
        self.lab.run(VENV / "presence", *words, check=check)

    @property
    def listens(self) -> bool:
        """Whether a command would reach an app."""
        with closing(socket.socket(socket.AF_UNIX)) as connection:
            try:
                connection.connect(self._socket)
            except OSError:
                return False
            return True

    @property
    def lease(self) -> Lease | None:
        """The lease on disk."""
        try:
            table = json.loads(self.lease_file.read_bytes())
        except FileNotFoundError:
            return None
        is_guarded = any(held["recipe"] is not None for held in table["held"])
        return Lease(table["holder"]["pid"], is_guarded)

    def sessions(self) -> dict[str, bool]:
        """The sessions in the log, and whether each has ended; of an app that stands still.

        Read from a copy: to open the log itself would let SQLite tidy up after the dead app.
        """
        with tempfile.TemporaryDirectory(prefix="torture.") as folder:
            copy = Path(folder) / "presence.db"
            for end in ("", "-wal"):
                if (file := self.data / f"presence.db{end}").exists():
                    shutil.copyfile(file, f"{copy}{end}")
            if not copy.exists():
                return {}
            with closing(sqlite3.connect(copy)) as log:
                try:
                    rows = log.execute("SELECT id, ended_at IS NOT NULL FROM sessions").fetchall()
                except sqlite3.OperationalError:  # the app was about to make the tables
                    return {}
            return {session: bool(has_ended) for session, has_ended in rows}

    def processes(self) -> list[int]:
        """All that Presence is and has started."""
        found = []
        for pid in marked(self.lab.mark):
            words = command_line(pid)
            if any(word in words for word in OURS) and is_alive(pid):
                found.append(pid)
        return found

    def guards(self) -> list[int]:
        """Its guards."""
        return [pid for pid in self.processes() if GUARD in command_line(pid)]

    def ends(self) -> None:
        """Kill all that is left of it."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.wait_for_the_end(5)

    def throw_away_leases(self) -> None:
        """After a fault that was told: the next kill begins afresh."""
        for file in self.data.glob("mute-lease.json*"):
            file.unlink()

    def wait_for_the_end(self, seconds: float) -> None:
        """Until nothing of it runs, seen twice: a process that starts another one has no words.

        LabError says what still runs, and where.
        """
        try:
            for _look in range(2):
                wait_until(lambda: not self.processes(), seconds, "the end of it all", every=0.005)
                time.sleep(0.02)
        except LabError as fault:
            raise LabError(f"{fault}: {self._last_words()}") from fault

    def _last_words(self) -> str:
        left = self.processes()
        words = [f"{command_line(pid)!r} {_state(pid)}" for pid in left]
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGABRT)
        time.sleep(0.3)
        program = self.lab.programs[-1]
        return f"{words}\n{program.name}: {program.output[-5000:]}"

    def litter(self) -> list[str]:
        """Files in its folder that are none of the log's."""
        names = (file.name for file in self.data.iterdir())
        return sorted(name for name in names if not name.startswith(KNOWN_FILES))


class Question:
    """A request that was sent, and whose answer may come."""

    def __init__(self, path: str, request: dict[str, object]) -> None:
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.settimeout(10)
        self._connection.connect(path)
        self._connection.sendall(json.dumps({**request, "json": True}).encode() + b"\n")

    def answer(self) -> Any:
        """What it says with --json, None where the app is gone without a word."""
        received = b""
        with closing(self._connection):
            try:
                while chunk := self._connection.recv(65536):
                    received += chunk
            except ConnectionError:
                return None
        head, _, texts = received.partition(b"\n")
        if not head:
            return None
        code, length, _length = map(int, head.split())
        if code:
            raise LabError(f"refused: {texts.decode()}")
        return json.loads(texts[:length] or b"null")


def stand_still(pid: int) -> int:
    """Stop a process with its group, as it is at this moment; the group."""
    group = os.getpgid(pid)
    os.killpg(group, signal.SIGSTOP)
    until = time.monotonic() + 1
    while _state(pid) not in "TZX" and time.monotonic() < until:
        time.sleep(0.0001)
    return group


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"
