"""The one-line grammar: ``din ana 90m``, ``yesterday 19-21:30 dinner @Ana @Tom slipped 1``.

Made for a preview while somebody types: nothing is raised for a line that is half done. What was
understood comes back with its place in the line, and so does what was not. The words of the
languages come in with the context (``presence.words.grammar``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.entry import names, times
from presence.core.entry.reader import EntryContext, Part, PartKind, Reader, Rule, Said
from presence.core.entry.when import DAY
from presence.core.entry.written import (
    LONGEST_NIGHT,
    Entry,
    LineWords,
    as_session,
    check_span,
    entry_line,
    length_word,
    start_line,
)
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused
from presence.core.tracker import StartRequest

__all__ = [
    "Entry",
    "EntryContext",
    "LineWords",
    "Part",
    "PartKind",
    "UnderstoodEntry",
    "UnderstoodStart",
    "as_session",
    "entry_line",
    "parse_add",
    "parse_start",
    "start_line",
]


@dataclass(frozen=True, slots=True)
class UnderstoodStart:
    """A line that starts a session; without a kind in it the request has the default one."""

    request: StartRequest
    parts: tuple[Part, ...]
    has_kind: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return _unknown(self.parts)


@dataclass(frozen=True, slots=True)
class UnderstoodEntry:
    """A line that enters a session; ``entry`` None with the ``problem`` that is in its way."""

    entry: Entry | None
    problem: PresenceError | None
    parts: tuple[Part, ...]
    has_kind: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return _unknown(self.parts)


def parse_start(text: str, context: EntryContext) -> UnderstoodStart:
    """What a line such as ``10m ago coffee @Ana 45m`` starts."""
    reader = Reader(text, context)
    reader.read(_START_RULES)
    said, now = reader.said, context.now
    ago = said.ago or timedelta()
    if said.start is not None:
        ago = now - reader.when.last_clock(said.start, now)
    until = None if said.end is None else reader.when.next_clock(said.end, now - ago)
    request = StartRequest(
        kind=said.kind or context.default_kind,
        people=tuple(said.people),
        length=said.length,
        until=until,
        is_open=said.is_open,
        ago=ago,
        place=said.place,
        note=said.whole_note(),
    )
    return UnderstoodStart(request, tuple(reader.parts), bool(said.kind))


def parse_add(text: str, context: EntryContext) -> UnderstoodEntry:
    """What a line such as ``yesterday 19-21:30 dinner @Ana`` enters."""
    reader = Reader(text, context, is_entry=True)
    reader.read(_ADD_RULES)
    said = reader.said
    entry, problem = None, None
    try:
        started_at, ended_at = _span(text, reader)
        check_span(started_at, ended_at, context.now)
    except PresenceError as fault:
        problem = fault
    else:
        entry = Entry(
            kind=said.kind or context.default_kind,
            people=tuple(said.people),
            started_at=started_at,
            ended_at=ended_at,
            place=said.place,
            note=said.whole_note(),
            slips=said.slips,
        )
    return UnderstoodEntry(entry, problem, tuple(reader.parts), bool(said.kind))


def _span(text: str, reader: Reader) -> tuple[datetime, datetime]:
    said = reader.said
    length = said.length
    if length is None and said.end is None:
        length = reader.context.kinds[said.kind or reader.context.default_kind].default_length
    start = _start(said, reader)
    if start is not None and said.end is not None:
        if said.length is not None:
            raise NotUnderstood(ErrorCode.BAD_ENTRY, text=text, part=length_word(said.length))
        return start, _end_after(start, said, reader)
    if length is None:
        raise Refused(ErrorCode.NO_LENGTH, text=text)
    if start is not None:
        return start, start + length
    if said.end is not None:
        end = _on_day(said, reader)
        return end - length, end
    if said.day is not None or said.length is None:
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=text, part="")
    return reader.context.now - length, reader.context.now


def _start(said: Said, reader: Reader) -> datetime | None:
    if said.exact_start is not None:
        return said.exact_start
    if said.ago is not None:
        return reader.context.now - said.ago
    if said.start is None:
        return None
    if said.day is None:
        return reader.when.last_clock(said.start, reader.context.now)
    start = reader.when.instant(said.day, said.start)
    if start > reader.context.now and said.is_any_week:  # "mon 19:00" on a Monday morning
        start = reader.when.instant(said.day - DAY * 7, said.start)
    return start


def _end_after(start: datetime, said: Said, reader: Reader) -> datetime:
    """The first end after the start: over midnight the next day's, but "21-19" is a mistake."""
    assert said.end is not None
    day = start.astimezone(reader.context.zone).date()
    for end in reader.when.instants(day, said.end):
        if end > start:
            return end
    next_end = reader.when.instant(day + DAY, said.end)
    return next_end if next_end - start <= LONGEST_NIGHT else end


def _on_day(said: Said, reader: Reader) -> datetime:
    assert said.end is not None
    if said.day is None:
        return reader.when.last_clock(said.end, reader.context.now)
    return reader.when.instant(said.day, said.end)


def _unknown(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.text for part in parts if part.what is PartKind.UNKNOWN)


_NAMES: tuple[Rule, ...] = (
    names.read_with,
    names.read_exact_kind,
    names.read_exact_person,
    names.read_begun_kind,
    names.read_begun_person,
    names.read_new_person,
)
_START_RULES: tuple[Rule, ...] = (
    names.read_at_person,
    names.read_tag,
    names.read_field,
    times.read_ago,
    times.read_until,
    times.read_since,
    times.read_length,
    times.read_end_clock,
    times.read_bare_minutes,
    times.read_open,
    times.read_now,
    *_NAMES,
)
_ADD_RULES: tuple[Rule, ...] = (
    names.read_at_person,
    names.read_tag,
    names.read_field,
    times.read_exact,
    times.read_day,
    times.read_days_ago,
    times.read_range,
    times.read_ago,
    times.read_until,
    times.read_since,
    times.read_slips,
    times.read_length,
    times.read_either_clock,
    times.read_now,
    *_NAMES,
)
