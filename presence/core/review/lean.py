"""A session as the review needs it: whole milliseconds and tuples, since a year has ten thousand.

A session of the log makes a ``Session`` of seventeen fields, two instants and a row of slips; for
sums that is most of the time. ``lean_of`` is the one meaning of these values, the store reads them
from the same columns.
"""

from datetime import datetime, timedelta

from presence.core.clock import to_ms
from presence.core.frozen import dataclass
from presence.core.kept import basis_from, share_from
from presence.core.library import Sequence
from presence.core.session import Basis, Said, Session, Watched
from presence.core.slip import GOOD_REASONS, Slip, SlipSource

MILLISECOND = timedelta(milliseconds=1)
GOOD = frozenset(reason.value for reason in GOOD_REASONS)

# A look at a screen: when, how long, its source and its reason, as the log has them. A plain tuple:
# one with names takes twice as long to take apart.
LeanSlip = tuple[int, int, str, str | None]


@dataclass(frozen=True, slots=True)
class Lean:
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
        return basis_from(self.watched, self.said, {SlipSource(slip[2]) for slip in self.slips})

    def kept_share(self, now: int) -> float | None:
        """As ``Session.kept_share``."""
        end = self.end(now)
        length = end - self.started
        measured = 1.0 - spoilt(self.slips, self.started, end) / length if length else 1.0
        return share_from(self.basis, self.said, measured)


def spoilt(slips: Sequence[LeanSlip], start: int, end: int) -> int:
    """As ``core.slip.spoilt_time``: covered by spoiling looks, overlapping ones counted once."""
    if len(slips) == 1:  # as most sessions with looks have it
        ((at, length, _source, reason),) = slips
        if reason in GOOD:
            return 0
        finish = at + length  # compared by hand: min and max take thrice as long
        within = (finish if finish < end else end) - (at if at > start else start)
        return within if within > 0 else 0
    spans = [(at, at + length) for at, length, _source, reason in slips if reason not in GOOD]
    spans.sort()
    total, covered_until = 0, start
    for begin, finish in spans:
        begin = begin if begin > covered_until else covered_until
        finish = finish if finish < end else end
        if finish > begin:
            total += finish - begin
            covered_until = finish
    return total


def length_of(milliseconds: int) -> timedelta:
    """So many milliseconds as a length."""
    return MILLISECOND * milliseconds  # by name, as an argument, it takes twice as long


def lean_of(session: Session) -> Lean:
    """The same session, lean."""
    return Lean(
        id=session.id,
        kind=session.kind,
        started=to_ms(session.started_at),
        ended=ms_or_none(session.ended_at),
        planned=ms_or_none(session.planned_end_at),
        place=session.place,
        confirmed=session.confirmed,
        said=session.said,
        watched=session.watched,
        enjoyed=session.enjoyed,
        distracted=session.distracted,
        people=session.people,
        tags=session.tags,
        slips=tuple(lean_slip(slip) for slip in session.slips),
    )


def lean_slip(slip: Slip) -> LeanSlip:
    """The same look, lean."""
    reason = None if slip.reason is None else slip.reason.value
    return to_ms(slip.at), slip.length // MILLISECOND, slip.source.value, reason


def ms_or_none(instant: datetime | None) -> int | None:
    """Whole milliseconds of an instant, where there is one."""
    return None if instant is None else to_ms(instant)
