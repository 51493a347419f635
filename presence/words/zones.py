"""The zone that a session happened in, said where it is not the one that the person is in."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from presence.core.session import Session
from presence.texts import _


def zone_of(session: Session, here: tzinfo) -> tzinfo:
    """The zone it happened in; here where this machine does not know that one."""
    try:
        return ZoneInfo(session.zone)
    except (LookupError, ValueError, OSError):
        return here


def with_place(when: str, session: Session, here: tzinfo) -> str:
    """``19:00 – 20:30 (New York time)``; no place where clocks here showed the same."""
    there = zone_of(session, here)
    if there is here:  # as ZoneInfo has it of one name
        return when
    instants = (session.started_at, session.ended_at or session.started_at)
    if all(at.astimezone(there).utcoffset() == at.astimezone(here).utcoffset() for at in instants):
        return when
    place = session.zone.rpartition("/")[2].replace("_", " ")
    return _("{when} ({place} time)").format(when=when, place=place)
