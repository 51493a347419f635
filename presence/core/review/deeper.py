"""What lies deeper in a review than its first sight: computed when it is first looked at."""

from presence.core.frozen import dataclass
from presence.core.library import Callable
from presence.core.review.values import AnswerReview, Hours, LooksReview, PlannedReview


@dataclass(frozen=True, slots=True)
class Deeper:
    """The figures that nobody sees before the first have been painted."""

    by_tag: Hours
    by_place: Hours
    looks: LooksReview
    planned: PlannedReview
    distracted: AnswerReview


class WhenLookedAt:
    """Makes such figures at the first look, from rows that do not change, and lets the rows go."""

    __hash__ = None  # type: ignore[assignment]  # as values that hold mappings have none

    def __init__(self, make: Callable[[], Deeper]) -> None:
        self._make: Callable[[], Deeper] | None = make
        self._made: Deeper | None = None

    def look(self) -> Deeper:
        """The figures; one value, however often."""
        if self._made is None:
            assert self._make is not None
            self._made, self._make = self._make(), None
        return self._made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WhenLookedAt) and self.look() == other.look()
