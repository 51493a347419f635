"""Writes the busy event into a file: ``python -m presence.calendars.busy.file PATH``.

The text comes by stdin. A program of its own, as a disk may hang. A file that is not ours is
never written over. With ``--check`` before the path nothing is written: could it be?
"""

import os
import stat
import sys
from contextlib import suppress
from enum import IntEnum

from presence.calendars.busy.event import OURS

CHECK = "--check"
LONGEST = 100_000  # bytes; ours has some hundred


class Exit(IntEnum):
    """How the program ends."""

    DONE = 0
    NOT_UNDERSTOOD = 2
    NOT_OURS = 3
    NOT_WRITTEN = 4


def busy_file_command(path: str) -> tuple[str, ...]:
    """This file as a program."""
    return (sys.executable, "-P", "-m", "presence.calendars.busy.file", path)


def check_command(path: str) -> tuple[str, ...]:
    """The same, which only looks."""
    return (*busy_file_command(path)[:-1], CHECK, path)


def check_busy_file(path: str) -> Exit:
    """Whether it could be written."""
    path = os.path.realpath(os.path.expanduser(path))
    try:
        if os.path.lexists(path) and not _is_ours(path):
            return Exit.NOT_OURS
    except OSError:
        return Exit.NOT_WRITTEN
    folder = os.path.dirname(path)
    can_be = os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
    return Exit.DONE if can_be else Exit.NOT_WRITTEN


def write_busy_file(path: str, text: bytes) -> Exit:
    """Put the text in the place of what was there, whole or not at all, with its rights."""
    path = os.path.realpath(os.path.expanduser(path))  # a link stays one
    part = f"{path}.{os.getpid()}.part"
    try:
        mode = 0o600
        if os.path.lexists(path):
            if not _is_ours(path):
                return Exit.NOT_OURS
            mode = stat.S_IMODE(os.stat(path).st_mode)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, mode)
        os.replace(part, path)
    except OSError:
        return Exit.NOT_WRITTEN
    finally:
        with suppress(OSError):
            os.unlink(part)
    return Exit.DONE


def remove_busy_file(path: str) -> bool:
    """Take it away where it is ours; whether it was. Raises OSError."""
    path = os.path.realpath(os.path.expanduser(path))
    if not os.path.lexists(path) or not _is_ours(path):
        return False
    os.unlink(path)
    return True


def _is_ours(path: str) -> bool:
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        text = file.read(LONGEST + 1)
    return len(text) <= LONGEST and (not text.strip() or OURS.encode() in text)


def main(words: list[str]) -> int:
    """Write what comes in, or look."""
    if len(words) == 2 and words[0] == CHECK:
        return check_busy_file(words[1])
    if len(words) != 1:
        return Exit.NOT_UNDERSTOOD
    return write_busy_file(words[0], sys.stdin.buffer.read(LONGEST))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
