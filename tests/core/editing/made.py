"""Random sessions of one afternoon, so that they touch, overlap and lie within one another."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

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


def minutes(chance: Random, least: int, most: int) -> timedelta:
    """Whole minutes and half ones, so that edges often meet."""
    return chance.randint(2 * least, 2 * most) * MINUTE / 2


def some(chance: Random, values: Sequence[str], most: int = 2) -> tuple[str, ...]:
    """A few of the values, or none."""
    return tuple(chance.sample(values, k=chance.randint(0, min(most, len(values)))))


def a_session(chance: Random, shortest: int = 1, goes_on: bool = False) -> Session:
    """An ended session, or (``goes_on``) perhaps one in progress."""
    began = NOON + minutes(chance, 0, 60)
    ended = None if goes_on and chance.random() < 0.5 else began + minutes(chance, shortest, 60)
    room = (ended or EVENING) - began
    looks = [
        Slip(
            new_id(),
            began + room * chance.randint(0, 8) / 8,
            chance.choice(LENGTHS),
            chance.choice(tuple(SlipSource)),
            chance.choice((None, *SlipReason)),
        )
        for _look in range(chance.randint(0, 3))
    ]
    return Session(
        id=new_id(),
        kind=chance.choice(BUILT_IN).key,
        started_at=began,
        zone="Europe/Berlin",
        planned_end_at=began + minutes(chance, 1, 90) if chance.random() < 0.5 else None,
        ended_at=ended,
        people=some(chance, PEOPLE[::2]),
        place=chance.choice(PLACES),
        note=chance.choice(NOTES),
        confirmed=chance.random() < 0.5,
        origin=chance.choice(tuple(Origin)),
        said=chance.choice((None, *Said)),
        slips=tuple(sorted(looks, key=lambda slip: slip.at)),
        watched=frozenset(each for each in Watched if chance.random() < 0.3),
        enjoyed=chance.choice((None, 1, 5)),
        distracted=chance.choice((None, 1, 5)),
        word=chance.choice(("", "lovely")),
        tags=some(chance, TAGS[1:]),
    )


def sessions(shortest: int = 1, goes_on: bool = False) -> st.SearchStrategy[Session]:
    """Of a random number each: much quicker than to draw all that is in one."""
    return st.integers(0, 2**32).map(lambda seed: a_session(Random(seed), shortest, goes_on))
