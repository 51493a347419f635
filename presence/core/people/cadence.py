"""How often one wants to see somebody, and who was not seen for longer than that.

Due is the last time met plus the wish, and met means a session: nobody is due whom one saw last
night. A line written is a lighter touch with a clock of its own, which puts it off, never away.
"""

from datetime import date, timedelta
from types import MappingProxyType

from presence.core.frozen import Enum, dataclass, replace
from presence.core.library import Iterable, Mapping, Sequence

TYPE_CHECKING = False

if TYPE_CHECKING:
    from presence.core.people.details import Details
    from presence.core.people.last_met import LastMet
    from presence.core.people.relation import Relation

TOUCH_LASTS = 2  # a line written puts it off by a half of the wish


@dataclass(frozen=True, slots=True)
class Cadence:
    """A wish: about every ``days``, and not later than after ``at_most`` days if that is said."""

    days: int
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """Those for whole relations, and for groups by their id."""

    by_relation: "Mapping[Relation, Cadence]"
    by_group: Mapping[str, Cadence]


LONGEST = 3660  # days


def can_be(cadence: Cadence) -> bool:
    """Whether a wish can be so: at least a day, and the outer bound no sooner than the wish."""
    latest = cadence.days if cadence.at_most is None else cadence.at_most
    return 1 <= cadence.days <= latest <= LONGEST


class Reach(Enum):
    """How far a wish and the last time are apart."""

    NEVER_MET = "never_met"  # known, with a wish, and in no session yet
    SOON = "soon"  # past the wish
    LONG = "long"  # past the outer bound


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody not seen for a while; ``days`` since the last session, None where there is none."""

    who: "Details"
    reach: Reach
    cadence: Cadence
    days: int | None
    last_met: date | None
    last: "LastMet | None" = None


def wish_for(who: "Details", groups: Iterable[str], wishes: Wishes) -> Cadence | None:
    """Their own wish, or that there is none; else their groups' most frequent one; else their
    relation's.

    ``groups`` are the ids of those they are in.
    """
    if who.is_let_be or who.cadence is not None:
        return who.cadence
    of_groups = [wishes.by_group[group] for group in groups if group in wishes.by_group]
    if of_groups:
        return min(of_groups, key=lambda cadence: cadence.days)
    return None if who.relation is None else wishes.by_relation.get(who.relation)


def not_seen_for_a_while(
    people: "Iterable[tuple[Details, Cadence]]",
    last_met: Mapping[str, date],
    next_planned: Mapping[str, date],
    today: date,
    times: "Mapping[str, LastMet]" = MappingProxyType({}),
) -> Sequence[Due]:
    """Those who are due, whom one misses most first; the mappings are by a person's id.

    ``times`` are those when one met them last, to be named with them. Left out are the archived,
    those paused, and those whom one is going to see anyway.
    """
    found = []
    for who, cadence in people:
        is_paused = who.quiet_until is not None and today < who.quiet_until
        if who.is_archived or is_paused or next_planned.get(who.id, date.min) >= today:
            continue
        due = _due(who, cadence, last_met.get(who.id), today)
        if due is not None:
            found.append(replace(due, last=times.get(who.id)))
    return sorted(found, key=_missed)


def _due(who: "Details", cadence: Cadence, last: date | None, today: date) -> Due | None:
    half = timedelta(days=-(-cadence.days // TOUCH_LASTS))
    touched = who.wrote_on is not None and today < who.wrote_on + half
    if last is None:
        return None if touched else Due(who, Reach.NEVER_MET, cadence, None, None)
    days = (today - last).days
    if cadence.at_most is not None and days > cadence.at_most:
        return Due(who, Reach.LONG, cadence, days, last)  # a line does not put this off
    if days <= cadence.days or touched:
        return None
    return Due(who, Reach.SOON, cadence, days, last)


def _missed(due: Due) -> tuple[float, str]:
    """By how much of the wish they are over; those never met come last."""
    if due.days is None:
        return 0.0, due.who.name
    return -(due.days - due.cadence.days) / due.cadence.days - 1, due.who.name
