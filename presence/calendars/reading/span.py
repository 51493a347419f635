"""Whether a VEVENT lies clearly outside a span: most of a calendar does, and is never parsed."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

A_DAY = timedelta(days=1)
MARGIN = 2 * A_DAY  # zones, and a whole day
TIMES = re.compile(  # one look at each line, which is quick as all begin with the same byte
    rb"\n(DTSTART|DTEND|DURATION|RRULE|RDATE|EXRULE|RECURRENCE-ID)(?=[;:])([^:\n]*):?([^\n]*)"
)
PLAIN = re.compile(rb"(\d{4})(\d{2})(\d{2})")
PLAIN_LENGTH = re.compile(
    rb"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?\s*"
)
DATE = re.compile(r"\s*(\d{4})(\d{2})(\d{2})")
# The longest step of a plain rule, in days: of a 31st, and of a 29 February about 1900.
LONGEST_STEP = {b"DAILY": 1, b"WEEKLY": 7, b"MONTHLY": 62, b"YEARLY": 8 * 366}
PLAIN_RULE = re.compile(rb"(FREQ|COUNT|INTERVAL|WKST|UNTIL)=([^;=]+)")
PLAIN_DAYS = re.compile(rb"BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*")


def lies_outside(body: bytes, start: datetime, end: datetime, may_move: bool = False) -> bool:
    """Of an event, from its lines; False where it would have to be read to be sure.

    ``may_move``: something of the same texts moves all that follow it, so no rule is surely over.
    """
    edges: dict[bytes, datetime | None] = {}
    lengths: list[tuple[bytes, bytes]] = []
    recurs: list[tuple[bytes, bytes]] = []
    for name, _parameters, value in TIMES.findall(b"\n" + body.upper()):
        if name not in (b"DTSTART", b"DTEND"):
            (lengths if name == b"DURATION" else recurs).append((name, value))
        elif (match := PLAIN.match(value)) is not None:
            if name in edges:
                return False
            edges[name] = _day(*map(int, match.groups()))
    begins = edges.get(b"DTSTART")
    if begins is None:
        return False
    ends, longest = edges.get(b"DTEND", begins), _longest(lengths)
    if ends is None or longest is None:
        return False
    try:
        ends += longest
    except OverflowError:  # the year 9999
        return False
    ends = max(begins, ends)
    if begins <= end + MARGIN and ends >= start - MARGIN:
        return False
    if not recurs:
        return True
    if may_move or len(recurs) > 1 or recurs[0][0] != b"RRULE":
        return False
    if begins > end + MARGIN:
        return True
    last = _last_start(recurs[0][1].strip(), begins)
    return last is not None and last + (ends - begins) < start - MARGIN


def _last_start(rule: bytes, begins: datetime) -> datetime | None:
    """No occurrence begins later; None where that is not plain to see."""
    parts: dict[bytes, bytes] = {}
    for part in rule.split(b";"):
        match = PLAIN_RULE.fullmatch(part)
        if match is not None:
            parts[match[1]] = match[2]
        elif PLAIN_DAYS.fullmatch(part) is None or b"FREQ=WEEKLY" not in rule:
            parts[b"OTHER"] = part
    if b"UNTIL" in parts:
        until = PLAIN.match(parts[b"UNTIL"])
        return None if until is None else _day(*map(int, until.groups()))
    step = LONGEST_STEP.get(parts.get(b"FREQ", b""))
    count, interval = parts.get(b"COUNT", b""), parts.get(b"INTERVAL", b"1")
    is_plain = count.isdigit() and interval.isdigit() and len(count + interval) < 8
    if step is None or not is_plain or b"OTHER" in parts:
        return None
    try:
        return begins + timedelta(days=step) * int(count) * max(int(interval), 1)
    except OverflowError:
        return None


def _longest(lengths: list[tuple[bytes, bytes]]) -> timedelta | None:
    """The longest DURATION, be it that of an alarm; None where one cannot be read."""
    longest = timedelta()
    for _name, said in lengths:
        length = _length(said)
        if length is None:
            return None
        longest = max(longest, length)
    return longest


@lru_cache(maxsize=512)  # most of a calendar last an hour
def _length(said: bytes) -> timedelta | None:
    match = PLAIN_LENGTH.fullmatch(said)
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days, seconds, weeks=weeks, hours=hours, minutes=minutes)


def day_of(value: str) -> datetime | None:
    """The day that a DATE or a DATE-TIME begins with."""
    match = DATE.match(value)
    return None if match is None else _day(*map(int, match.groups()))


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
