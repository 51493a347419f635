"""What is coming, due, kept and missed: offers beside the log and what the person said to them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.coming.offer import Offer
from presence.core.frozen import Enum
from presence.core.session import Session
from presence.core.tracker import LONGEST_START, StartRequest

DUE_BEFORE = timedelta(minutes=10)
NO_LONGER = timedelta(minutes=5)  # before its end nobody begins any more
AN_HOUR = timedelta(hours=1)  # how long one without an end can still be begun
ASKED_FOR = timedelta(days=7)  # for so long it can be said that a missed one happened


class State(Enum):
    """Where an offer stands."""

    COMING = "coming"
    DUE = "due"  # a click starts it
    KEPT = "kept"  # a session of the log is it
    MISSED = "missed"  # it is over and nobody said anything
    DECLINED = "declined"  # "Not this one"


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer and where it stands; ``session`` is that of one that was kept."""

    offer: Offer
    state: State
    session: Session | None = None


def entries(
    offers: Iterable[Offer],
    sessions: Sequence[Session],
    declined: Collection[str],
    now: datetime,
) -> Sequence[Entry]:
    """Every offer with where it stands, in the order of time; ``declined`` are keys."""
    found = []
    ordered = sorted(offers, key=lambda each: (each.starts_at, each.title, each.key))
    for offer in ordered:
        session = next(
            (
                each
                for each in sessions
                if is_of(each, offer, now) and not _is_rather_another(each, offer, ordered)
            ),
            None,
        )
        found.append(Entry(offer, _state(offer, session, declined, now), session))
    return found


def _state(
    offer: Offer, session: Session | None, declined: Collection[str], now: datetime
) -> State:
    if session is not None:
        return State.KEPT
    if offer.key in declined:
        return State.DECLINED
    if now < due_from(offer):
        return State.COMING
    return State.DUE if now < due_until(offer) else State.MISSED


def is_of(session: Session, offer: Offer, now: datetime) -> bool:
    """Whether a session is what was offered: begun when it was due, or through most of it.

    Derived and nowhere written: so an undo, a split or another time of the session is right here
    too. An earlier meeting that goes on into the offer's first minutes is not it.
    """
    end = _end_of(offer)
    if due_from(offer) <= session.started_at < max(due_until(offer), end):
        return True
    together = min(session.ended_at or now, end) - max(session.started_at, offer.starts_at)
    shorter = min(end - offer.starts_at, session.duration(now))
    return together > timedelta() and together >= shorter / 2


def _is_rather_another(session: Session, offer: Offer, offers: Sequence[Offer]) -> bool:
    """Whether a session before an offer is the one before it: back to back, both can be due."""
    if session.started_at >= offer.starts_at:
        return False
    mine = _planned_together(session, offer)
    return any(
        due_from(other) <= session.started_at < due_until(other)
        and _end_of(other) <= offer.starts_at
        and _planned_together(session, other) > mine
        for other in offers
    )


def _planned_together(session: Session, offer: Offer) -> timedelta:
    """How much of an offer a session takes up, as far as is known."""
    end = session.ended_at or session.planned_end_at or _end_of(offer)
    return min(end, _end_of(offer)) - max(session.started_at, offer.starts_at)


def _end_of(offer: Offer) -> datetime:
    return offer.ends_at or offer.starts_at + AN_HOUR


def due_from(offer: Offer) -> datetime:
    """From when on a click starts it."""
    return offer.starts_at - DUE_BEFORE


def due_until(offer: Offer) -> datetime:
    """From when on nobody begins it any more."""
    if offer.ends_at is None:
        return offer.starts_at + AN_HOUR
    return max(offer.ends_at - NO_LONGER, offer.starts_at + (offer.ends_at - offer.starts_at) / 2)


def due_now(entries: Sequence[Entry], now: datetime) -> Offer | None:
    """What a click starts: of several that are due, the one whose start is nearest."""
    due = [entry.offer for entry in entries if entry.state is State.DUE]
    return min(due, key=lambda offer: abs(offer.starts_at - now), default=None)


def next_change(entries: Sequence[Entry], now: datetime) -> datetime | None:
    """The next instant at which what is due is something else, as far as the offers tell."""
    open_ones = [entry.offer for entry in entries if entry.state in (State.COMING, State.DUE)]
    edges = [edge(offer) for offer in open_ones for edge in (due_from, due_until)]
    starts = [offer.starts_at for offer in open_ones]
    # Between two that are due at once the nearer one changes half-way.
    halves = [
        first + (second - first) / 2 + timedelta(milliseconds=1)
        for first, second in zip(sorted(starts), sorted(starts)[1:], strict=False)
    ]
    return min((edge for edge in edges + halves if edge > now), default=None)


def request_for(offer: Offer, now: datetime) -> StartRequest:
    """What starts the session of an offer, which ends when the event does."""
    until = offer.ends_at
    if until is not None and not now < until <= now + LONGEST_START:
        until = None
    return StartRequest(
        kind=offer.kind,
        people=offer.people,
        until=until,
        is_open=until is None,
        place=offer.place,
        tags=offer.tags,
    )


def missed(entries: Sequence[Entry], now: datetime) -> Sequence[Offer]:
    """What is over and was neither kept nor declined, the latest first; not for ever."""
    return [
        entry.offer
        for entry in reversed(entries)
        if entry.state is State.MISSED and now - entry.offer.starts_at < ASKED_FOR
    ]
