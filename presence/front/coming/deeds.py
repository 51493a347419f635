"""What a person does with something that was offered."""

from collections.abc import Callable
from datetime import datetime

from presence.core.clock import Clock
from presence.core.coming.agenda import request_for
from presence.core.coming.offer import Offer
from presence.core.coming.offer import Origin as OfferOrigin
from presence.core.engine import Engine
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.core.session import Origin, Session
from presence.store import new_id
from presence.store.coming.replies import ReplyBook


class OfferDeeds:
    """Each is one change of the log with its undo; raises PresenceError."""

    def __init__(
        self, engine: Engine, log: SessionLog, clock: Clock, zone_name: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._log = log
        self._clock = clock
        self._zone_name = zone_name

    def start(self, offer: Offer) -> Session:
        """Begin it now; a session in progress hands its quiet over."""
        request = request_for(offer, self._clock.now())
        return self._engine.start(request, switch=self._engine.session is not None)

    def decline(self, offer: Offer) -> None:
        """Not this one: it is neither offered again nor asked for."""
        ReplyBook(self._log).decline(offer, self._change(ChangeKind.REPLIED, offer, ""))
        self._engine.on_log_changed()

    def add(self, offer: Offer) -> Session:
        """It happened: into the log, with its planned times."""
        session = as_it_was_planned(offer, self._log, self._zone_name(), self._clock.now())
        self._log.put(session, because=self._change(ChangeKind.ADDED, offer, session.id))
        self._engine.on_log_changed()
        return session

    def _change(self, what: ChangeKind, offer: Offer, about: str) -> Change:
        return Change(what, about, offer.kind, self._clock.now())


def asks_who_came(offer: Offer) -> bool:
    """Whether it is for the person to say which of those who were invited came."""
    return offer.origin is OfferOrigin.EVENT and bool(offer.people)


def as_it_was_planned(offer: Offer, log: SessionLog, zone: str, now: datetime) -> Session:
    """The session of an offer that nobody started."""
    kind = log.kinds()[offer.kind]
    end = offer.ends_at
    if end is None:
        end = offer.starts_at + (kind.default_length or (now - offer.starts_at))
    return Session(
        id=new_id(),
        kind=kind.key,
        started_at=offer.starts_at,
        zone=zone,
        planned_end_at=end,
        ended_at=min(end, now),
        people=offer.people,
        place=offer.place,
        tags=offer.tags,
        origin=Origin.ADDED,
    )
