"""A goal as the review shows it: its words, how far it is, and what a tooltip says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in the period that is shown.

    ``share`` is how much of it there is, from 0 to 1; None where nothing can be said of it (a week
    that is planned as a break). ``says`` tells how that is computed.
    """

    text: str
    share: float | None
    is_met: bool
    says: str
