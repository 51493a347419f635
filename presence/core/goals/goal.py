"""A goal: what a person wants of each week, in their own words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from presence.core.frozen import Enum

DAYS_OF_A_WEEK = 7
MINUTES_OF_A_WEEK = DAYS_OF_A_WEEK * 24 * 60
WHOLE = 100
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Measure(Enum):
    """What is counted."""

    TIME = "time"  # in minutes
    DAYS = "days"  # days on which such a session began
    KEPT = "kept"  # in percent of the time of which something is known


class Bound(Enum):
    """Whether the amount is to be reached or not to be passed."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


MOST = {
    Measure.TIME: MINUTES_OF_A_WEEK,
    Measure.DAYS: DAYS_OF_A_WEEK,
    Measure.KEPT: WHOLE,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """So much a week of the sessions that have everything named here; nothing named: of all.

    ``amount`` is in the measure's unit. ``kind`` is a key, ``group`` an id; all of ``people`` have
    to be there, of a group anybody. ``with_people`` leaves out time alone on purpose. ``lost`` says
    how many people were named who are gone from the log.
    """

    id: str
    measure: Measure
    amount: int
    bound: Bound = Bound.AT_LEAST
    kind: str = ""
    people: tuple[str, ...] = ()
    group: str = ""
    tag: str = ""
    with_people: bool = False
    made_at: datetime = LONG_AGO
    lost: int = 0

    @property
    def length(self) -> timedelta:
        """The amount of a goal of time."""
        return timedelta(minutes=self.amount)


def can_be(measure: Measure, amount: int, bound: Bound) -> bool:
    """Whether a week can hold that; to keep at most a share is nobody's goal."""
    return 0 < amount <= MOST[measure] and (measure, bound) != (Measure.KEPT, Bound.AT_MOST)
