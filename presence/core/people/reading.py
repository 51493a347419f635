"""Who is due: the last times are asked of the log, for those whom one wants to see alone."""

from datetime import date, datetime

from presence.core.library import Callable, Iterable, Mapping, Sequence
from presence.core.people.cadence import Cadence, Due, Wishes, not_seen_for_a_while, wish_for
from presence.core.people.details import Details
from presence.core.person import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from presence.core.names.group import Group
    from presence.core.people.last_met import LastMet

    class Meetings(Protocol):
        """Of a log no more than when one met whom."""

        def last_met(self, ids: Collection[str]) -> Mapping[str, LastMet]: ...


def groups_of(groups: "Iterable[Group]") -> Mapping[str, Sequence[str]]:
    """The ids of the groups that somebody is in, by the folded name."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for name in group.people:
            found.setdefault(folded(name), []).append(group.id)
    return found


def with_wishes(
    people: Iterable[Details], groups: "Iterable[Group]", wishes: Wishes
) -> Sequence[tuple[Details, Cadence]]:
    """Those whom one wants to see, and how often."""
    by_name = groups_of(groups)
    found = ((who, wish_for(who, by_name.get(folded(who.name), ()), wishes)) for who in people)
    return [(who, wish) for who, wish in found if wish is not None]


def read_due(
    log: "Meetings",
    wanted: Sequence[tuple[Details, Cadence]],
    day_of: Callable[[datetime], date],
    today: date,
    next_planned: Mapping[str, date],
) -> Sequence[Due]:
    """Whom one has not seen for a while; ``next_planned`` is by the person's id."""
    looked_for = [each for each in wanted if not each[0].is_archived]
    last = log.last_met([who.id for who, _wish in looked_for])
    days = {person: day_of(met.at) for person, met in last.items()}
    return not_seen_for_a_while(looked_for, days, next_planned, today, last)
