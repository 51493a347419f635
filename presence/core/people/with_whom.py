"""With whom the hours went, by what people are to one.

Within a relation an hour counts once: two friends at one dinner are one hour with friends, and so
are two sessions at the same time. The relations together may be more than the whole, since a
friend and a colleague can be at one table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from presence.core.clock import to_ms
from presence.core.frozen import dataclass
from presence.core.people.relation import Relation
from presence.core.person import folded
from presence.core.review.lean import Lean, length_of

ALONE = "alone"  # nobody was there, or nobody was named
UNKNOWN = "unknown"  # somebody of whom it is not said what they are to one
With = Relation | str  # a relation, ALONE or UNKNOWN
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class TimeWith:
    """The time with a relation in a span, and in the one before it."""

    who: With
    time: timedelta
    before: timedelta

    @property
    def change(self) -> timedelta:
        return self.time - self.before


def with_whom(
    sessions: Iterable[Lean],
    relations: Mapping[str, Relation],
    start: datetime,
    end: datetime,
    now: datetime,
) -> Mapping[With, timedelta]:
    """The time with each within [start, end); ``relations`` are by the folded name."""
    return times_by(
        sessions,
        lambda people: {relations.get(folded(name), UNKNOWN) for name in people} or {ALONE},
        start,
        end,
        now,
    )


def times_by(
    sessions: Iterable[Lean],
    keys_of: Callable[[tuple[str, ...]], Iterable[Key]],
    start: datetime,
    end: datetime,
    now: datetime,
) -> Mapping[Key, timedelta]:
    """The time of each key within [start, end); ``keys_of`` are those of the people there."""
    first, last, present = to_ms(start), to_ms(end), to_ms(now)
    spans: dict[Key, list[tuple[int, int]]] = {}
    for session in sessions:
        span = max(session.started, first), min(session.end(present), last)
        if span[0] >= span[1]:
            continue
        for key in keys_of(session.people):
            spans.setdefault(key, []).append(span)
    return {key: length_of(_covered(each)) for key, each in spans.items()}


def beside(these: Mapping[With, timedelta], before: Mapping[With, timedelta]) -> Sequence[TimeWith]:
    """Both spans for everybody who has time in one of them, the most first."""
    nothing = timedelta()
    found = [
        TimeWith(who, these.get(who, nothing), before.get(who, nothing))
        for who in {**these, **before}
    ]
    return sorted(found, key=lambda each: (-each.time, -each.before, _key(each.who)))


def more_and_less(
    these: Mapping[str, timedelta], before: Mapping[str, timedelta], most: int
) -> tuple[Sequence[tuple[str, timedelta]], Sequence[tuple[str, timedelta]]]:
    """Who gets more time than before and who less, by name, the largest change first."""
    changes = {
        name: these.get(name, timedelta()) - before.get(name, timedelta())
        for name in {**these, **before}
    }
    ordered = sorted(changes.items(), key=lambda each: (-abs(each[1]), each[0]))
    more = [each for each in ordered if each[1] > timedelta()]
    less = [each for each in ordered if each[1] < timedelta()]
    return more[:most], less[:most]


def _covered(spans: list[tuple[int, int]]) -> int:
    ordered = sorted(spans)
    total, until = 0, ordered[0][0]
    for start, end in ordered:
        start = max(start, until)
        if end > start:
            total += end - start
            until = end
    return total


def _key(who: With) -> str:
    return who if isinstance(who, str) else who.value
