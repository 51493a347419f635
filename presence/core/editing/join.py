"""Joining sessions that follow one another, or lie over one another, into one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from presence.core.editing.cut import ended
from presence.core.errors import ErrorCode, Refused
from presence.core.person import folded
from presence.core.session import MAX_LENGTH, Said, Session
from presence.core.slip import Slip

SMALL_GAP = timedelta(minutes=1)  # clocks on the wall show none
SEPARATOR = " · "

_FROM_WORST = (Said.NO, Said.MOSTLY, Said.YES)


def join(sessions: Iterable[Session], kind: str = "") -> Session:
    """The one session that several are, with the id of the first; the others are to be removed.

    Nothing that was said is lost, and none is said to be kept better than its parts are: the
    lesser answer counts, and watched is only what was watched all the time. ``kind`` is that of the
    longest where none is given. Refused(JOIN_NEEDS_TWO), Refused(JOIN_OVER_GAP),
    Refused(STILL_GOES_ON), Refused(TOO_LONG).
    """
    parts = sorted({each.id: each for each in sessions}.values(), key=_begin)
    if len(parts) < 2:
        raise Refused(ErrorCode.JOIN_NEEDS_TWO)
    end = _end_without_gap(parts)
    first = parts[0]
    if end - first.started_at > MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")
    longest_first = sorted(parts, key=lambda each: ended(each) - each.started_at, reverse=True)
    place, *other_places = [*_distinct(each.place for each in longest_first), ""]
    notes = [each.note for each in parts]
    return replace(
        first,
        kind=kind or longest_first[0].kind,
        planned_end_at=_latest(each.planned_end_at for each in parts),
        ended_at=end,
        people=_distinct(name for each in parts for name in each.people),
        place=place,
        note=SEPARATOR.join(_distinct([*notes, *other_places])),
        confirmed=max(parts, key=ended).confirmed,
        said=_lesser([each.said for each in parts]),
        slips=_looks_of(parts),
        watched=frozenset.intersection(*(each.watched for each in parts)),
        enjoyed=min((each.enjoyed for each in parts if each.enjoyed), default=None),
        distracted=max((each.distracted for each in parts if each.distracted), default=None),
        word=SEPARATOR.join(_distinct(each.word for each in parts)),
        tags=_distinct(tag for each in parts for tag in each.tags),
    )


def has_gap(earlier_end: datetime, start: datetime) -> bool:
    """Whether time lies between an end and a start that is more than a clock on the wall hides."""
    return start - earlier_end > SMALL_GAP


def _begin(session: Session) -> tuple[datetime, datetime, str]:
    return session.started_at, session.ended_at or session.started_at, session.id


def _end_without_gap(parts: Sequence[Session]) -> datetime:
    end = ended(parts[0])
    for part in parts[1:]:
        if has_gap(end, part.started_at):
            raise Refused(ErrorCode.JOIN_OVER_GAP, ended_at=end, started_at=part.started_at)
        end = max(end, ended(part))
    return end


def _lesser(said: Sequence[Said | None]) -> Said | None:
    """The worst answer; that phones stayed down all the time was said only if it was of all."""
    worst = next((each for each in _FROM_WORST if each in said), None)
    return None if worst is Said.YES and None in said else worst


def _looks_of(parts: Sequence[Session]) -> tuple[Slip, ...]:
    """All looks in their order; two that a split made of one are one again."""
    slips = sorted((slip for part in parts for slip in part.slips), key=lambda slip: slip.at)
    edges = {part.started_at for part in parts[1:]}
    joined: list[Slip] = []
    for slip in slips:
        last = next((i for i, each in enumerate(joined) if _goes_on(each, slip, edges)), None)
        if last is None:
            joined.append(slip)
        else:
            joined[last] = replace(joined[last], length=joined[last].length + slip.length)
    return tuple(joined)


def _goes_on(earlier: Slip, later: Slip, edges: set[datetime]) -> bool:
    return (
        later.at in edges
        and earlier.at < later.at == earlier.at + earlier.length
        and (earlier.source, earlier.reason) == (later.source, later.reason)
    )


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((each for each in instants if each is not None), default=None)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say something, each spelling of one once."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(folded(text), text)
    return tuple(found.values())
