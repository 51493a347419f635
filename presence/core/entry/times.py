"""Rules for lengths, times and days; each reads on where it fits, and gives what it has read."""

from datetime import timedelta

from presence.core.entry.reader import PartKind, Reader
from presence.core.entry.scan import Clock, clock_of, clocks_of, length_of
from presence.core.entry.when import DAY, read_iso

SHORTEST_BARE_MINUTES = 5
MOST_SLIPS = 100


def read_exact(reader: Reader) -> PartKind | None:
    instant = read_iso(reader.line.take_word(), reader.context.zone)
    if instant is None or reader.said.has_start:
        return None
    reader.said.exact_start = instant
    return PartKind.START


def read_day(reader: Reader) -> PartKind | None:
    """``yesterday``, ``mon``, ``20 nov``; not among names: people are called Sun."""
    if reader.said.day is not None or reader.expects_people:
        return None
    weekday = reader.line.peek(reader.patterns.day)
    day = reader.when.take_day(reader.line)
    if day is None:
        return None
    reader.said.day = day
    reader.said.is_any_week = weekday is not None and weekday["weekday"] is not None
    return PartKind.DAY


def read_range(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.range)
    clocks = None if found is None else clocks_of(found.groupdict(), reader.patterns)
    if clocks is None or reader.said.has_start or not (reader.takes_end and reader.takes_length):
        return None
    reader.said.start, reader.said.end = clocks
    return PartKind.RANGE


def read_ago(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.ago)
    length = None if found is None else length_of(found.groupdict(), reader.patterns)
    if length is None or length < timedelta() or reader.said.has_start:
        return None
    reader.said.ago = length
    return PartKind.AGO


def read_days_ago(reader: Reader) -> PartKind | None:
    """``3 days ago 19-21:30``: whole days name a day, where the hours are said too."""
    found = reader.line.take(reader.patterns.ago)
    length = None if found is None else length_of(found.groupdict(), reader.patterns)
    if length is None or length < DAY or length % DAY or reader.said.day is not None:
        return None
    reader.said.day = reader.when.today - length
    return PartKind.DAY


def read_until(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.until)
    clock = None if found is None else clock_of(found.groupdict(), reader.patterns)
    if clock is None or not reader.takes_end:
        return None
    reader.said.end = clock
    return PartKind.UNTIL


def read_since(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.since)
    clock = None if found is None else clock_of(found.groupdict(), reader.patterns)
    if clock is None or reader.said.has_start:
        return None
    reader.said.start = clock
    return PartKind.START


def read_length(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.length)
    length = None if found is None else length_of(found.groupdict(), reader.patterns)
    if length is None or length <= timedelta() or not reader.takes_length:
        return None
    reader.said.length = length
    return PartKind.LENGTH


def read_bare_minutes(reader: Reader) -> PartKind | None:
    word = reader.line.take_word()
    if not (word.isascii() and word.isdigit() and len(word) < 5) or not reader.takes_length:
        return None
    if int(word) < SHORTEST_BARE_MINUTES:
        return None
    reader.said.length = timedelta(minutes=int(word))
    return PartKind.LENGTH


def read_open(reader: Reader) -> PartKind | None:
    if not (reader.takes_end and reader.takes_length) or not reader.line.take(
        reader.patterns.word(reader.patterns.words.open_)
    ):
        return None
    reader.said.is_open = True
    return PartKind.OPEN


def read_now(reader: Reader) -> PartKind | None:
    if reader.said.has_start or not reader.line.take(
        reader.patterns.word(reader.patterns.words.now)
    ):
        return None
    reader.said.ago = timedelta()
    return PartKind.AGO


def read_slips(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.slipped)
    if found is None or reader.said.slips is not None:
        return None
    reader.said.slips = min(int(found["after"] or found["before"] or 1), MOST_SLIPS)
    return PartKind.SLIPS


def read_end_clock(reader: Reader) -> PartKind | None:
    """A time alone: when it ends, for a start."""
    clock = _sure_clock(reader)
    if clock is None or not reader.takes_end:
        return None
    reader.said.end = clock
    return PartKind.UNTIL


def read_either_clock(reader: Reader) -> PartKind | None:
    """A time alone: first the start, then the end; a bare hour only right after a day."""
    clock = _sure_clock(reader)
    if clock is None and reader.last_part is PartKind.DAY:
        clock = reader.when.take_clock(reader.line)
    if clock is None:
        return None
    if not reader.said.has_start:
        reader.said.start = clock
        return PartKind.START
    if reader.takes_end:
        reader.said.end = clock
        return PartKind.UNTIL
    return None


def _sure_clock(reader: Reader) -> Clock | None:
    """A time with minutes, am or pm, or a name; not a bare number."""
    start = reader.line.at
    clock = reader.when.take_clock(reader.line)
    if clock is not None and reader.line.plain[start : reader.line.at].isdigit():
        reader.line.at = start
        return None
    return clock
