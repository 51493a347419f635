"""From when to when: what a line says of the times of a session that is over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from presence.core.entry.clock import Clock
from presence.core.entry.doubt import Doubt, Option, Spelling
from presence.core.entry.hours import CLEARLY, HALF_A_DAY, candidates, likelihood
from presence.core.entry.reader import OnlyLeft, Reader
from presence.core.entry.when import DAY
from presence.core.entry.writing import clock_word, length_word
from presence.core.entry.written import LONGEST_NIGHT, check_span
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused

Span = tuple[datetime, datetime]
NO_LENGTH = timedelta()


def span_of(text: str, reader: Reader) -> Span:
    """When it began and ended; raises PresenceError where the line does not say, or it cannot be.

    A clock without am or pm is read as is likeliest (core/entry/hours).
    """
    said, now = reader.said, reader.context.now
    length = said.length
    if length is None and said.end is None:
        length = reader.context.kinds[said.kind or reader.context.default_kind].default_length
    if said.has_start and said.end is not None and said.length is not None:
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=text, part=length_word(said.length))
    if length is None and said.end is None:
        raise Refused(ErrorCode.NO_LENGTH, text=text)
    fixed = said.exact_start or (None if said.ago is None else now - said.ago)
    if fixed is not None:
        return fixed, _end_of(fixed, length, reader)
    clock = said.start or said.end
    if clock is not None:
        return _likeliest(reader, clock, length)
    if said.day is not None or said.length is None or length is None:
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=text, part="")
    return now - length, now


@dataclass(frozen=True, slots=True)
class _Reading:
    """One of the hours that a clock can mean; ``fault`` where there is no such session."""

    span: Span
    points: int
    fault: PresenceError | None


def _likeliest(reader: Reader, clock: Clock, length: timedelta | None) -> Span:
    hours = candidates(clock, reader.said.part_of_day)
    readings = [_reading(reader, clock, hour, length) for hour in hours]
    possible = [each for each in readings if each.fault is None]
    if not possible:
        return readings[0].span  # which of its faults it has is found once more
    likely = sorted(possible, key=lambda each: -each.points)
    best = max(readings, key=lambda each: each.points)
    if best.fault is not None and best.fault.code is ErrorCode.IN_THE_FUTURE:
        reader.only_left = OnlyLeft(_spelling(reader, likely[0].span), best.span)
    is_clear = len(likely) == 1 or likely[0].points - likely[1].points >= CLEARLY
    if is_clear and likely[0] is readings[0]:
        return likely[0].span  # as it is written: no word more of it
    options = [Option(each.span, _spelling(reader, each.span)) for each in likely]
    return reader.choose(Doubt.HALF, options, is_clear)


def _reading(reader: Reader, clock: Clock, hour: int, length: timedelta | None) -> _Reading:
    said, context = reader.said, reader.context
    at = _on_day(replace(clock, hour=hour), reader)
    if said.start is not None:
        span = at, _end_of(at, length, reader)
    else:
        span = at - (length or NO_LENGTH), at
    try:
        check_span(*span, context.now)
        fault = None
    except PresenceError as caught:
        fault = caught
    began = span[0].astimezone(context.zone).hour if said.start is None else hour
    lasted = span[1] - span[0]
    points = likelihood(clock, began, said.kind or context.default_kind, lasted, context)
    return _Reading(span, points, fault)


def _end_of(start: datetime, length: timedelta | None, reader: Reader) -> datetime:
    """The first end after the start: over midnight the next day's, but "21-19" is a mistake."""
    end = reader.said.end
    if end is None:
        assert length is not None
        return start + length
    day = start.astimezone(reader.context.zone).date()
    begun = reader.said.start
    is_sure = end.is_sure or (begun is not None and begun.is_of_24)
    for hour in [end.hour] if is_sure else [end.hour, end.hour + HALF_A_DAY]:
        for found in reader.when.instants(day, replace(end, hour=hour)):
            if found > start:
                return found
    next_end = reader.when.instant(day + DAY, end)
    return next_end if next_end - start <= LONGEST_NIGHT else found


def _on_day(clock: Clock, reader: Reader) -> datetime:
    if reader.said.day is not None:
        return reader.when.instant(reader.said.day, clock)
    return reader.when.last_clock(replace(clock, hour=clock.hour % 24), reader.context.now)


def _spelling(reader: Reader, span: Span) -> Spelling:
    """The clocks of the line as they read in only one way."""
    said, line = reader.said, reader.line
    clocks: Sequence[tuple[Clock | None, datetime]] = ((said.start, span[0]), (said.end, span[1]))
    return tuple(
        (line.place(clock.place[0]), line.place(clock.place[1]), clock_word(at))
        for clock, instant in clocks
        if clock is not None and not clock.is_sure
        for at in [instant.astimezone(reader.context.zone)]
    )
