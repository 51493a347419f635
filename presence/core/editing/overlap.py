"""Sessions that share time: which they are, and the ways to put it right.

To be with several people at once is nothing wrong: nothing is changed unless somebody asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from presence.core.editing.cut import cut
from presence.core.editing.join import join
from presence.core.errors import Refused
from presence.core.frozen import Enum
from presence.core.session import Session

_ENDLESS = datetime.max.replace(tzinfo=UTC)  # the end of one in progress


class Way(Enum):
    """What to do about two sessions that share time."""

    KEEP_BOTH = "keep_both"
    CUT_EARLIER = "cut_earlier"  # it ends where the later one begins
    CUT_LATER = "cut_later"  # it begins where the earlier one ends
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sessions that share time; of those that begin together the shorter is the earlier."""

    earlier: Session
    later: Session

    def shared(self) -> tuple[datetime, datetime]:
        """From when to when; the end is the last instant there is where both go on."""
        return self.later.started_at, min(_end(self.earlier), _end(self.later))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is to be written and what removed, as one change."""

    put: tuple[Session, ...] = ()
    removing: tuple[str, ...] = ()


def overlaps(sessions: Iterable[Session]) -> Sequence[Overlap]:
    """Every pair that shares time, by the start of the later one; one in progress is endless."""
    found: list[Overlap] = []
    going_on: list[Session] = []
    for session in sorted(sessions, key=lambda each: (each.started_at, _end(each), each.id)):
        going_on = [each for each in going_on if _end(each) > session.started_at]
        found += [Overlap(each, session) for each in going_on if each.started_at < _end(session)]
        going_on.append(session)
    return found


def ways(overlap: Overlap) -> Sequence[Way]:
    """Those that leave something of both, to keep both first."""
    return [way for way in Way if _can(overlap, way)]


def resolved(overlap: Overlap, way: Way) -> Resolution:
    """What a way makes of the two; Refused where it is none of ``ways``."""
    earlier, later = overlap.earlier, overlap.later
    if way is Way.CUT_EARLIER:
        return Resolution((cut(earlier, earlier.started_at, later.started_at),))
    if way is Way.CUT_LATER:
        return Resolution((cut(later, _end(earlier), _end(later)),))
    if way is Way.JOIN:
        joined = join((earlier, later))
        return Resolution((joined,), tuple({earlier.id, later.id} - {joined.id}))
    return Resolution()


def _can(overlap: Overlap, way: Way) -> bool:
    earlier, later = overlap.earlier, overlap.later
    if way is Way.CUT_EARLIER:
        return earlier.ended_at is not None and earlier.started_at < later.started_at
    if way is Way.CUT_LATER:
        return later.ended_at is not None and _end(earlier) < later.ended_at
    if way is Way.JOIN:
        try:
            join((earlier, later))
        except Refused:
            return False
    return True


def _end(session: Session) -> datetime:
    return session.ended_at or _ENDLESS
