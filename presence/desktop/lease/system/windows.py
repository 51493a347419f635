"""What the player and the guard ask of Windows; ``posix.py`` has the same for Linux and macOS.

The lock is a file beside the lease: Windows lets nobody replace or delete a file that is open. Who
may write into the person's profile is told by its access list, which a home is made with.
"""

from __future__ import annotations

import os
import subprocess
import sys

TYPE_CHECKING = False  # as in posix.py
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Started = subprocess.Popen[bytes]

NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
LOCK_SUFFIX = ".lock"


def start(command: Sequence[str], environment: Mapping[str, str]) -> Started:
    """Start a command whose answer ``finish`` takes; raises OSError."""
    return subprocess.Popen(
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=NO_WINDOW,
    )


def finish(started: Started, time_limit: float) -> bytes:
    """What it prints; raises TimeoutError, and ChildProcessError when it fails."""
    with started:
        try:
            printed, _nothing = started.communicate(timeout=time_limit)
        except subprocess.TimeoutExpired:
            started.kill()
            raise TimeoutError("no answer in time") from None
    if started.returncode != 0:
        raise ChildProcessError("the command failed")
    return printed


def lock(path: str, locking: Callable[[int, int, int], None] | None = None) -> int:
    """An open file that nobody else locks until it is closed; raises OSError.

    ``locking`` stands in for msvcrt's, which waits for up to ten seconds.
    """
    descriptor = os.open(path + LOCK_SUFFIX, os.O_RDWR | os.O_CREAT)
    try:
        (locking or _locking())(descriptor, _LK_LOCK, 1)
        os.stat(path)  # gone while we waited?
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


_LK_LOCK = 1


def _locking() -> Callable[[int, int, int], None]:
    import msvcrt

    found: Callable[[int, int, int], None] = msvcrt.locking  # type: ignore[attr-defined,unused-ignore]
    return found


def read_private(locked: int, path: str, most: int) -> bytes:
    """What is in the file."""
    with open(path, "rb") as file:
        return file.read(most)


def make_private(descriptor: int) -> None:
    """It is, by where it lies."""


def close_inherited() -> None:
    """Nothing is inherited."""
