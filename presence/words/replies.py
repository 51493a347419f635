"""What a command answers, in words."""

from presence.core.engine import Snapshot
from presence.core.lease import MuteReport
from presence.core.ports import Change
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.mute import mechanism_name, mute_line
from presence.words.session import SEPARATOR, change_line, session_title, state_line


def status_text(snapshot: Snapshot) -> str:
    """``Dinner · 42 min left · Ana · quiet (checked)``, and what waits for an answer."""
    parts = [state_line(snapshot)]
    if snapshot.session is not None:
        if snapshot.session.people:
            parts.append(", ".join(snapshot.session.people))
        parts.append(mute_line(snapshot.mute))
    lines = [SEPARATOR.join(parts)]
    waiting = [item for item in snapshot.unconfirmed if item != snapshot.session]
    if waiting:
        count = len(waiting)
        lines.append(
            ngettext(
                "{count} session to confirm: presence stop, or presence stop --at TIME",
                "{count} sessions to confirm: presence stop, or presence stop --at TIME",
                count,
            ).format(count=count)
        )
    return "\n".join(lines)


def mute_text(report: MuteReport) -> str:
    """``quiet (checked) · dunst · was off``."""
    parts = [mute_line(report)]
    if report.mechanism != "none":
        parts.append(mechanism_name(report.mechanism))
    if report.was:
        parts.append(_("was {state} before").format(state=report.was))
    return SEPARATOR.join(parts)


def done_text(what: str, session: Session, snapshot: Snapshot) -> str:
    """What a command did, in one line: ``Dinner · 90 min left · quiet (checked)``."""
    title = session_title(session, snapshot.kinds, with_people=True)
    if what in ("started", "resumed", "extended") and session.ended_at is None:
        line = state_line(snapshot)
        people = [", ".join(session.people)] if session.people else []
        quiet = [mute_line(snapshot.mute)] if what != "extended" else []
        return SEPARATOR.join([line, *people, *quiet])
    if what == "cancelled":
        return _("Cancelled: {session}").format(session=title)
    if what == "slipped":
        return _("Noted: you looked at a screen. {session} goes on.").format(session=title)
    if what == "slip_taken_back":
        return _("Taken back. {session} goes on.").format(session=title)
    from presence.words.dates import clock_time, length

    spent = length(session.duration(snapshot.now))
    end = clock_time(session.ended_at or snapshot.now, snapshot.zone)
    ended = _("Ended {time}: {session}, {length}").format(time=end, session=title, length=spent)
    if not session.confirmed:
        return ended + SEPARATOR + _("to confirm")
    return ended


def undone_text(change: Change, do: str, snapshot: Snapshot) -> str:
    """What was taken back, or done again."""
    line = change_line(change, snapshot.zone, snapshot.now, snapshot.kinds)
    if do == "redo":
        return _("Done again: {change}").format(change=line)
    return _("Undone: {change}").format(change=line)
