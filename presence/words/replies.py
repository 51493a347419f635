"""What a command answers in a terminal."""

from collections.abc import Sequence
from datetime import datetime

from presence.core.lease import MuteReport
from presence.core.ports import Change
from presence.core.session import Session
from presence.core.slip import last_noted
from presence.core.snapshot import Snapshot
from presence.texts import _
from presence.words.dates import clock_time, grouped, moment, time_gone
from presence.words.kinds import kind_name
from presence.words.mute import mute_line
from presence.words.rest import nothing_runs
from presence.words.session import (
    SEPARATOR,
    change_line,
    people_line,
    session_title,
    state_line,
)

MOST_WAITING = 5  # the newest: who has more of them reads them in the log


def status_text(snapshot: Snapshot) -> str:
    """The session in progress, the mute, and what is still to be answered; a line each."""
    session = snapshot.session
    lines = [state_line(snapshot)]
    if session is None:
        lines = [nothing_runs()]
    else:
        if session.planned_end_at is not None:
            until = _("until {time}").format(time=_time(session.planned_end_at, snapshot))
            lines = [lines[0] + SEPARATOR + until]
        if session.people:
            lines.append(_("With {people}").format(people=people_line(session.people)))
        if session.place:
            lines.append(_("At {place}").format(place=session.place))
        lines.append(mute_line(snapshot.mute))
        lines += _how_to_end(session, snapshot)
    waiting = [item for item in snapshot.unconfirmed if session is None or item.id != session.id]
    if waiting:
        from presence.words.review.lines import confirm_line  # most days nothing waits

        lines.append(confirm_line(len(waiting)) + ":")
        named = waiting[:MOST_WAITING]
        lines += [f"  {_span(item, snapshot)}  {item.id[:8]}" for item in named]
        if more := len(waiting) - len(named):
            text = _("and {count} more: “presence log --unconfirmed”")
            lines.append("  " + text.format(count=grouped(more)))
        lines += _how_to_confirm(waiting, session, snapshot)
    return "\n".join(lines)


def _how_to_end(session: Session, snapshot: Snapshot) -> list[str]:
    """What to type for one that may have ended as planned."""
    planned = session.planned_end_at
    if planned is None or all(item.id != session.id for item in snapshot.unconfirmed):
        return []
    at = planned.astimezone(snapshot.zone).strftime("%H:%M")  # as it can be typed
    return [_("“presence stop --at {time}” if it ended as planned").format(time=at)]


def _how_to_confirm(
    waiting: Sequence[Session], running: Session | None, snapshot: Snapshot
) -> list[str]:
    """What to type: ``stop`` answers the newest where nothing runs, ``edit`` every other one."""
    if running is not None:
        return [_("“presence edit ID --confirm” if it ended then, else “presence edit ID --to …”")]
    kind = kind_name(snapshot.kinds[waiting[0].kind])
    lines = [
        _("“presence stop” if {kind} ended then, else “presence stop --at …” or “--still-going”")
    ]
    if len(waiting) > 1:
        lines.append(_("the others: “presence edit ID --confirm”, or “presence edit ID --to …”"))
    return [line.format(kind=kind) for line in lines]


def mute_text(report: MuteReport) -> str:
    """The mute in one line, with the way by which it is done."""
    if report.mechanism in ("", "none"):
        return mute_line(report)
    return f"{mute_line(report)}{SEPARATOR}{report.mechanism}"


def done_text(what: str, session: Session, snapshot: Snapshot) -> str:
    """What a command has done, in one line; what waited meanwhile in another."""
    kind = kind_name(snapshot.kinds[session.kind])
    if what in ("started", "resumed"):
        return _begun_text(what, session, snapshot)
    if what == "ended":
        from presence.words.mute.waiting import waiting_line  # ``status`` has none of it

        ended = _("Ended {session}").format(session=_span(session, snapshot))
        return "\n".join(filter(None, [ended, waiting_line(snapshot.mute)]))
    if what == "extended" and session.planned_end_at is not None:
        end = _time(session.planned_end_at, snapshot)
        return _("{kind} goes on until {time}").format(kind=kind, time=end)
    if what == "cancelled":
        return _("Cancelled {kind}: it is not in the log").format(kind=kind)
    if what == "slipped":
        seen = _time(last_noted(session.slips).at, snapshot)
        return _("Noted: you looked at a screen at {time}").format(time=seen)
    return _("Taken back: the last look at a screen")


def undone_text(change: Change, command: str, snapshot: Snapshot) -> str:
    """What ``undo`` or ``redo`` has done."""
    said = change_line(change, snapshot.zone, snapshot.now, snapshot.kinds)
    if command == "redo":
        return _("Done again: {change}").format(change=said)
    return _("Taken back: {change}").format(change=said)


def _begun_text(what: str, session: Session, snapshot: Snapshot) -> str:
    title = session_title(session, snapshot.kinds, with_people=True)
    if session.ended_at is not None:
        return _("Entered {session}; when it ended is to be confirmed").format(
            session=_span(session, snapshot)
        )
    said = _("Started {session}") if what == "started" else _("{session} goes on")
    parts = [said.format(session=title)]
    if session.planned_end_at is None:
        parts.append(_("open"))
    else:
        parts.append(_("until {time}").format(time=_time(session.planned_end_at, snapshot)))
    return SEPARATOR.join([*parts, mute_line(snapshot.mute)])


def _span(session: Session, snapshot: Snapshot) -> str:
    """``Dinner · Ana · 19:00–20:10 · 1 h 10 min``."""
    title = session_title(session, snapshot.kinds, with_people=True)
    began = _time(session.started_at, snapshot)
    if session.ended_at is None:
        return SEPARATOR.join([title, _("since {time}").format(time=began)])
    span = f"{began}–{clock_time(session.ended_at, snapshot.zone)}"
    return SEPARATOR.join([title, span, time_gone(session.duration(snapshot.now))])


def _time(instant: datetime, snapshot: Snapshot) -> str:
    return moment(instant, snapshot.zone, snapshot.now)
