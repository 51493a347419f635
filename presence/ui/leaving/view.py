"""What the window shows of what would go."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class LogWish(Enum):
    """What is to become of the log; the value is what the command line calls it."""

    KEEP = "--keep-log"
    EXPORT = "--export-log"
    DELETE = "--delete-log"


LEFT_TO_RIGHT = "\u200e"  # else a path's first slash stands at its end in Arabic or Hebrew


def as_paths(lines: Sequence[str]) -> Sequence[str]:
    """Lines that begin with a slash, to be shown whichever way the window is read."""
    return [LEFT_TO_RIGHT + line for line in lines]


@dataclass(frozen=True, slots=True)
class LeavingView:
    """``goes`` None: it is still being looked for."""

    wish: LogWish = LogWish.KEEP
    file: str = ""
    goes: tuple[str, ...] | None = None
    log: str = ""
    running: str = ""  # the session in progress, in words
    problem: str = ""
    is_leaving: bool = False
