"""What lies below the fold: computed when it is looked at, and once."""

from datetime import timedelta

from presence.core.review.deeper import Deeper, WhenLookedAt
from presence.core.review.values import AnswerReview, Looks, LooksReview, PlannedReview

NOTHING = Deeper(
    by_tag=[("work", timedelta(hours=1))],
    by_place=[],
    looks=LooksReview(Looks(), Looks(), [], {}, {}),
    planned=PlannedReview(0, timedelta(), timedelta(), 0, 0),
    distracted=AnswerReview(0, None, [], 0, None, 0, None),
)


def test_it_is_computed_at_the_first_look_and_never_again() -> None:
    asked: list[str] = []

    def make() -> Deeper:
        asked.append("computed")
        return NOTHING

    deeper = WhenLookedAt(make)
    assert asked == []
    assert deeper.look() is NOTHING
    assert deeper.look() is NOTHING
    assert asked == ["computed"]


def test_two_are_the_same_where_their_figures_are() -> None:
    assert WhenLookedAt(lambda: NOTHING) == WhenLookedAt(lambda: NOTHING)
    assert WhenLookedAt(lambda: NOTHING) != NOTHING
