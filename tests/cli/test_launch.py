"""Bringing the real app up from the command line, without a screen."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from presence.desktop.lease import handed_over
from presence.link.client import ask
from presence.paths import find_paths

LIMIT_S = 30.0


@dataclass
class Shell:
    """A shell without a screen; every command is a process of its own."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "presence", "--home", str(self.home), *words]

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*words),
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )

    def status(self) -> Any:
        return json.loads(self.run("status", "--json").stdout)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    shell = Shell(tmp_path / "home", environment)
    yield shell
    shell.run("quit")


def test_start_brings_up_an_app_that_is_fully_detached(shell: Shell) -> None:
    started = shell.run("start", "dinner", "--with", "Ana", "--for", "90m")
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout.startswith("Started Dinner · Ana · until ")
    status = shell.status()
    process = Path(f"/proc/{status['pid']}")
    files = [path for path in shell.home.rglob("*") if path.is_file()]
    assert {path.name: oct(path.stat().st_mode & 0o77) for path in files} == {
        path.name: "0o0" for path in files
    }
    assert os.getsid(status["pid"]) == status["pid"]
    assert os.readlink(process / "cwd") == "/"
    assert {os.readlink(process / "fd" / str(number)) for number in range(3)} == {"/dev/null"}
    assert status["session"]["people"] == ["Ana"]


def test_a_display_that_is_gone_keeps_no_session_from_starting(shell: Shell) -> None:
    started = shell.run("start", "coffee", DISPLAY=":4711")
    assert (started.returncode, started.stderr) == (0, "")
    assert shell.status()["pid"] is not None


def test_the_app_is_ended_as_the_menu_ends_it_and_the_row_stays(shell: Shell) -> None:
    shell.run("start", "walk")
    pid = shell.status()["pid"]
    assert shell.run("quit").returncode == 0
    _wait_until_gone(pid)
    status = shell.status()
    assert (status["pid"], status["state"]) == (None, "running")
    assert shell.run("start", "walk").returncode == 1  # the app took it up again
    assert shell.status()["session"]["id"] == status["session"]["id"]


def test_toggle_needs_no_app_to_be_there_first(shell: Shell) -> None:
    assert shell.run("toggle").stdout.startswith("Started Meeting")
    assert shell.status()["pid"] is not None
    assert shell.run("toggle").stdout.startswith("Ended Meeting")


def test_who_asks_while_the_app_starts_anew_is_answered_by_the_newer_one(shell: Shell) -> None:
    shell.run("start", "dinner")
    pid = shell.status()["pid"]
    socket = find_paths(str(shell.home)).own_socket
    answers = []
    assert shell.run("restart").returncode == 0
    deadline = time.monotonic() + LIMIT_S
    while not _is_another_program(pid) and time.monotonic() < deadline:
        answers.append(ask(socket, b'{"do":"status","json":true}', LIMIT_S))
    answers.append(ask(socket, b'{"do":"slip","json":true}', LIMIT_S))
    told = [json.loads(answer[1]) for answer in answers if answer is not None]
    assert len(told) == len(answers), "nobody is told that no app runs"
    assert {each["pid"] for each in told} == {pid}
    assert len(told[-1]["session"]["slips"]) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_app_in_the_foreground_ends_with_its_command(
    shell: Shell, number: signal.Signals
) -> None:
    command = subprocess.Popen(
        shell.command("start", "meeting", "--foreground"),
        env=shell.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with command:
        assert command.stdout is not None
        assert command.stdout.readline().startswith("Started Meeting")
        pid = shell.status()["pid"]
        command.send_signal(number)
        assert command.wait(LIMIT_S) == 0
    _wait_until_gone(pid)


def test_a_bad_start_in_the_foreground_leaves_no_app(shell: Shell) -> None:
    refused = shell.run("start", "dinnr", "--foreground")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Dinner" in refused.stderr
    assert not shell.home.exists() or shell.status()["pid"] is None


def test_a_home_that_cannot_be_used_is_said_before_an_app_comes_up(shell: Shell) -> None:
    shell.home.write_text("no folder")
    refused = shell.run("start", "dinner")
    assert refused.returncode == 1
    assert str(shell.home) in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_why_an_app_did_not_come_up_is_said(shell: Shell) -> None:
    shell.run("add", "yesterday 19-21 dinner")
    path = shell.home / "presence.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096] + b"\xff" * 4096)  # what only the app's check finds
    refused = shell.run("start", "dinner")
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_watching_goes_on_when_the_app_comes_and_goes(shell: Shell) -> None:
    watching = subprocess.Popen(
        shell.command("status", "--watch"),
        env=shell.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with watching:
        assert watching.stdout is not None
        assert _states(watching.stdout.readline()) == ("idle", False)
        shell.run("start", "walk")
        lines = iter(watching.stdout.readline, "")
        assert ("running", True) in map(_states, lines)
        shell.run("quit")
        assert next(state for line in lines if not (state := _states(line))[1]) == (
            "running",
            False,
        )
        watching.terminate()


def test_what_is_read_through_a_pipe_may_be_read_in_part(shell: Shell) -> None:
    shell.run("add", "yesterday 19-21 dinner")
    line = " ".join(shell.command("log", "--json"))
    done = subprocess.run(
        f"{line} | true",
        shell=True,
        env=shell.environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.stderr == ""


def _states(line: str) -> tuple[str, bool]:
    record: Mapping[str, object] = json.loads(line)
    return str(record["state"]), record["pid"] is not None


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError(f"{pid} is still there")


def _is_another_program(pid: int) -> bool:
    """Whether the app has taken its own place by exec: its environment says so from then on."""
    return handed_over.VARIABLE.encode() in Path(f"/proc/{pid}/environ").read_bytes()
