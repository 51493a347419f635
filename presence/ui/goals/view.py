"""What the window of goals shows, as values."""

from collections.abc import Sequence
from dataclasses import dataclass

from presence.core.editing.filter import LogFilter
from presence.core.goals.progress import Outcome


@dataclass(frozen=True, slots=True)
class Square:
    """A week: what is to be said of it, how full it is from 0 to 1, its words and its sessions."""

    outcome: Outcome
    share: float
    says: str
    opens: LogFilter | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its running week and the weeks before it, the oldest first.

    ``line`` is what was typed for it, ``how`` says how a week is counted, ``gone`` what of it is
    gone and what to do.
    """

    id: str
    title: str
    says: str
    weeks: Sequence[Square]
    line: str
    how: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A planned break; ``line`` is what was typed for it."""

    id: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class GoalsView:
    """Everything; ``undo`` says what Undo would take back, "" where it is not of this window."""

    goals: Sequence[GoalRow]
    breaks: Sequence[BreakRow]
    undo: str = ""
