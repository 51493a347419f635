"""Sessions of a file that have no end: when they most likely ended.

A file starts nothing: what was in progress when it was written is over, as after a crash
(core/reconcile.py), and is to be confirmed. Only the one that is in progress here goes on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from presence.core.exchange.arrival import Arrival, LeftOut, Visit
from presence.core.kind import Kind, Kinds
from presence.core.reconcile import provisional
from presence.core.session import Session
from presence.core.slip import slips_until


class Unfinished:
    """``known`` is the log's session of an id; ``count`` how many were given an end."""

    def __init__(self, kinds: Kinds, known: Callable[[str], Session | None], now: datetime) -> None:
        self._kinds = list(kinds)
        self._known = known
        self._now = now
        self.count = 0

    def ended(self, arrivals: Iterable[Arrival | LeftOut]) -> Iterator[Arrival | LeftOut]:
        """The same, each session with an end."""
        for arrival in arrivals:
            match arrival:
                case Arrival(what=Kind() as kind):
                    self._kinds.append(kind)
                case Arrival(what=Visit(session=session) as visit) if session.ended_at is None:
                    arrival = replace(arrival, what=replace(visit, session=self._over(session)))
            yield arrival

    def _over(self, session: Session) -> Session:
        known = self._known(session.id)
        if known is not None and known.ended_at is None:
            return session  # it is the one in progress here
        if known is not None and known.ended_at is not None and not known.confirmed:
            # Imported before: at another time of day another end would be likely.
            end = max(known.ended_at, session.started_at)
            slips = slips_until(session.slips, end)
            return replace(session, ended_at=end, confirmed=False, slips=slips)
        self.count += 1
        return provisional(session, Kinds(self._kinds)[session.kind], self._now)
