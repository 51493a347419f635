"""What the window of importing shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from presence.ui.importing.columns import ColumnsView


class Stage(Enum):
    """How far somebody is with a file."""

    NO_FILE = auto()
    LOOKING = auto()  # through the file
    READY = auto()  # it is known what would be done
    AT_WORK = auto()
    DONE = auto()
    TROUBLE = auto()  # the file cannot be read as what was chosen


@dataclass(frozen=True, slots=True)
class ImportView:
    """A file, as what it is read, and what of it would be, or was, put into the log.

    ``formats`` are keys and names. ``lines`` say what, in sentences; ``rows`` are the first
    sessions and people as they are understood, ``left_out`` what is not taken, with the reason.
    """

    stage: Stage = Stage.NO_FILE
    path: str = ""
    formats: Sequence[tuple[str, str]] = ()
    chosen: str = ""
    is_guessed: bool = False
    lines: Sequence[str] = ()
    rows: Sequence[str] = ()
    left_out: Sequence[str] = ()
    left_out_count: int = 0
    columns: ColumnsView = field(default_factory=ColumnsView)
    problem: str = ""
    can_import: bool = False
    has_unlocks: bool = False  # of a phone, which may lie within sessions
