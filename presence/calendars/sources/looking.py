"""Reads calendars from the disk, as a program of its own: a folder may lie on a network that hangs.

On stdin comes a line of JSON, ``{"path": …, "state": …}``; on stdout goes one with ``trouble`` and
``detail``, or with ``state`` and the ``sizes`` of the texts that follow it (None: nothing has
changed). Only ordinary files are opened: to open a device may do something, and a pipe never ends.
Loads nothing but the standard library and what is as light.
"""

import errno
import json
import os
import stat
import sys
import time
from dataclasses import dataclass
from hashlib import sha256

from presence.calendars.sources.ics import LONGEST, is_calendar, is_whole
from presence.core.clock import SystemClock
from presence.core.coming.fetched import Failure, Trouble

MOST_FILES = 20_000
ENDING = ".ics"
TRIES = 4  # while somebody writes
PAUSE = 0.25  # seconds between them
YOUNG = 2.0  # seconds in which a file may change once more and bear the same time


class Unusable(Exception):
    """The files cannot be taken; ``failure`` says why."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble.value)
        self.failure = Failure(trouble, detail)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found; ``texts`` None where all is as it was in ``state``."""

    texts: tuple[bytes, ...] | None
    state: str
    unreadable: int = 0


def look(path: str, state: str) -> Look:
    """The calendar at a path, a file or a folder of them; raises Unusable."""
    path = os.path.expanduser(path)
    try:
        if not os.path.isabs(path):
            raise Unusable(Trouble.NOT_FOUND, "not a whole path")
        if not stat.S_ISDIR(os.stat(path).st_mode):
            return _look_at_file(path, state)
        names = sorted(name for name in os.listdir(path) if _is_ours(name))
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        raise _unusable(fault) from fault
    if len(names) > MOST_FILES:
        raise Unusable(Trouble.TOO_LARGE, f"{len(names)} files")
    return _look_at_folder([os.path.join(path, name) for name in names], state)


def _is_ours(name: str) -> bool:
    """Hidden ones are what programs write before they rename it."""
    return name.lower().endswith(ENDING) and not name.startswith(".")


def _unusable(fault: OSError | ValueError) -> Unusable:
    number = fault.errno if isinstance(fault, OSError) else None
    said = errno.errorcode.get(number or 0, type(fault).__name__)
    if number in (errno.EACCES, errno.EPERM):
        return Unusable(Trouble.NOT_ALLOWED, said)
    if number is None or number in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP):
        return Unusable(Trouble.NOT_FOUND, said)
    return Unusable(Trouble.UNREACHABLE, said)  # EIO, ESTALE: the disk or its network


def _look_at_file(path: str, state: str) -> Look:
    for tries_left in reversed(range(TRIES)):
        found = os.stat(path)
        marks = _marks([(path, found)])
        if state and marks == state:
            return Look(None, state)
        text = _read(path, LONGEST)
        is_still = _mark(path, os.stat(path)) == _mark(path, found)
        if is_still and is_whole(text):
            break
        if tries_left:
            time.sleep(PAUSE)
    if not is_calendar(text):
        raise Unusable(Trouble.NOT_A_CALENDAR, "" if text else "empty")
    if not is_whole(text):
        raise Unusable(Trouble.NOT_A_CALENDAR, "cut off")
    return Look((text,), marks if is_still else "")


def _look_at_folder(paths: list[str], state: str) -> Look:
    """Those that cannot be read, or are gone meanwhile, cost only themselves."""
    marks = _marks([(path, _stat(path)) for path in paths])
    if state and marks == state:
        return Look(None, state)
    texts, torn, unreadable, left = [], [], 0, LONGEST
    for path in paths:
        text = _read_if_possible(path, left)
        if text is None or not is_calendar(text):
            unreadable += 1
        elif not is_whole(text):
            torn.append((path, text))
        else:
            left -= len(text)
            texts.append(text)
    texts += _once_more(torn, left)
    if unreadable and not texts:
        raise Unusable(Trouble.NOT_ALLOWED, f"{unreadable} files")
    is_still = marks == _marks([(path, _stat(path)) for path in paths])
    return Look(tuple(texts), marks if is_still else "", unreadable)


def _once_more(torn: list[tuple[str, bytes]], left: int) -> list[bytes]:
    """Files without an end: somebody may be writing them. What stays so the reader judges."""
    if torn:
        time.sleep(PAUSE)
    texts = []
    for path, before in torn:
        text = _read_if_possible(path, left) or before
        left -= len(text)
        texts.append(text)
    return texts


def _read_if_possible(path: str, longest: int) -> bytes | None:
    """None for what is gone, out of reach, or no ordinary file."""
    try:
        return _read(path, longest)
    except OSError:
        return None
    except Unusable as fault:
        if fault.failure.trouble is Trouble.TOO_LARGE:
            raise
        return None


def _read(path: str, longest: int) -> bytes:
    """An ordinary file, also one that a link leads to; raises Unusable or OSError."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise Unusable(Trouble.NOT_A_CALENDAR, "not a file")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed in this moment
            raise Unusable(Trouble.NOT_A_CALENDAR, "not a file")
        text = file.read(longest + 1)
    if len(text) > longest:
        raise Unusable(Trouble.TOO_LARGE)
    return text


def _stat(path: str) -> os.stat_result | None:
    """None for what is gone, out of reach, or no ordinary file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _mark(path: str, found: os.stat_result | None) -> str:
    if found is None:
        return f"{path}\0"
    return f"{path}\0{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def _marks(found: "list[tuple[str, os.stat_result | None]]") -> str:
    """The state of files that are old enough to be known by their times; "" for younger ones."""
    now = SystemClock().now().timestamp()
    if any(stats is not None and abs(now - stats.st_mtime) < YOUNG for _path, stats in found):
        return ""
    marks = "\n".join(_mark(path, stats) for path, stats in found)
    return sha256(marks.encode(errors="surrogateescape")).hexdigest()


def main() -> int:
    """Answer one question."""
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        found = look(asked["path"], asked["state"])
    except Unusable as fault:
        failure = fault.failure
        _say({"trouble": failure.trouble.value, "detail": failure.detail})
        return 0
    texts = found.texts
    sizes = None if texts is None else [len(text) for text in texts]
    _say({"state": found.state, "sizes": sizes, "unreadable": found.unreadable})
    for text in texts or ():
        sys.stdout.buffer.write(text)
    return 0


def _say(record: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
