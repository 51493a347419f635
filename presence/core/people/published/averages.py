"""Minutes a day that people in the United States spend with others, on average, by their age.

Our World in Data: Who Americans spend time with (2020), out of the American Time Use Survey of 2009
to 2019, https://github.com/owid/owid-datasets, CC BY 4.0; its groups are made from the survey's
"Who file" as H. Lindberg made them. Three ages of the table stand here as they do there, rounded to
minutes. Left out is what has no like in the log: the time alone, which is more than sessions with
nobody named, and "other people", who are not said to be housemates, neighbours or customers.

They are of all days and of all waking time but grooming; who is there with others counts for each.
The log knows only what was entered.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from presence.core.frozen import dataclass
from presence.core.people.relation import Relation
from presence.core.people.with_whom import times_by
from presence.core.person import folded
from presence.core.review.lean import Lean

REFERENCE = "Our World in Data 2020, American Time Use Survey 2009–2019"
AGES = (25, 45, 65)


@dataclass(frozen=True, slots=True)
class Published:
    """The averages a day of a group of the survey, one for each of AGES."""

    of: tuple[Relation, ...]
    a_day: tuple[timedelta, ...]


def _published(of: tuple[Relation, ...], *minutes: int) -> Published:
    return Published(of, tuple(timedelta(minutes=each) for each in minutes))


PUBLISHED = (
    _published((Relation.PARTNER,), 121, 184, 243),
    _published((Relation.CHILD,), 120, 199, 58),
    _published((Relation.PARENT, Relation.SIBLING, Relation.FAMILY), 101, 58, 65),
    _published((Relation.FRIEND,), 78, 36, 36),
    _published((Relation.COLLEAGUE,), 199, 183, 62),
)
_GROUPS = MappingProxyType({relation: each for each in PUBLISHED for relation in each.of})


def times_beside(
    sessions: Iterable[Lean],
    relations: Mapping[str, Relation],
    start: datetime,
    end: datetime,
    now: datetime,
) -> Mapping[Published, timedelta]:
    """The time with each group within [start, end); ``relations`` are by the folded name.

    A parent and a sister at one table are one hour with the family.
    """

    def groups_of(people: tuple[str, ...]) -> Iterable[Published]:
        there = (relations.get(folded(name)) for name in people)
        return {_GROUPS[who] for who in there if who is not None and who in _GROUPS}

    return times_by(sessions, groups_of, start, end, now)
