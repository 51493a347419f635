"""A line that enters a session that is over: ``yesterday 19-21:30 dinner @Ana #family``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presence.core.entry.context import EntryContext
from presence.core.entry.doubt import Doubt, rewritten
from presence.core.entry.reader import Part, PartKind, Reader, Rule
from presence.core.entry.rules import days, kinds, names, saying, times
from presence.core.entry.span import span_of
from presence.core.entry.written import Entry, check_span
from presence.core.errors import ErrorCode, PresenceError

# What another reading of the same words may not suffer from.
_OF_THE_TIMES = frozenset({ErrorCode.IN_THE_FUTURE, ErrorCode.END_BEFORE_START, ErrorCode.TOO_LONG})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line, ``doubt`` says in what they differ; ``line`` says only this one."""

    entry: Entry
    doubt: Doubt
    line: str


@dataclass(frozen=True, slots=True)
class UnderstoodEntry:
    """A line that enters a session; ``entry`` None with the ``problem`` that is in its way.

    Where it can be read in several ways ``readings`` are these, that of ``entry`` first: of one
    doubt at a time, the first that is in need of an answer. ``is_clear`` False where no reading
    is so likely that nobody needs to be asked; where only one is left, ``still_to_come`` is the
    likelier one that is not over yet. ``kind`` ("" where none was said) and ``people`` are known
    before the times are.
    """

    entry: Entry | None
    problem: PresenceError | None
    parts: tuple[Part, ...]
    kind: str = ""
    people: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    is_clear: bool = True
    still_to_come: Entry | None = None

    @property
    def has_kind(self) -> bool:
        """Whether it says what it was."""
        return bool(self.kind)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return tuple(part.text for part in self.parts if part.what is PartKind.UNKNOWN)


def parse_add(text: str, context: EntryContext) -> UnderstoodEntry:
    """What a line such as ``yesterday 19-21:30 dinner @Ana`` enters."""
    first = _Attempt(text, context)
    if first.entry is not None and first.only_left is None:
        return _with_readings(first)
    if first.problem is not None and first.problem.code not in _OF_THE_TIMES:
        return first.understood()
    others = [other for _number, other in _others(first) if other.entry is not None]
    likelier = [other for other in others if other.only_left is None]
    if first.entry is not None:
        return _with_readings(likelier[0] if likelier else first, is_clear=False)
    if not others:
        return first.understood()
    return _with_readings((likelier or others)[0], is_clear=len(others) == 1)


class _Attempt:
    """The line read with these picks."""

    def __init__(self, text: str, context: EntryContext, picks: tuple[int, ...] = ()) -> None:
        self.text = text
        self.context = context
        self.picks = picks
        self.entry: Entry | None = None
        self.problem: PresenceError | None = None
        reader = Reader(text, context, is_entry=True, picks=picks)
        reader.read(RULES)
        try:
            self.entry = _entry(text, reader)
        except PresenceError as fault:
            self.problem = fault
        self.questions = tuple(reader.questions)
        self.only_left = reader.only_left
        self.parts = tuple(reader.parts)
        self.kind = reader.said.kind
        self.people = tuple(reader.said.people)

    def understood(
        self,
        readings: Sequence[Reading] = (),
        is_clear: bool = True,
        still_to_come: Entry | None = None,
    ) -> UnderstoodEntry:
        return UnderstoodEntry(
            self.entry,
            self.problem,
            self.parts,
            self.kind,
            self.people,
            tuple(readings),
            is_clear,
            still_to_come,
        )

    @property
    def count_unknown(self) -> int:
        return sum(part.what is PartKind.UNKNOWN for part in self.parts)

    def pick(self, number: int) -> int:
        return self.picks[number] if number < len(self.picks) else 0

    def line(self, number: int) -> str:
        """The line with the answer that was picked written into it."""
        return rewritten(self.text, self.questions[number].spellings[self.pick(number)])


def _others(attempt: _Attempt) -> Iterator[tuple[int, _Attempt]]:
    """Every attempt in which one question is answered otherwise, with the question's number."""
    for number, question in enumerate(attempt.questions):
        for other in range(len(question.spellings)):
            if other != attempt.pick(number):
                before = tuple(attempt.pick(n) for n in range(number))
                yield number, _Attempt(attempt.text, attempt.context, (*before, other))


def _with_readings(attempt: _Attempt, is_clear: bool = True) -> UnderstoodEntry:
    """What was understood, with the other ways to read it that make a session of the past."""
    assert attempt.entry is not None
    found: dict[int, list[Reading]] = {}
    for number, other in _others(attempt):
        if (
            other.entry is not None
            and other.entry != attempt.entry
            and other.count_unknown <= attempt.count_unknown
        ):
            doubt = attempt.questions[number].doubt
            reading = Reading(other.entry, doubt, other.line(number))
            found.setdefault(number, []).append(reading)
    if not found and attempt.only_left is not None:
        line = rewritten(attempt.text, attempt.only_left.spelling)
        began, ended = attempt.only_left.likelier
        return attempt.understood(
            [Reading(attempt.entry, Doubt.HALF, line)],
            is_clear=False,
            still_to_come=replace(attempt.entry, started_at=began, ended_at=ended),
        )
    if not found:
        return attempt.understood(is_clear=is_clear)
    unclear = [number for number in found if not attempt.questions[number].is_clear]
    number = (unclear or list(found))[0]
    taken = Reading(attempt.entry, attempt.questions[number].doubt, attempt.line(number))
    return attempt.understood([taken, *found[number]], is_clear and not unclear)


def _entry(text: str, reader: Reader) -> Entry:
    """What was read, as an entry; raises PresenceError where its times do not make a session."""
    said = reader.said
    started_at, ended_at = span_of(text, reader)
    check_span(started_at, ended_at, reader.context.now)
    return Entry(
        kind=said.kind or reader.context.default_kind,
        people=tuple(said.people),
        started_at=started_at,
        ended_at=ended_at,
        place=said.place,
        note=said.note,
        slips=None if said.slips is None else tuple(said.slips),
        tags=tuple(said.tags),
        said=said.phones,
        enjoyed=said.enjoyed,
        distracted=said.distracted,
        word=said.word,
    )


RULES: tuple[Rule, ...] = (
    names.read_at_person,
    names.read_tag,
    kinds.read_kind_field,
    names.read_field,
    times.read_exact,
    days.read_phrase,
    days.read_day,
    days.read_slashed,
    days.read_days_ago,
    times.read_range,
    times.read_ago,
    times.read_until,
    times.read_since,
    saying.read_slips,
    saying.read_phones,
    saying.read_enjoyed,
    saying.read_distracted,
    times.read_length,
    times.read_either_clock,
    times.read_bare_number,
    times.read_now,
    days.read_part_of_day,
    *names.RULES,
)
