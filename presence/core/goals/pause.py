"""A planned break: days on which no goal asks for anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from presence.core.review.period import Period

LONGEST = 366  # days; a longer one is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Pause:
    """Holiday, illness: the days from ``first`` to ``last``, both of them in it."""

    id: str
    name: str
    first: date
    last: date

    def touches(self, week: Period) -> bool:
        """Whether a day of that week is in it."""
        return self.first <= week.last and self.last >= week.first


def can_be(first: date, last: date) -> bool:
    """Whether these are the first and the last day of a break."""
    return 0 <= (last - first).days < LONGEST


def has_a_break(week: Period, pauses: Iterable[Pause]) -> bool:
    """Whether any day of a week is in a break."""
    return any(pause.touches(week) for pause in pauses)
