"""A session of the log as an entry, and the session after its line was edited."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from presence.core.entry.look import only_within
from presence.core.entry.written import Entry, said_of
from presence.core.session import Session
from presence.core.slip import Slip, SlipReason
from presence.core.tracker import moved


def entry_of(session: Session, ended_at: datetime | None = None) -> Entry:
    """What a line says of a session; one in progress as if it ended at that instant."""
    return Entry(
        kind=session.kind,
        people=session.people,
        started_at=session.started_at,
        ended_at=session.ended_at or ended_at or session.started_at,
        place=session.place,
        note=session.note,
        slips=tuple(slip.reason for slip in session.slips) or None,
        tags=session.tags,
        said=session.said,
        enjoyed=session.enjoyed,
        distracted=session.distracted,
        word=session.word,
    )


def to_the_minute(entry: Entry, zone: tzinfo) -> Entry:
    """The same with times as clocks show them: nobody wants to edit ``19:00:12.345``."""
    start, end = (_minute(at, zone) for at in (entry.started_at, entry.ended_at))
    return replace(entry, started_at=start, ended_at=end) if end > start else entry


def edited(session: Session, before: Entry, after: Entry, new_id: Callable[[], str]) -> Session:
    """The session with what the line was changed in; what it says as before stays untouched.

    ``before`` is what the line said when it was shown, which may have no seconds.
    """
    if after.started_at != before.started_at:
        session = moved(session, after.started_at)
    if after.ended_at != before.ended_at:
        session = replace(session, ended_at=after.ended_at, confirmed=True)
    if after.slips != before.slips:
        session = replace(session, slips=_slips(session, after.slips or (), new_id))
    if said_of(after) != said_of(before):
        session = replace(session, said=said_of(after))
    changes = {
        name: getattr(after, name)
        for name in ("kind", "people", "tags", "place", "note", "enjoyed", "distracted", "word")
        if getattr(after, name) != getattr(before, name)
    }
    return only_within(replace(session, **changes))


def _slips(
    session: Session, reasons: Sequence[SlipReason | None], new_id: Callable[[], str]
) -> tuple[Slip, ...]:
    """Slips for these reasons: those there are with theirs, others with a new one, then new ones.

    Where new ones were nobody has said, so they lie evenly within the session.
    """
    left, wanted, kept = list(session.slips), list(reasons), []
    for slip in session.slips:
        if slip.reason in wanted:
            wanted.remove(slip.reason)
            left.remove(slip)
            kept.append(slip)
    kept += [replace(slip, reason=reason) for slip, reason in zip(left, wanted, strict=False)]
    new = wanted[len(left) :]
    step = ((session.ended_at or session.started_at) - session.started_at) / (len(new) + 1)
    kept += [
        Slip(new_id(), session.started_at + step * number, reason=reason)
        for number, reason in enumerate(new, 1)
    ]
    return tuple(sorted(kept, key=lambda slip: slip.at))


def _minute(instant: datetime, zone: tzinfo) -> datetime:
    here = instant.astimezone(zone)
    return here.replace(second=0, microsecond=0).astimezone(instant.tzinfo)
