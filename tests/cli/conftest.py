"""The command line, run in this process on a home of its own, with or without an app."""

import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from presence import __version__
from presence.cli.main import main
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import open_log


@dataclass(frozen=True)
class Done:
    """What a command has printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """Somebody typing commands."""

    home: Path

    def type(self, *words: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(["--home", str(self.home), *words])
            except SystemExit as ended:  # --help and --version
                code = int(ended.code or 0)
        return Done(code, out.getvalue(), err.getvalue())

    def json(self, *words: str) -> Any:
        done = self.type(*words, "--json")
        assert done.code == 0, done
        return done.json

    def refused(self, *words: str) -> str:
        """The code of the error; checks that it is told in one line, and as JSON."""
        told = self.type(*words)
        assert told.code in (1, 2), told
        assert told.out == ""
        assert told.err.startswith("presence: ")
        assert told.err.count("\n") == 1
        record = self.type(*words, "--json")
        assert record.code == told.code
        assert record.err == ""
        assert set(record.json["error"]) == {"code", "message", "hint"}
        return f"{told.code} {record.json['error']['code']}"

    def sessions(self) -> list[Session]:
        log = open_log(find_paths(str(self.home)))
        try:
            return list(log.newest(100))
        finally:
            log.close()


class FakeApp:
    """An app that listens on the socket of a home, remembers what it is asked, and answers.

    With ``is_silent`` it hangs up without a word.
    """

    def __init__(self, path: str) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer = (0, "done\n", "")
        self.is_silent = False
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(path)
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                line = lines.readline()
                if not line:
                    continue
                asked = json.loads(line)
                assert asked.pop("of", __version__) == __version__  # every command says which
                self.asked.append(asked)
                if not self.is_silent:
                    code, out, err = self.answer
                    head = f"{code} {len(out.encode())} {len(err.encode())}\n"
                    connection.sendall((head + out + err).encode())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """In UTC, wherever the tests are run: a process of its own reads its zone at its start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield Terminal(tmp_path / "home")
    time.tzset()


@pytest.fixture
def app(terminal: Terminal) -> Iterator[FakeApp]:
    terminal.home.mkdir(mode=0o700)
    app = FakeApp(find_paths(str(terminal.home)).socket)
    yield app
    app.close()
