"""The hour grid: which lines stand beside bars of a given height."""

from dataclasses import dataclass
from datetime import timedelta

HOUR = timedelta(hours=1)
# A day has at most 24 hours, and its quarters read well; a month's many hours do by tens.
STEPS = (
    *(timedelta(minutes=m) for m in (15, 30, 60, 120, 180, 240, 360)),
    *(HOUR * hours for hours in (10, 20, 25, 50, 100, 200)),
)
MOST_LINES = 4
LEAST_TOP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Lines every ``step`` from nothing up to ``top``."""

    step: timedelta
    top: timedelta

    @property
    def lines(self) -> tuple[timedelta, ...]:
        return tuple(self.step * i for i in range(round(self.top / self.step) + 1))

    def share(self, length: timedelta) -> float:
        """How far up a length reaches, from 0 to 1."""
        return length / self.top


def scale_for(longest: timedelta) -> Scale:
    """The scale with at most ``MOST_LINES`` lines above the ground that holds the longest bar."""
    longest = max(longest, LEAST_TOP)
    step = next((step for step in STEPS if longest <= step * MOST_LINES), None)
    if step is None:
        step = STEPS[-1] * -(-longest // (STEPS[-1] * MOST_LINES))
    return Scale(step, step * -(-longest // step))
