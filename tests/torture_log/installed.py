"""The installed programs in a home of their own, without a screen and without a bus."""

import ctypes
import json
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any
from zlib import crc32

from tests.desktops.lab import MARK, VENV, ZONE
from tests.desktops.programs import LabError, is_alive, marked, wait_until
from tests.torture_log.strike import CALLS

PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)  # prctl(2)
TO_ANSWER = 20.0  # seconds for a command, and for the app to come up
REFUSED = '{"error": '
KNOWN = (
    "presence.db",
    "presence-before-",
    "presence.lock",
    "presence.log",
    "link",
    "backups",
    "settings.toml",
)


@dataclass(frozen=True)
class Answer:
    """What was said before whoever says it was killed; ``code`` None: it did not get that far."""

    code: int | None
    out: str = ""
    err: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the person was told that it is done."""
        is_whole = self.out.endswith("}\n") and not self.out.startswith(REFUSED)
        return self.code == 0 or (self.code is None and is_whole)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Installed:
    """``presence`` and ``presence-tray`` of the virtual environment, with a new person's home."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.data = home
        home.mkdir(mode=0o700, parents=True)
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        (home / "settings.toml").write_text("first_minute_done = true\nlogin_asked = true\n")
        self._socket = f"{runtime}/presence-{crc32(os.fsencode(home)):08x}"
        self.trace = folder / "trace"  # what strace has seen last
        self._mark = f"{MARK}={folder}".encode()
        self._env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TZ": ZONE,
            "XDG_RUNTIME_DIR": str(runtime),
            "PRESENCE_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            MARK: str(folder),
        }

    # The command line

    def command(self, *words: str) -> Answer:
        """Run a command to its end."""
        process = self.begin(*words)
        process.wait(TO_ANSWER)
        return self.answer_of(process)

    def done(self, *words: str) -> Any:
        """What a command that must not fail says with --json."""
        answer = self.command(*words, "--json")
        if answer.code:
            raise LabError(f"{' '.join(words)}: exit {answer.code}: {answer.out}{answer.err}")
        return answer.json

    def begin(
        self, *words: str, injections: Sequence[str] | None = None, times: int = 1
    ) -> "subprocess.Popen[bytes]":
        """Start a command, or the same one several times in a row.

        With injections, be they none, strace is at it.
        """
        command = [str(VENV / "presence"), *words]
        if times > 1:
            script = 'n=$1; shift; while [ $n -gt 0 ]; do "$@" || exit; n=$((n-1)); done'
            command = ["sh", "-c", script, "sh", str(times), *command]
        return self._spawn("command", [*self._strace(injections), *command])

    def answer_of(self, process: "subprocess.Popen[bytes]", name: str = "command") -> Answer:
        """What it has said until it ended, or was killed."""
        code = process.returncode
        out, err = ((self.folder / f"{name}.{end}").read_text() for end in ("out", "err"))
        return Answer(code if code is not None and code >= 0 else None, out, err)

    # The app

    def begin_app(self, injections: Sequence[str] | None = None) -> "subprocess.Popen[bytes]":
        """Start the app."""
        return self._spawn("app", [*self._strace(injections), str(VENV / "presence-tray")])

    def comes_up(self) -> "subprocess.Popen[bytes]":
        """Start the app and wait until it answers."""
        app = self.begin_app()
        wait_until(lambda: self.listens or app.poll() is not None, TO_ANSWER, "the app", 0.005)
        if self.ask({"do": "ping"}) is None:
            raise LabError(f"the app ended: {self.answer_of(app, 'app')}")
        return app

    @property
    def listens(self) -> bool:
        """Whether a command would reach an app."""
        with closing(socket(AF_UNIX)) as connection:
            try:
                connection.connect(self._socket)
            except OSError:
                return False
            return True

    def send(self, request: Mapping[str, object]) -> socket:
        """Ask the app, as the command line does, and go on without the answer."""
        connection = socket(AF_UNIX)
        connection.settimeout(TO_ANSWER)
        connection.connect(self._socket)
        connection.sendall(json.dumps({**request, "json": True}).encode() + b"\n")
        return connection

    def ask(self, request: Mapping[str, object]) -> Answer | None:
        """The app's answer, None where it is gone without a word."""
        try:
            return receive(self.send(request))
        except OSError:
            return None

    # Around both

    def watch(self, pid: int, injections: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Have strace at a process that runs; it is there when this returns."""
        strace = subprocess.Popen(
            [*self._strace(injections), f"-p{pid}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self._env,
        )
        assert strace.stderr is not None
        line = strace.stderr.readline()
        if b"attached" not in line:
            raise LabError(f"strace: {line.decode()}")
        return strace

    def processes(self) -> list[int]:
        """All that runs of it."""
        return [pid for pid in marked(self._mark) if is_alive(pid)]

    def ends(self) -> None:
        """Kill all that is left of it."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not self.processes(), 5, "the end of it all", every=0.005)

    def litter(self) -> list[str]:
        """Files in its home that are none of ours."""
        names = [file.name for file in self.data.iterdir() if not file.name.startswith(KNOWN)]
        known = ("presence-", "faulty-", "last-check")
        backups = self.data / "backups"
        if backups.exists():
            names += [
                file.name
                for file in backups.iterdir()
                if not file.name.startswith(known) and ".part" not in file.name
            ]
        return sorted(names)

    def _strace(self, injections: Sequence[str] | None) -> list[str]:
        if injections is None:
            return []
        words = ["strace", "-f", "-e", "signal=none", "-o", str(self.trace)]
        words += ["-e", f"trace={','.join(CALLS)}", "-a0", "-s0"]
        for injection in injections:
            words += ["-e", f"inject={injection}"]
        return words

    def _spawn(self, name: str, words: list[str]) -> "subprocess.Popen[bytes]":
        file = self.folder / name
        with open(f"{file}.out", "wb") as out, open(f"{file}.err", "wb") as err:
            return subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=self._env,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=_let_us_trace,  # noqa: PLW1509  # there are no threads here
            )


def _let_us_trace() -> None:
    """Where only a parent may trace (Ubuntu's Yama), strace, which is none, needs a permission."""
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)


def receive(connection: socket) -> Answer | None:
    """The answer to a request, None where the app is gone before all of it was said."""
    received = b""
    with closing(connection):
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionError:
            return None
    head, found, texts = received.partition(b"\n")
    numbers = head.split()
    if not found or len(numbers) != 3:
        return None
    code, out, err = map(int, numbers)
    if len(texts) < out + err:
        return None
    return Answer(code, texts[:out].decode(), texts[out : out + err].decode())
