"""A session as the review needs it: whole milliseconds and tuples, since a year has ten thousand.

A session of the log makes a ``Session`` of seventeen fields, two instants and a row of slips; for
sums that is most of the time. ``lean_of`` is the one meaning of these values, the store reads them
from the same columns.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from presence.core.clock import to_ms
from presence.core.kept import basis_from, share_from
from presence.core.session import Basis, Said, Session, Watched
from presence.core.slip import GOOD_REASONS, SlipReason, SlipSource

MILLISECOND = timedelta(milliseconds=1)
NO_SOURCES: frozenset[SlipSource] = frozenset()


class LeanSlip(NamedTuple):
    """A look at a screen."""

    at: int
    length: int
    source: SlipSource
    reason: SlipReason | None


class Lean(NamedTuple):
    """A session of the log; ``ended`` None is the one in progress."""

    id: str
    kind: str
    started: int
    ended: int | None
    planned: int | None
    place: str
    confirmed: bool
    said: Said | None
    watched: frozenset[Watched]
    enjoyed: int | None
    distracted: int | None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    slips: tuple[LeanSlip, ...] = ()

    def end(self, now: int) -> int:
        """Its end, or ``now`` while it is in progress; never before its start."""
        return max(now, self.started) if self.ended is None else self.ended

    @property
    def basis(self) -> Basis:
        """As ``Session.basis``."""
        sources = {slip.source for slip in self.slips} if self.slips else NO_SOURCES
        return basis_from(self.watched, self.said, sources)

    def kept_share(self, now: int) -> float | None:
        """As ``Session.kept_share``."""
        return share_from(self.basis, self.said, self._measured(now))

    def _measured(self, now: int) -> float:
        end = self.end(now)
        if not self.slips or end == self.started:
            return 1.0
        return 1.0 - spoilt(self.slips, self.started, end) / (end - self.started)


def spoilt(slips: Iterable[LeanSlip], start: int, end: int) -> int:
    """As ``core.slip.spoilt_time``: covered by spoiling looks, overlapping ones counted once."""
    spans = sorted(
        (max(slip.at, start), min(slip.at + slip.length, end))
        for slip in slips
        if slip.reason not in GOOD_REASONS
    )
    total, covered_until = 0, start
    for begin, finish in spans:
        begin = max(begin, covered_until)
        if finish > begin:
            total += finish - begin
            covered_until = finish
    return total


def lean_of(session: Session) -> Lean:
    """The same session, lean."""
    return Lean(
        id=session.id,
        kind=session.kind,
        started=to_ms(session.started_at),
        ended=_ms(session.ended_at),
        planned=_ms(session.planned_end_at),
        place=session.place,
        confirmed=session.confirmed,
        said=session.said,
        watched=session.watched,
        enjoyed=session.enjoyed,
        distracted=session.distracted,
        people=session.people,
        tags=session.tags,
        slips=tuple(
            LeanSlip(to_ms(slip.at), slip.length // MILLISECOND, slip.source, slip.reason)
            for slip in session.slips
        ),
    )


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)
