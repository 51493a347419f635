"""The time of a session in large type: a number, and what it counts."""

from datetime import datetime, timedelta, tzinfo

from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import HOUR, MINUTE, moment


def large_time(session: Session, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """``42`` and ``min left``, ``1:30`` and ``hours left``, ``12`` and ``min over``."""
    planned = session.planned_end_at
    if planned is None:
        since = _("since {time}").format(time=moment(session.started_at, zone, now))
        return _number(_whole(now - session.started_at)), since
    if now < planned:
        left = -(-(planned - now) // MINUTE)
        if left < 60:
            return str(left), ngettext("minute left", "minutes left", left)
        return _number(left), _("hours left")
    over = _whole(now - planned)
    if over < 60:
        return str(over), ngettext("minute over", "minutes over", over)
    return _number(over), _("hours over")


def until_next_change(session: Session, now: datetime) -> timedelta:
    """How long the large time stays what it is."""
    if session.planned_end_at is None or now >= session.planned_end_at:
        gone = now - (session.planned_end_at or session.started_at)
        return MINUTE - gone % MINUTE
    return (session.planned_end_at - now) % MINUTE or MINUTE


def _whole(span: timedelta) -> int:
    return max(0, span // MINUTE)


def _number(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR // MINUTE)
    return f"{hours}:{rest:02}"
