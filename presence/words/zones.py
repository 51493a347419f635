"""The zone that a session happened in, said where it is not the one that the person is in."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from presence.core.session import Session
from presence.texts import _


def zone_of(session: Session, here: tzinfo) -> tzinfo:
    """The zone it happened in; here where this machine does not know that one."""
    return zone_named(session.zone, here)


def zone_named(name: str, here: tzinfo) -> tzinfo:
    """The zone of that name; here where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return here


def with_place(when: str, session: Session, here: tzinfo) -> str:
    """``19:00 – 20:30 (New York time)``; no place where clocks here showed the same."""
    there = zone_of(session, here)
    if there is here:  # as ZoneInfo has it of one name
        return when
    start, end = session.started_at, session.ended_at or session.started_at
    return at_place(when, session.zone, here, start.astimezone(there), end.astimezone(there))


def at_place(when: str, zone_name: str, here: tzinfo, *walls: datetime) -> str:
    """The same of instants as clocks there showed them."""
    for wall in walls:
        if wall.utcoffset() != wall.astimezone(here).utcoffset():
            break
    else:
        return when
    place = zone_name.rpartition("/")[2].replace("_", " ")
    return _("{when} ({place} time)").format(when=when, place=place)
