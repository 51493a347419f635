"""A plan: a recurring appointment with people, as the person made it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MINUTES_OF_A_DAY = 24 * 60
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """Local time on purpose: "weekdays 19:00" is at 19:00 in the zone the person is in.

    ``rule`` is the text of an RRULE (RFC 5545, 3.3.10) without DTSTART: that is ``first`` at
    ``at_minute`` (minutes after midnight). ``not_on`` are single days without it, ``not_in`` months
    (1 to 12), ``pauses`` spans of days, both ends included, in which it is suspended.
    """

    id: str
    name: str  # "" is named by its kind
    kind: str
    rule: str
    first: date
    at_minute: int
    length: timedelta | None  # None is open
    people: tuple[str, ...] = ()
    group: str = ""  # the id of a group
    place: str = ""
    tags: tuple[str, ...] = ()
    not_on: tuple[date, ...] = ()
    not_in: tuple[int, ...] = ()
    pauses: tuple[tuple[date, date], ...] = ()
    starts_by_itself: bool = False
    is_off: bool = False
    made_at: datetime = LONG_AGO
