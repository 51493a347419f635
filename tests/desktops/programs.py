"""Programs that a test has started, and waiting for what they do."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

# What has its time on a machine at rest may take so many times as long on one that is busy.
PATIENCE = 3


class LabError(Exception):
    """Something in the lab did not come up, or did not happen in time."""


def wait_until(
    happened: Callable[[], Value], seconds: float = 5.0, what: str = "", every: float = 0.05
) -> Value:
    """The first true answer of ``happened``, asked again and again; LabError where none comes."""
    until = time.monotonic() + PATIENCE * seconds
    while True:
        answer = happened()
        if answer:
            return answer
        if time.monotonic() > until:
            name = what or getattr(happened, "__name__", "it")
            raise LabError(f"{name} did not happen within {PATIENCE} x {seconds:g} s")
        time.sleep(every)


@dataclass(frozen=True)
class Program:
    """A process that was started in the lab, and where its output goes."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def end(self, seconds: float = 3.0) -> int:
        """Ask it to end, then kill it; its exit code."""
        if self.is_running:
            self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self) -> int:
        """SIGKILL, as a power cut would; nothing of it is left to clean up behind itself."""
        if self.is_running:
            self.process.kill()
        return self.process.wait(5)

    def kill_all(self) -> int:
        """SIGKILL to it and to every child that is still in its group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait(5)


def is_alive(pid: int) -> bool:
    """Whether a thread of it runs, which holds its files; one that is waited for does not."""
    return any(map(_runs, Path(f"/proc/{pid}/task").glob("*/stat")))


def _runs(stat: Path) -> bool:
    try:
        return stat.read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def marked(mark: bytes) -> list[int]:
    """Processes that carry this line in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue  # gone meanwhile, or another person's
    return found


def command_line(pid: int) -> bytes:
    """The words a process was started with; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def end_all(find: Callable[[], Sequence[int]], seconds: float = 1.0) -> None:
    """Ask these processes to end, then kill those that still are there."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        left = [pid for pid in find() if is_alive(pid)]
        for pid in left:
            _send(pid, number)
        until = time.monotonic() + seconds
        while any(map(is_alive, left)) and time.monotonic() < until:
            time.sleep(0.02)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
