"""A session as the form says it is: read, checked, and written as one change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from presence.core.entry.look import only_within
from presence.core.entry.written import check_span
from presence.core.errors import PresenceError
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.tracker import moved, with_reason, without_slip
from presence.front.context import Context
from presence.ui.windows.details import Details, DetailsView
from presence.words.entry import when
from presence.words.zones import zone_of

T = TypeVar("T")


class FieldProblem(Exception):
    """What was typed into one field cannot be; ``name`` says into which."""

    def __init__(self, name: str, error: PresenceError) -> None:
        super().__init__(name)
        self.name = name
        self.error = error


def write(context: Context, sessions: list[Session], what: ChangeKind = ChangeKind.EDITED) -> None:
    """Write these as one change and tell everybody; nothing where nothing is another."""
    changed = [session for session in sessions if context.log.get(session.id) != session]
    if changed:
        first = changed[0]
        because = Change(what, first.id, first.kind, context.clock.now())
        context.log.put(*changed, because=because)
        context.engine.on_log_changed()


def amended(context: Context, session: Session, view: DetailsView, details: Details) -> Session:
    """The session with what was changed in the form; raises FieldProblem."""
    changed = replace(
        session,
        people=details.people,
        tags=details.tags,
        place=details.place,
        note=details.note,
    )
    if session.ended_at is not None:
        changed = replace(
            changed,
            kind=details.kind or session.kind,
            said=details.said,
            enjoyed=details.enjoyed,
            distracted=details.distracted,
            word=details.word,
        )
        changed = _with_times(context, changed, view, details)
    for slip_id, reason in details.reasons.items():
        changed = with_reason(changed, slip_id, reason)
    for slip_id in details.taken_out:
        changed = without_slip(changed, slip_id)
    return only_within(changed) if session.ended_at is not None else changed


def _with_times(context: Context, session: Session, view: DetailsView, details: Details) -> Session:
    """A time that was not touched stays as it is, to the second."""
    now = context.clock.now()
    times = when(now, zone_of(session, context.zone()))
    if details.start != view.start:
        start = _read("start", lambda: times.near(details.start or "", session.started_at))
        session = moved(session, start)
    if details.end != view.end:
        end = _read("end", lambda: times.until(details.end or "", session.started_at))
        session = replace(session, ended_at=end, confirmed=True)
    if details.planned != view.planned:
        planned = None
        if details.planned:
            text = details.planned
            planned = _read("planned", lambda: times.until(text, session.started_at))
        session = replace(session, planned_end_at=planned)
    ended_at = session.ended_at
    assert ended_at is not None
    if (details.start, details.end) != (view.start, view.end):
        name = "end" if details.end != view.end else "start"
        _read(name, lambda: check_span(session.started_at, ended_at, now))
    return session


def _read(name: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except PresenceError as error:
        raise FieldProblem(name, error) from error


def until(context: Context, session: Session, text: str) -> datetime:
    """The instant that a time means after the session's start, in the zone it happened in."""
    times = when(context.clock.now(), zone_of(session, context.zone()))
    return times.until(text, session.started_at)
