"""Random sessions of one afternoon, so that they touch, overlap and lie within one another."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from presence.core.kind import BUILT_IN
from presence.core.session import Origin, Said, Session, Watched
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason, SlipSource
from presence.store import new_id

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVENING = NOON + timedelta(hours=7)

PEOPLE = ("Ana", "ANA", "Tom Müller", "tom muller", "王思远")
PLACES = ("", "Da Enzo", "da enzo", "Łódź")
TAGS = ("family", "Family", "walk & talk", "a,b")
NOTES = ("", "pizza", "Pizza and wine", "%_", "\\")
LENGTHS = (timedelta(0), timedelta(seconds=5), UNTOLD_LENGTH, timedelta(minutes=7))


def minutes(least: int, most: int) -> st.SearchStrategy[timedelta]:
    """Whole minutes and half ones, so that edges often meet."""
    return st.integers(2 * least, 2 * most).map(lambda half: half * MINUTE / 2)


@st.composite
def sessions(draw: st.DrawFn, shortest: int = 1, goes_on: bool = False) -> Session:
    """An ended session, or (``goes_on``) perhaps one in progress."""
    began = NOON + draw(minutes(0, 60))
    ended = None if goes_on and draw(st.booleans()) else began + draw(minutes(shortest, 60))
    looks = [
        Slip(
            new_id(),
            began + draw(st.floats(0, 1)) // 0.125 / 8 * ((ended or EVENING) - began),
            draw(st.sampled_from(LENGTHS)),
            draw(st.sampled_from(SlipSource)),
            draw(st.none() | st.sampled_from(SlipReason)),
        )
        for _look in range(draw(st.integers(0, 3)))
    ]
    return Session(
        id=new_id(),
        kind=draw(st.sampled_from(BUILT_IN)).key,
        started_at=began,
        zone="Europe/Berlin",
        planned_end_at=draw(st.none() | minutes(1, 90).map(lambda length: began + length)),
        ended_at=ended,
        people=tuple(draw(st.lists(st.sampled_from(PEOPLE[::2]), unique=True))),
        place=draw(st.sampled_from(PLACES)),
        note=draw(st.sampled_from(NOTES)),
        confirmed=draw(st.booleans()),
        origin=draw(st.sampled_from(Origin)),
        said=draw(st.none() | st.sampled_from(Said)),
        slips=tuple(sorted(looks, key=lambda slip: slip.at)),
        watched=draw(st.frozensets(st.sampled_from(Watched))),
        enjoyed=draw(st.none() | st.integers(1, 5)),
        distracted=draw(st.none() | st.integers(1, 5)),
        word=draw(st.sampled_from(("", "lovely"))),
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), unique_by=str.casefold))),
    )
