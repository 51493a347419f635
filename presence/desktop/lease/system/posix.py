"""What the player and the guard ask of Linux and macOS; ``windows.py`` has the same for Windows.

The guard keeps this file in memory while it sleeps, and loads it outside the package: the standard
library alone, and little of it.
"""

from __future__ import annotations

import os
from fcntl import LOCK_EX, flock
from select import POLLIN, poll
from time import monotonic

TYPE_CHECKING = False  # typing itself is a megabyte
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Started = tuple[int, int]

SIGKILL = 9  # the signal module costs half a megabyte
MOST_FILES = 1 << 16  # macOS may allow as many as there are numbers


def start(command: Sequence[str], environment: Mapping[str, str]) -> Started:
    """Start a command whose answer ``finish`` takes; raises OSError.

    Not ``subprocess``, which is a third of the guard's memory. The guard's blocked signals are
    not handed on.
    """
    reader, writer = os.pipe()
    try:
        child = os.posix_spawnp(
            command[0],
            list(command),
            environment,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, writer, 1),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
            setsigmask=[],
        )
    except (OSError, ValueError):  # ValueError: a null character in it
        os.close(reader)
        raise
    finally:
        os.close(writer)
    return reader, child


def finish(started: Started, time_limit: float) -> bytes:
    """What it prints; raises TimeoutError, and ChildProcessError when it fails."""
    reader, child = started
    try:
        return _output(reader, child, time_limit)
    finally:
        os.close(reader)


def _output(reader: int, child: int, time_limit: float) -> bytes:
    deadline = monotonic() + time_limit
    printed = b""
    waiting = poll()
    waiting.register(reader, POLLIN)
    while True:
        if not waiting.poll(max(deadline - monotonic(), 0) * 1000):
            os.kill(child, SIGKILL)
            os.waitpid(child, 0)
            raise TimeoutError("no answer in time")
        piece = os.read(reader, 4096)
        if not piece:
            break
        printed += piece
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise ChildProcessError("the command failed")
    return printed


def lock(path: str) -> int:
    """An open file that nobody else locks until it is closed; raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX)
        if not os.path.samestat(os.fstat(descriptor), os.stat(path)):
            raise FileNotFoundError(path)  # replaced by a new one while we waited
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_private(locked: int, path: str, most: int) -> bytes:
    """What is in the locked file; "" where another user could have written it."""
    about = os.fstat(locked)
    if about.st_uid != os.geteuid() or about.st_mode & 0o022:
        return b""
    return os.read(locked, most)


def make_private(descriptor: int) -> None:
    """Nobody else may read or write it."""
    os.fchmod(descriptor, 0o600)


def close_inherited() -> None:
    """Whatever the parent's libraries left open."""
    os.closerange(3, min(os.sysconf("SC_OPEN_MAX"), MOST_FILES))
