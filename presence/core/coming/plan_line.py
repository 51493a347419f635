"""The line that a plan is entered in: ``weekdays 19:00 dinner 90m @Family not in august``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from presence.core.coming.plan import MINUTES_OF_A_DAY, Plan
from presence.core.coming.plan_patterns import PlanPatterns
from presence.core.coming.plan_reading import PlanRules
from presence.core.coming.plan_rules import rule_text
from presence.core.coming.plan_words import PlanWriting
from presence.core.entry.clock import Clock
from presence.core.entry.context import EntryContext
from presence.core.entry.doubt import Doubt, Option, rewritten
from presence.core.entry.hours import CLEARLY, HALF_A_DAY, candidates, likelihood
from presence.core.entry.line import QUOTES
from presence.core.entry.reader import Part, PartKind, Reader, Rule
from presence.core.entry.rules import kinds, names, times
from presence.core.entry.writing import clock_word
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused
from presence.core.names.group import Group
from presence.core.session import MAX_LENGTH

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a plan's line is read against and written with; ``groups`` by any order."""

    entry: EntryContext
    patterns: PlanPatterns
    writing: PlanWriting
    groups: Sequence[Group] = ()

    @property
    def today(self) -> date:
        """The day that it is for the person."""
        entry = self.entry
        return entry.today or entry.now.astimezone(entry.zone).date()

    def group_id(self, name: str) -> str:
        return next((group.id for group in self.groups if group.name == name), "")


@dataclass(frozen=True, slots=True)
class PlanReading:
    """One way to read a line; ``line`` says only this one."""

    plan: Plan
    doubt: Doubt
    line: str


@dataclass(frozen=True, slots=True)
class UnderstoodPlan:
    """A line that is a plan (with no id yet), or the ``problem`` that is in its way.

    Where it can be read in several ways ``readings`` are these, the one that is taken first.
    ``is_clear`` False where nobody can say which is meant. ``says_first`` where it names the day
    from which it counts.
    """

    plan: Plan | None
    problem: PresenceError | None
    parts: tuple[Part, ...]
    readings: tuple[PlanReading, ...] = ()
    is_clear: bool = True
    says_first: bool = False


def parse_plan(text: str, context: PlanContext) -> UnderstoodPlan:
    """What a line such as ``every 2 weeks on tuesday 12:30 lunch 1h @Ana`` plans."""
    first = _Attempt(text, context)
    if first.plan is None:
        return first.understood()
    for number, _question in enumerate(first.questions):
        others = [
            PlanReading(other.plan, first.questions[number].doubt, other.line(number))
            for at, other in _others(first)
            if at == number and other.plan is not None and other.plan != first.plan
        ]
        if others:
            taken = PlanReading(first.plan, first.questions[number].doubt, first.line(number))
            is_clear = all(question.is_clear for question in first.questions)
            return first.understood((taken, *others), is_clear)
    return first.understood()


class _Attempt:
    """The line read with these picks."""

    def __init__(self, text: str, context: PlanContext, picks: tuple[int, ...] = ()) -> None:
        self.text = text
        self.context = context
        self.picks = picks
        self.plan: Plan | None = None
        self.problem: PresenceError | None = None
        rules = PlanRules(context.patterns, context.writing, context.today)
        reader = Reader(text, context.entry, is_entry=True, picks=picks)
        reader.read(_rules(rules))
        try:
            self.plan = _plan(text, reader, rules, context)
        except PresenceError as fault:
            self.problem = fault
        self.says_first = rules.said.first is not None or rules.said.day is not None
        self.questions = tuple(reader.questions)
        self.parts = tuple(reader.parts)

    def understood(
        self, readings: Sequence[PlanReading] = (), is_clear: bool = True
    ) -> UnderstoodPlan:
        return UnderstoodPlan(
            self.plan, self.problem, self.parts, tuple(readings), is_clear, self.says_first
        )

    def line(self, number: int) -> str:
        """The line with the answer that was picked written into it."""
        pick = self.picks[number] if number < len(self.picks) else 0
        return rewritten(self.text, self.questions[number].spellings[pick])


def _others(attempt: _Attempt) -> Iterator[tuple[int, _Attempt]]:
    for number, question in enumerate(attempt.questions):
        for other in range(1, len(question.spellings)):
            picks = (*(0 for _before in range(number)), other)
            yield number, _Attempt(attempt.text, attempt.context, picks)


def _rules(own: PlanRules) -> list[Rule]:
    def read_group(reader: Reader) -> PartKind | None:
        """``@Family`` stays a group: who belongs to it later comes too."""
        return _read_group(reader, own)

    return [
        read_group,
        names.read_at_person,
        names.read_tag,
        kinds.read_kind_field,
        *own.rules,
        times.read_range,
        times.read_until,
        times.read_since,
        times.read_length,
        times.read_either_clock,
        times.read_bare_number,
        times.read_open,
        *names.RULES,
    ]


def _read_group(reader: Reader, own: PlanRules) -> PartKind | None:
    line, context = reader.line, reader.context
    has_at = line.plain[line.at] == "@"
    if own.said.group or not (has_at or reader.expects_people):
        return None
    line.at += has_at
    if has_at and line.text[line.place(line.at) :][:1] in QUOTES:
        name = " ".join(line.take_quoted_or_word().split())
        group = context.known_groups.spelt(name) if name in context.known_groups else ""
        is_person = name in context.known_people
    else:
        group, end = context.known_groups.at(line.plain, line.at)
        person, person_end = context.known_people.at(line.plain, line.at)
        is_person = bool(person) and person_end >= end
        line.at = end
    if not group or is_person:
        return None
    own.said.group, reader.needs_person = group, False
    return PartKind.PERSON


def _plan(text: str, reader: Reader, own: PlanRules, context: PlanContext) -> Plan:
    """What was read, as a plan; raises PresenceError where it makes none."""
    said = own.said
    unknown = next((part.text for part in reader.parts if part.what is PartKind.UNKNOWN), "")
    if unknown or not said.has_rule or reader.said.start is None:
        raise NotUnderstood(ErrorCode.BAD_PLAN, text=text, part=unknown)
    kind = reader.said.kind or context.entry.default_kind
    at_minute, length = _times(reader, kind, context)
    rule, first = said.rule_from(context.today, _is_over_today(at_minute, context))
    return Plan(
        id="",
        name=said.name,
        kind=kind,
        rule=rule_text(rule),
        first=first,
        at_minute=at_minute,
        length=length,
        people=tuple(reader.said.people),
        group=context.group_id(said.group),
        place=reader.said.place,
        tags=tuple(reader.said.tags),
        not_on=tuple(sorted(set(said.not_on))),
        not_in=tuple(sorted(set(said.not_in))),
        pauses=tuple(sorted(set(said.pauses))),
        starts_by_itself=said.by_itself,
    )


def _is_over_today(at_minute: int, context: PlanContext) -> bool:
    here = context.entry.now.astimezone(context.entry.zone)
    return here.date() == context.today and here.hour * 60 + here.minute > at_minute


def _times(reader: Reader, kind: str, context: PlanContext) -> tuple[int, timedelta | None]:
    """The minute of the day and the length; a clock without am or pm is read as is likeliest."""
    said, entry = reader.said, context.entry
    assert said.start is not None
    usual = entry.kinds[kind].default_length
    start = _likeliest(reader, said.start, kind, said.length or usual or timedelta(), entry)
    at_minute = (start.hour * 60 + start.minute) % MINUTES_OF_A_DAY
    if said.is_open:
        return at_minute, None
    if said.end is None:
        length = said.length or usual
    else:
        is_sure = said.end.is_sure or said.start.is_of_24
        step = MINUTES_OF_A_DAY if is_sure else HALF_A_DAY * 60
        length = (said.end.hour * 60 + said.end.minute - at_minute) % step * MINUTE
    if length is not None and not timedelta() < length <= MAX_LENGTH:
        raise Refused(ErrorCode.TOO_LONG, limit=MAX_LENGTH, what="length")
    return at_minute, length


def _likeliest(
    reader: Reader, clock: Clock, kind: str, length: timedelta, entry: EntryContext
) -> Clock:
    hours = candidates(clock, reader.said.part_of_day)
    if len(hours) == 1:
        return replace(clock, hour=hours[0])
    points = {hour: likelihood(clock, hour, kind, length, entry) for hour in hours}
    hours.sort(key=lambda hour: -points[hour])
    is_clear = points[hours[0]] - points[hours[1]] >= CLEARLY
    if is_clear and hours[0] == clock.hour:
        return clock  # as it is written: no word more of it
    first, last = (reader.line.place(at) for at in clock.place)
    options = []
    for hour in hours:
        read = replace(clock, hour=hour)
        at = entry.now.replace(hour=hour % 24, minute=clock.minute, second=0)
        options.append(Option(read, ((first, last, clock_word(at)),)))
    return reader.choose(Doubt.HALF, options, is_clear)
