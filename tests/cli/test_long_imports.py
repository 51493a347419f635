"""An import that somebody stops for a while at a terminal: nobody else waits for it."""

import os
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest

from presence.cli.exchange import progress
from tests.cli.conftest import Terminal

LIMIT = 60  # seconds


def test_while_ctrl_z_has_stopped_an_import_others_can_write(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"2026-11-20 19:00,{length}\n" for length in range(20_000))
    path.write_text(f"started_at,duration_s\n{rows}", encoding="utf-8")
    terminal.type("add", "yesterday 19-21:30 dinner")
    words = [sys.executable, "-m", "presence", "--home", str(terminal.home), "import", "csv"]
    # In a group that has a parent in its session: to others SIGTSTP does nothing.
    with subprocess.Popen([*words, str(path)], process_group=0, text=True) as command:
        _wait_until_held(terminal.home / "presence.db")
        command.send_signal(signal.SIGTSTP)
        until = time.monotonic() + LIMIT
        while not os.waitid(os.P_PID, command.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT):
            assert time.monotonic() < until, "it goes on"
        added = terminal.type("add", "2 days ago 19-21 coffee")
        command.send_signal(signal.SIGCONT)
        assert command.wait(LIMIT) == 0
    assert added.code == 0, added
    assert len(terminal.sessions()) > 2
    assert terminal.type("verify").code == 0


def _wait_until_held(database: Path) -> None:
    until = time.monotonic() + LIMIT
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as other:
        while True:
            assert time.monotonic() < until
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return
            other.execute("ROLLBACK")
            time.sleep(0.01)


def test_no_word_of_how_far_it_is_waits_for_a_terminal_that_ctrl_s_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_SILENT", 0.0)
    monkeypatch.setattr(progress, "_BETWEEN", 0.0)
    ours, theirs = os.openpty()
    os.set_blocking(theirs, False)  # to wait is to fail
    with open(theirs, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        line = progress.ProgressLine()
        termios.tcflow(theirs, termios.TCOOFF)
        for number in range(20_000):  # many times what a terminal takes in
            line.say(f"held {number}")
        termios.tcflow(theirs, termios.TCOON)
        line.say("seen")
        assert os.read(ours, 1000).endswith(b"seen")
    os.close(ours)
