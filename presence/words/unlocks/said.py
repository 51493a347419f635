"""What is said of the phone's unlocks."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import clock_time, day_label, grouped
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR


def unlocked_line(session: Session, count: int, kinds: Kinds) -> str:
    """``Your phone was unlocked 3 times during Dinner``."""
    text = ngettext(
        "Your phone was unlocked once during {kind}",
        "Your phone was unlocked {count} times during {kind}",
        count,
    )
    return text.format(count=count, kind=kind_name(kinds[session.kind]))


def session_line(session: Session, zone: tzinfo, today: datetime) -> str:
    """``Thu 19 Nov · 19:00 – 21:00``, with the day that it began on."""
    began = session.started_at.astimezone(zone).date()
    end = session.ended_at or session.started_at
    span = f"{clock_time(session.started_at, zone)} – {clock_time(end, zone)}"
    return SEPARATOR.join([day_label(began, today.astimezone(zone).date()), span])


def times_line(instants: Sequence[datetime], zone: tzinfo) -> str:
    """``19:40, 20:05``."""
    return ", ".join(clock_time(at, zone) for at in instants)


def found_line(count: int, sessions: int) -> str:
    """What was found in a file."""
    if not count:
        return _("No unlock within a session that is not known already.")
    unlocks = ngettext("{count} unlock", "{count} unlocks", count).format(count=grouped(count))
    within = ngettext(
        "{unlocks} within {count} session.", "{unlocks} within {count} sessions.", sessions
    )
    return within.format(unlocks=unlocks, count=grouped(sessions))
