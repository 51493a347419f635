"""Rules for lengths, times and days; each reads on where it fits, and gives what it has read."""

from datetime import timedelta

from presence.core.entry.clock import Clock, clock_of, clocks_of, length_of
from presence.core.entry.doubt import Doubt, Option
from presence.core.entry.reader import PartKind, Reader
from presence.core.entry.when import read_iso

SHORTEST_BARE_MINUTES = 5
HOURS_OF_A_DAY = 24


def read_exact(reader: Reader) -> PartKind | None:
    instant = read_iso(reader.line.take_word(), reader.context.zone)
    if instant is None or reader.said.has_start:
        return None
    reader.said.exact_start = instant
    return PartKind.START


def read_range(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.range)
    clocks = None if found is None else clocks_of(found, reader.patterns)
    if clocks is None or reader.said.has_start or not (reader.takes_end and reader.takes_length):
        return None
    reader.said.start, reader.said.end = clocks
    return PartKind.RANGE


def read_ago(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.ago)
    length = None if found is None else length_of(found, reader.patterns)
    if length is None or length < timedelta() or reader.said.has_start:
        return None
    reader.said.ago = length
    return PartKind.AGO


def read_until(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.until)
    clock = None if found is None else clock_of(found, reader.patterns)
    if clock is None or not reader.takes_end:
        return None
    reader.said.end = clock
    return PartKind.UNTIL


def read_since(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.since)
    clock = None if found is None else clock_of(found, reader.patterns)
    if clock is None or reader.said.has_start:
        return None
    reader.said.start = clock
    return PartKind.START


def read_length(reader: Reader) -> PartKind | None:
    found = reader.line.take(reader.patterns.length)
    length = None if found is None else length_of(found, reader.patterns)
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


def read_bare_number(reader: Reader) -> PartKind | None:
    """A number alone, of something that is over: the hour at which it began, or its minutes."""
    start = reader.line.at
    word = reader.line.take_word()
    if not (word.isascii() and word.isdigit() and len(word) < 5):
        return None
    said, number = reader.said, int(word)
    place = reader.typed(start)
    can_be_hour = number <= HOURS_OF_A_DAY and not (said.has_start or said.end is not None)
    can_be_length = number >= SHORTEST_BARE_MINUTES and reader.takes_length
    if can_be_hour and said.day is not None:
        can_be_length = False
    options = []
    if can_be_hour:
        options.append(Option(True, ((*place, f"{number}:00"),)))
    if can_be_length:
        options.append(Option(False, ((*place, f"{number}m"),)))
    if not options:
        return None
    if reader.choose(Doubt.NUMBER, options, is_clear=False):
        is_sure = word.startswith("0") or not 1 <= number < 12
        is_of_24 = not 1 <= number <= 12
        said.start = Clock(number, 0, is_sure, is_of_24, (start, reader.line.at))
        return PartKind.START
    said.length = timedelta(minutes=number)
    return PartKind.LENGTH


def _sure_clock(reader: Reader) -> Clock | None:
    """A time with minutes, am or pm, or a name; not a bare number."""
    start = reader.line.at
    clock = reader.when.take_clock(reader.line)
    if clock is not None and reader.line.plain[start : reader.line.at].isdigit():
        reader.line.at = start
        return None
    return clock
