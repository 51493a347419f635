"""Everything that the review's window shows at one instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from presence.core.kind import Kind, Kinds
from presence.core.review import Comparison, Period, PeriodReview, Unit
from presence.drawing.review.goal_lines import GoalLine


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review and what stands around it.

    ``to_confirm`` counts every open question of the log, also those of other weeks.
    ``log_is_empty`` says that there has never been a session; ``is_sample`` that all is made up.
    ``people_of`` has the people of each group by the group's name.
    """

    review: PeriodReview
    kinds: Kinds
    now: datetime
    to_confirm: int = 0
    log_is_empty: bool = False
    is_sample: bool = False
    comparison: Comparison | None = None
    goals: Sequence[GoalLine] = ()
    people_of: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        return self.review.period

    @property
    def unit(self) -> Unit:
        return self.review.period.unit

    @property
    def today(self) -> date:
        return self.period.calendar.day_of(self.now)

    @property
    def is_empty(self) -> bool:
        return not self.review.count

    @property
    def kinds_used(self) -> Sequence[Kind]:
        """The kinds of this period, in the order in which they are stacked."""
        return self.kinds_of(self.review.by_kind)

    def kinds_of(self, keys: Mapping[str, object]) -> Sequence[Kind]:
        """Those kinds in the person's order, and last the ones that are gone."""
        known = [kind for kind in self.kinds if kind.key in keys]
        gone = [self.kinds[key] for key in sorted(keys) if key not in self.kinds]
        return (*known, *gone)
