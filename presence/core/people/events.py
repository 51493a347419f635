"""The events one went to, whom one met there, and what became of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from presence.core.frozen import dataclass
from presence.core.kind import Kind
from presence.core.people.details import Details
from presence.core.people.follow_up import Deed, FollowUp
from presence.core.person import folded
from presence.core.session import Session

EVENT = "event"  # the kind of networking events and parties


@dataclass(frozen=True, slots=True)
class MetThere:
    """Somebody who was there: whether for the first time, and how often one met again since.

    ``done`` and ``still_open`` are what was to follow.
    """

    who: Details
    is_new: bool
    met_again: int
    last_at: datetime | None
    done: tuple[FollowUp, ...] = ()
    still_open: tuple[FollowUp, ...] = ()

    @property
    def is_connected(self) -> bool:
        has_done_so = any(each.deed is Deed.CONNECT for each in self.done)
        return bool(self.who.links) or has_done_so


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """An event, and everybody met there."""

    session: Session
    met: tuple[MetThere, ...]


def outcomes(
    events: Iterable[Session],
    people: Iterable[Details],
    times_with: Callable[[str], Sequence[datetime]],
    follow_ups: Iterable[FollowUp],
    day_of: Callable[[datetime], date],
) -> Sequence[EventOutcome]:
    """What became of each; ``times_with`` are when one met a person of that id, in any order."""
    known = {folded(who.name): who for who in people}
    by_person: dict[str, list[FollowUp]] = {}
    for each in follow_ups:
        by_person.setdefault(folded(each.person), []).append(each)
    times: dict[str, Sequence[datetime]] = {}
    found = []
    for session in events:
        met = []
        for name in session.people:
            who = known.get(folded(name), Details(name))
            if who.id not in times:
                times[who.id] = times_with(who.id) if who.id else ()
            theirs = by_person.get(folded(name), ())
            met.append(_met_there(session, who, times[who.id], theirs, day_of))
        found.append(EventOutcome(session, tuple(met)))
    return found


def _met_there(
    session: Session,
    who: Details,
    times: Sequence[datetime],
    follow_ups: Iterable[FollowUp],
    day_of: Callable[[datetime], date],
) -> MetThere:
    later = [at for at in times if at > session.started_at]
    is_first = not any(at < session.started_at for at in times)
    from_here = [each for each in follow_ups if each.session == session.id]
    is_known_longer = who.met_on is not None and who.met_on < day_of(session.started_at)
    return MetThere(
        who=who,
        is_new=is_first and not is_known_longer,
        met_again=len(later),
        last_at=max(later, default=None),
        done=tuple(each for each in from_here if each.done_at is not None),
        still_open=tuple(each for each in from_here if each.done_at is None),
    )


def event_kinds(kinds: Iterable[Kind]) -> frozenset[str]:
    """The keys of kinds for events: the one that is there, and others with its icon."""
    return frozenset(kind.key for kind in kinds if EVENT in (kind.key, kind.icon))
