"""Whether a VEVENT lies clearly outside a span: most of a calendar does, and is never parsed."""

import re
from datetime import UTC, datetime, timedelta

A_DAY = timedelta(days=1)
MARGIN = 2 * A_DAY  # zones, and a whole day
PLAIN = re.compile(rb"^DT(START|END)(?:;[^:\n]*)?:(\d{4})(\d{2})(\d{2})", re.IGNORECASE | re.M)
RECURS = re.compile(rb"^(?:RRULE|RDATE|RECURRENCE-ID)[:;]", re.IGNORECASE | re.M)
LENGTH = re.compile(rb"^DURATION[^:\n]*:([^\n]*)", re.IGNORECASE | re.M)
PLAIN_LENGTH = re.compile(
    rb"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\s*"
)
DATE = re.compile(r"\s*(\d{4})(\d{2})(\d{2})")


def lies_outside(body: bytes, start: datetime, end: datetime) -> bool:
    """Of a single event, from its lines; False where it would have to be read to be sure."""
    edges: dict[bytes, datetime | None] = {}
    for which, *parts in PLAIN.findall(body):
        if which.upper() in edges:
            return False
        edges[which.upper()] = _day(*map(int, parts))
    begins = edges.get(b"START")
    if begins is None:
        return False
    ends, longest = edges.get(b"END", begins), _longest(body)
    if ends is None or longest is None:
        return False
    try:
        ends += longest
    except OverflowError:  # the year 9999
        return False
    if begins <= end + MARGIN and max(begins, ends) >= start - MARGIN:
        return False
    return RECURS.search(body) is None


def _longest(body: bytes) -> timedelta | None:
    """The longest DURATION, be it that of an alarm; None where one cannot be read."""
    longest = timedelta()
    for said in LENGTH.findall(body):
        match = PLAIN_LENGTH.fullmatch(said)
        if match is None:
            return None
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        length = timedelta(days, seconds, weeks=weeks, hours=hours, minutes=minutes)
        longest = max(longest, length)
    return longest


def day_of(value: str) -> datetime | None:
    """The day that a DATE or a DATE-TIME begins with."""
    match = DATE.match(value)
    return None if match is None else _day(*map(int, match.groups()))


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
