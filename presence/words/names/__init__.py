"""How much stands behind a name, in words: sessions, hours of the last year, last seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from presence.core.names.use import NameUse
from presence.texts import _, ngettext
from presence.words.dates import day_label, grouped, hours

YEAR = timedelta(days=365)


def sessions_count(use: NameUse) -> str:
    """``12 sessions``."""
    said = ngettext("{count} session", "{count} sessions", use.sessions)
    return said.format(count=grouped(use.sessions))


def hours_lately(use: NameUse) -> str:
    """``9.5 h in a year``."""
    return _("{hours} in a year").format(hours=hours(use.lately))


def last_seen(use: NameUse, now: datetime, zone: tzinfo) -> str:
    """``last Mon 3 Nov``, "" for what has no session."""
    if use.last_at is None:
        return ""
    return _("last {day}").format(day=last_day(use.last_at, now, zone))


def last_day(last_at: datetime, now: datetime, zone: tzinfo) -> str:
    """``today``, ``Mon 3 Nov``."""
    return day_label(last_at.astimezone(zone).date(), now.astimezone(zone).date())


def uses_record(uses: Sequence[NameUse], zone: tzinfo) -> list[dict[str, object]]:
    """The JSON of such a list."""
    from presence.words.records import iso, seconds

    return [
        {
            "name": use.name,
            "sessions": use.sessions,
            "total_s": seconds(use.lately),
            "last_seen_at": iso(use.last_at, zone),
        }
        for use in uses
    ]
