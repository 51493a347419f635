"""One kill: what was drawn for it, what it hit, and what came of it."""

from dataclasses import dataclass
from enum import Enum

from tests.torture_log.operation import Operation
from tests.torture_log.strike import Strike


class Phase(Enum):
    """How far the writing was."""

    BEFORE = "before the first byte"
    DURING = "written, not committed"
    COMMITTED = "committed, not answered"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Kill:
    """For the report; ``code`` is what was answered, None where there was no time for it."""

    number: int
    operation: Operation
    is_by_app: bool
    strike: Strike
    was_killed: bool = False
    phase: Phase | None = None
    code: int | None = None
    said: str = ""  # the error's code, where it was refused
    acknowledged: int = 0
    faults: tuple[str, ...] = ()
    losses: tuple["Loss", ...] = ()

    def __str__(self) -> str:
        who = "app" if self.is_by_app else "command"
        phase = self.phase.value if self.phase is not None else "?"
        return f"{self.number}: {who}, {self.operation.word}, {self.strike}: {phase!r}"


class Loss(Enum):
    """What a kill must not do."""

    ACKNOWLEDGED = "acknowledged and lost"
    PIECES = "half of a change there"
    DAMAGED = "logs damaged"
    BACKUP = "backups worsened"
    LITTER = "homes littered"
    UNCLEAR = "refused without a clear word"
    OTHER = "anything else"
