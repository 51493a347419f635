"""What the files are called that a log can be put back from; light, for it is asked each day."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from presence.core.frozen import dataclass


class FileKind(Enum):
    """What a file is; the value is how its name begins."""

    BACKUP = "presence-"
    FAULTY = "faulty-"  # a backup in which some rows are not as they were written
    SET_ASIDE = "presence-before-"  # the log that was there before another one was put back
    SALVAGED = "presence-salvaged-"  # what was saved of a damaged one


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, what it is, and the instant in its name."""

    path: Path
    kind: FileKind
    at: datetime


def name_of(kind: FileKind, at: datetime) -> str:
    """The name of a file, with its instant in it."""
    return f"{kind.value}{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"


def kept_in(folder: Path, kind: FileKind) -> list[Kept]:
    """The files of a kind in a folder, oldest first; what only looks like one is passed over."""
    return sorted(_kept_in(folder, kind), key=lambda kept: kept.at)


def _kept_in(folder: Path, kind: FileKind) -> Iterator[Kept]:
    try:
        names = os.listdir(folder)
    except OSError:  # there is none yet
        return
    for name in names:
        stamp = name.removeprefix(kind.value).removesuffix(".db")
        try:
            at = datetime.fromisoformat(stamp)
        except ValueError:
            continue
        if name != name_of(kind, at):
            continue
        path = folder / name
        if stat.S_ISREG(_mode_of(path)):
            yield Kept(path, kind, at)


def _mode_of(path: Path) -> int:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0
