"""A library that ends the process ends it, whatever others would wait for at their end."""

import subprocess
import sys

import pytest

# As Xlib does: exit() with Python's lock held, in a process with something that never ends.
ENDED_BY_A_LIBRARY = """
import ctypes
from presence.desktop.ending import end_at_once
library = ctypes.PyDLL(None)
library.on_exit(library.pause, None)
end_at_once()
library.exit(3)
"""
ENDED_BY_PYTHON = """
from presence.desktop.ending import end_at_once
end_at_once()
print("said", end="")
"""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="on_exit(3) is of glibc"
)


def run(program: str) -> tuple[int, bytes]:
    command = (sys.executable, "-c", program)
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout


def test_exit_does_not_wait_for_what_libraries_do_at_their_end() -> None:
    assert run(ENDED_BY_A_LIBRARY) == (3, b"")


def test_python_says_all_it_has_to_say_before_its_end() -> None:
    assert run(ENDED_BY_PYTHON) == (0, b"said")
