"""Unlocks of the phone within sessions: looks that somebody accepts or not, one by one.

Nothing counts before it was accepted. What was answered is kept, so that the same file, read once
more, asks nothing again.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from presence.core.clock import to_ms
from presence.core.frozen import dataclass, replace
from presence.core.session import Session
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason, SlipSource

MOST = 10_000  # of one session


@dataclass(frozen=True, slots=True)
class Unlocks:
    """Those of one session: not answered yet, counted as looks, and said to be none."""

    waiting: tuple[datetime, ...] = ()
    counted: tuple[datetime, ...] = ()
    none: tuple[datetime, ...] = ()

    @property
    def known(self) -> tuple[datetime, ...]:
        return (*self.waiting, *self.counted, *self.none)


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of a session: the looks it has more, the ids of those it has no more, and how
    its unlocks were kept and are now; None where there are none.
    """

    was: str | None
    now: str | None
    looks: tuple[Slip, ...] = ()
    gone: frozenset[str] = frozenset()


def can_be(unlocks: Unlocks) -> bool:
    """Whether it can be so: not endless, and each of them once."""
    return len(unlocks.known) <= MOST and len(set(unlocks.known)) == len(unlocks.known)


def found_in(
    sessions: Iterable[Session], instants: Sequence[datetime], known: Mapping[str, Unlocks]
) -> Mapping[str, Unlocks]:
    """The unlocks of each session with those of ``instants`` that are new to it, by its id.

    ``instants`` are in order. Left out are sessions that are not over or get nothing new, what a
    look that is noted covers already, and what comes within a minute of the one before.
    """
    found: dict[str, Unlocks] = {}
    ordered = sorted(sessions, key=lambda session: session.started_at)
    first = 0
    for session in ordered:
        while first < len(instants) and instants[first] < session.started_at:
            first += 1
        if session.ended_at is None:
            continue
        there = known.get(session.id, Unlocks())
        new = _new_in(session, instants, first, there)
        if new:
            waiting = tuple(sorted((*there.waiting, *new)))
            found[session.id] = replace(there, waiting=waiting)
    return found


def _new_in(
    session: Session, instants: Sequence[datetime], first: int, there: Unlocks
) -> list[datetime]:
    assert session.ended_at is not None
    noted = [(slip.at, slip.at + slip.length) for slip in session.slips]
    noted += [(at, at + UNTOLD_LENGTH) for at in there.known]
    new: list[datetime] = []
    for number in range(first, len(instants)):
        at = instants[number]
        if at >= session.ended_at or len(new) + len(there.known) >= MOST:
            break
        if new and at - new[-1] < UNTOLD_LENGTH:
            continue
        if not any(
            start - UNTOLD_LENGTH < at < max(end, start + UNTOLD_LENGTH) for start, end in noted
        ):
            new.append(at)
    return new


def look_id(session_id: str, at: datetime) -> str:
    """The id of the look that an unlock becomes; the same whenever it is made."""
    return str(uuid5(NAMESPACE_OID, f"presence unlock {session_id} {to_ms(at)}"))


def as_look(session_id: str, at: datetime, reason: SlipReason | None = None) -> Slip:
    """What counts once it is accepted; nobody knows how long it was."""
    return Slip(look_id(session_id, at), at, UNTOLD_LENGTH, SlipSource.PHONE, reason)


def asked_of(session: Session, unlocks: Unlocks) -> Unlocks:
    """The same with what waits and lies in the session still: it may be shorter by now."""
    end = session.ended_at or session.started_at
    waiting = tuple(at for at in unlocks.waiting if session.started_at <= at < end)
    return replace(unlocks, waiting=waiting)


def answered(
    session: Session, unlocks: Unlocks, counted: Mapping[datetime, SlipReason | None]
) -> tuple[Session, Unlocks]:
    """All that is asked of it is answered: ``counted`` are looks, for those reasons, others none.

    What lies elsewhere by now goes on waiting, for an undo that brings it back.
    """
    asked = asked_of(session, unlocks).waiting
    taken = [at for at in asked if at in counted]
    looks = [as_look(session.id, at, counted[at]) for at in taken]
    there = {slip.id for slip in session.slips}
    slips = (*session.slips, *(look for look in looks if look.id not in there))
    answers = Unlocks(
        waiting=tuple(at for at in unlocks.waiting if at not in asked),
        counted=tuple(sorted((*unlocks.counted, *taken))),
        none=tuple(sorted((*unlocks.none, *(at for at in asked if at not in counted)))),
    )
    return replace(session, slips=tuple(sorted(slips, key=lambda slip: slip.at))), answers


def looks_of(known: Mapping[str, Unlocks]) -> Mapping[str, datetime]:
    """The looks that came out of these, by their id, and when each was."""
    return {look_id(each, at): at for each, unlocks in known.items() for at in unlocks.counted}


def without(session: Session, looks: Container[str], instants: Container[datetime] = ()) -> Session:
    """The session without these looks: by their ids, or, of one that was joined, by when."""
    rest = tuple(
        slip
        for slip in session.slips
        if slip.id not in looks and (slip.source is not SlipSource.PHONE or slip.at not in instants)
    )
    return session if len(rest) == len(session.slips) else replace(session, slips=rest)


def united(several: Iterable[Unlocks]) -> Unlocks:
    """Those of sessions that are one now; what was answered in one of them is answered."""
    there = tuple(several)
    counted = {at for each in there for at in each.counted}
    none = {at for each in there for at in each.none} - counted
    waiting = {at for each in there for at in each.waiting} - counted - none
    room = max(MOST - len(counted) - len(none), 0)
    return Unlocks(
        waiting=tuple(sorted(waiting)[:room]),
        counted=tuple(sorted(counted)[:MOST]),
        none=tuple(sorted(none)[: max(MOST - len(counted), 0)]),
    )
