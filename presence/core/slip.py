"""A slip: the person turned to a screen during a session."""

from datetime import datetime, timedelta

from presence.core.frozen import Enum, dataclass, replace
from presence.core.library import Iterable, Sequence

UNTOLD_LENGTH = timedelta(minutes=1)


class SlipSource(Enum):
    """How we know of it."""

    SELF = "self"
    INPUT = "input"
    PHONE = "phone"


class SlipReason(Enum):
    """Why the person looked, where they said."""

    HABIT = "habit"
    NEEDED = "needed"
    EMERGENCY = "emergency"
    SHOWED = "showed"
    CALL = "call"


GOOD_REASONS = frozenset(
    {SlipReason.NEEDED, SlipReason.EMERGENCY, SlipReason.SHOWED, SlipReason.CALL}
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One look at a screen; ``length`` is ``UNTOLD_LENGTH`` where nobody measured or said it."""

    id: str
    at: datetime
    length: timedelta = UNTOLD_LENGTH
    source: SlipSource = SlipSource.SELF
    reason: SlipReason | None = None

    @property
    def spoils(self) -> bool:
        """Whether it takes away from what was kept: a good reason does not."""
        return self.reason not in GOOD_REASONS

    @property
    def noted_at(self) -> datetime:
        """When it was known: at its end, where it has a length of its own."""
        return self.at if self.length == UNTOLD_LENGTH else self.at + self.length


def last_noted(slips: Sequence[Slip]) -> Slip:
    """The one that "the last one" means: noted last, though it may have begun before others."""
    return max(reversed(slips), key=lambda slip: slip.noted_at)


def slips_until(slips: Iterable[Slip], end: datetime) -> tuple[Slip, ...]:
    """The slips before an instant, the last one cut there."""
    return tuple(
        replace(slip, length=min(slip.length, end - slip.at)) for slip in slips if slip.at <= end
    )


def spoilt_time(slips: Iterable[Slip], start: datetime, end: datetime) -> timedelta:
    """Time within [start, end) covered by spoiling slips; overlapping ones count once."""
    spans = sorted(
        (max(slip.at, start), min(slip.at + slip.length, end)) for slip in slips if slip.spoils
    )
    total = timedelta()
    covered_until = start
    for begin, finish in spans:
        begin = max(begin, covered_until)
        if finish > begin:
            total += finish - begin
            covered_until = finish
    return total
