"""The lock of a home: held by one, and by none that is dead."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presence.link.instance import try_lock

HOLDS = """
import sys
from presence.link.instance import try_lock
lock = try_lock(sys.argv[1])
print(lock.isLocked(), flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere(file: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process holds it."""
    words = [sys.executable, "-c", HOLDS, str(file)]
    with subprocess.Popen(words, text=True, stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "presence.lock"


def test_only_one_holds_it(file: Path) -> None:
    with held_elsewhere(file):
        assert not try_lock(str(file)).isLocked()
        assert file.exists()


def test_it_is_free_when_its_holder_was_killed(file: Path) -> None:
    with held_elsewhere(file) as process:
        process.kill()
        process.wait()
    assert try_lock(str(file)).isLocked()


@pytest.mark.parametrize("left", [b"", bytes(64), b"no number\n"])
def test_what_a_cut_has_left_of_it_keeps_nobody_out(file: Path, left: bytes) -> None:
    file.write_bytes(left)
    assert try_lock(str(file)).isLocked()


def test_a_number_that_somebody_else_has_by_now_keeps_nobody_out(file: Path) -> None:
    with held_elsewhere(file) as process:
        told = file.read_text()
        process.kill()
        process.wait()
    file.write_text(told.replace(str(process.pid), str(os.getppid()), 1))
    assert try_lock(str(file)).isLocked()
