"""A goal as the review shows it: its words, how far it is, and what a tooltip says."""

from collections.abc import Callable
from dataclasses import dataclass

from presence.core.editing.filter import LogFilter


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in the period that is shown.

    ``share`` is how much of it there is, from 0 to 1; None where nothing can be said of it (a week
    that is planned as a break). ``says`` tells how that is computed; ``opens`` has the
    sessions that count.
    """

    text: str
    share: float | None
    is_met: bool
    says: str
    opens: Callable[[], LogFilter] | None = None
