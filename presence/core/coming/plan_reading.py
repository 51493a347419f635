"""The rules that a plan's line is read with, beside those of every line."""

import re
from collections.abc import Sequence
from datetime import date

from presence.core.coming.plan_patterns import PlanPatterns
from presence.core.coming.plan_rules import MOST_COUNT, Every
from presence.core.coming.plan_said import PlanSaid
from presence.core.coming.plan_scan import PlanScan
from presence.core.coming.plan_words import PlanWriting
from presence.core.entry.doubt import Doubt, Option
from presence.core.entry.line import Line
from presence.core.entry.reader import PartKind, Reader, Rule


class PlanRules:
    """Each reads on where it fits and keeps in ``said`` what it has read."""

    def __init__(self, patterns: PlanPatterns, writing: PlanWriting, today: date) -> None:
        self.said = PlanSaid()
        self._patterns = patterns
        self._writing = writing
        self._scan = PlanScan(patterns, today)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """In the order in which they are tried."""
        return (
            self.read_field,
            self.read_pause,
            self.read_excepted,
            self.read_bound,
            self.read_times,
            self.read_by_itself,
            self.read_months,
            self.read_every,
            self.read_on,
        )

    # How often

    def read_every(self, reader: Reader) -> PartKind | None:
        """``every monday``, ``every 2 weeks``, ``every second tuesday``, ``every 24 dec``."""
        start, line, patterns = reader.line.at, reader.line, self._patterns
        if reader.needs_person or not line.take(patterns.every):
            return None
        if found := line.take(patterns.often):
            return self._often(found)
        if (day := self._scan.day(line)) is not None:
            return self._yearly(day)
        if line.peek(patterns.ordinal):
            return self._by_ordinals(reader, start, is_every=True)
        number = self._scan.count(line)
        if number == 0:
            return None
        if found := line.take(patterns.unit):
            return self._said(patterns.words.units[found["said"]], number or 1)
        days = self._scan.weekdays(line)
        return self._weekly(days, number) if days else None

    def read_on(self, reader: Reader) -> PartKind | None:
        """``weekdays``, ``mon-fri``, ``last friday of the month``, ``the 15th``, ``24 dec``."""
        start, line, patterns = reader.line.at, reader.line, self._patterns
        if reader.needs_person:
            return None
        line.take(patterns.on)
        if found := line.take(patterns.often):
            return self._often(found)
        if (day := self._scan.day(line)) is not None:
            return self._on_date(day)
        if line.peek(patterns.ordinal):
            return self._by_ordinals(reader, start, is_every=False)
        days = self._scan.weekdays(line)
        return self._weekly(days, None) if days else None

    def read_months(self, reader: Reader) -> PartKind | None:
        """``only in december and january``."""
        if not reader.line.take(self._patterns.only_in):
            return None
        months = self._scan.months(reader.line)
        self.said.months += months
        return PartKind.DAY if months else None

    # When not

    def read_excepted(self, reader: Reader) -> PartKind | None:
        """``not in july and august``, ``not on 2026-12-24``, and with a day after it a pause."""
        line = reader.line
        if not line.take(self._patterns.excepted):
            return None
        if line.peek(self._patterns.entry.date) is None:
            months = self._scan.months(line)
            self.said.not_in += months
            return PartKind.DAY if months else None
        while (span := self._scan.span(line)) is not None:
            if span[0] == span[1]:
                self.said.not_on.append(span[0])
            else:
                self.said.pauses.append(span)
            end = line.at
            if not line.take(self._patterns.joint) or not line.peek(self._patterns.entry.date):
                line.at = end
                return PartKind.DAY
        return None

    def read_pause(self, reader: Reader) -> PartKind | None:
        """``pause 2026-12-20 to 2027-01-03``."""
        if not reader.line.take(self._patterns.pause):
            return None
        span = self._scan.span(reader.line)
        if span is None:
            return None
        self.said.pauses.append(span)
        return PartKind.DAY

    # From when, until when, and the rest

    def read_bound(self, reader: Reader) -> PartKind | None:
        """``from 2026-12-01``, ``until 2027-03-01``."""
        line, is_first = reader.line, True
        if not line.take(self._patterns.from_):
            is_first = False
            if not line.take(self._patterns.until):
                return None
        line.take(self._patterns.on)
        day = self._scan.day(line)
        if day is None or (self.said.first if is_first else self.said.until) is not None:
            return None
        if is_first:
            self.said.first = day
        else:
            self.said.until = day
        return PartKind.DAY

    def read_times(self, reader: Reader) -> PartKind | None:
        """``10 times``."""
        found = reader.line.take(self._patterns.times)
        if found is None or self.said.count is not None:
            return None
        count = int(found["count"])
        if not 0 < count <= MOST_COUNT:
            return None
        self.said.count = count
        return PartKind.DAY

    def read_by_itself(self, reader: Reader) -> PartKind | None:
        if not reader.line.take(self._patterns.by_itself):
            return None
        self.said.by_itself = True
        return PartKind.WORD

    def read_field(self, reader: Reader) -> PartKind | None:
        """``place:"Da Enzo"``, ``name:"…"``, and what no words say: ``rule:"FREQ=…"``."""
        line, words, said = reader.line, self._patterns.words, self.said
        field = self._patterns.entry.field
        if line.take(field(self._patterns.entry.words.place)):
            reader.said.place = _one_line(line)
            return PartKind.PLACE
        if line.take(field(words.name)):
            said.name = _one_line(line)
            return PartKind.WORD
        if line.take(field(words.group)):
            group = _one_line(line)
            if said.group or group not in reader.context.known_groups:
                return None
            said.group = reader.context.known_groups.spelt(group)
            return PartKind.PERSON
        if not said.every and line.take(field(words.rule)):
            said.rule = _one_line(line)
            return PartKind.DAY
        return None

    # Inside

    def _often(self, found: re.Match[str]) -> PartKind | None:
        often = self._patterns.words.often[" ".join(found["said"].split())]
        if often.weekdays:
            return self._weekly(often.weekdays, None)
        return self._said(often.every, often.interval)

    def _said(self, every: Every, interval: int) -> PartKind | None:
        return PartKind.DAY if self.said.say(every, interval) else None

    def _weekly(self, days: Sequence[int], interval: int | None) -> PartKind | None:
        if not self.said.say(Every.WEEK, interval):
            return None
        self.said.weekdays += [(0, day) for day in days]
        return PartKind.DAY

    def _yearly(self, day: date) -> PartKind | None:
        if self.said.day is not None or not self.said.say(Every.YEAR):
            return None
        self.said.months.append(day.month)
        self.said.month_days.append(day.day)
        return PartKind.DAY

    def _on_date(self, day: date) -> PartKind | None:
        if self.said.every is Every.YEAR:
            return self._yearly(day)
        if self.said.day is not None:
            return None
        self.said.day = day
        return PartKind.DAY

    def _by_ordinals(self, reader: Reader, start: int, is_every: bool) -> PartKind | None:
        """What is counted within a month or year; behind "every" it may be weeks that are."""
        line, patterns = reader.line, self._patterns
        numbers = self._scan.ordinals(line)
        if line.take(patterns.last_day):
            if is_every and numbers != [-1]:  # "every second day"
                return self._said(Every.DAY, numbers[0]) if numbers[0] > 0 else None
            return self._in_months(line, month_days=numbers)
        end = line.at
        line.skip()
        is_one = is_every and len(numbers) == 1 and numbers[0] > 0
        if is_one and (found := line.take(patterns.unit)):  # "every second week"
            return self._said(patterns.words.units[found["said"]], numbers[0])
        days = self._scan.weekdays(line)
        if not days:
            line.at = end
            return self._in_months(line, month_days=numbers)
        of_them = [(number, day) for number in numbers for day in days]
        is_of_months = line.peek(patterns.of_month) or self._peek_of_months(line)
        may_be_weeks = is_one and numbers[0] > 1 and len(days) == 1 and not is_of_months
        if may_be_weeks and self._means_weeks(reader, start, *of_them[0]):
            return self._weekly(days, numbers[0])
        return self._in_months(line, weekdays=of_them)

    def _means_weeks(self, reader: Reader, start: int, number: int, day: int) -> bool:
        """Whether "every second tuesday" is every two weeks, which most people mean by it."""
        place, writing = reader.typed(start), self._writing
        name = writing.weekday_names[day]
        weeks = writing.every_weeks.format(count=number)
        nth = writing.of_month.format(days=f"{writing.ordinals.get(number, number)} {name}")
        options = [Option(True, ((*place, f"{weeks} {writing.on_weekday.format(days=name)}"),))]
        if number in writing.ordinals:
            options.append(Option(False, ((*place, nth),)))
        return reader.choose(Doubt.EVERY, options, is_clear=True)

    def _in_months(
        self,
        line: Line,
        weekdays: Sequence[tuple[int, int]] = (),
        month_days: Sequence[int] = (),
    ) -> PartKind | None:
        """Of the month, "of march", or nothing after it, which means each month too."""
        months: list[int] = []
        if not line.take(self._patterns.of_month):
            end = line.at
            if line.take(self._patterns.of):
                months = self._scan.months(line)
            if not months:
                line.at = end
        if not self.said.say(Every.YEAR if months else Every.MONTH):
            return None
        self.said.months += months
        self.said.weekdays += weekdays
        self.said.month_days += month_days
        return PartKind.DAY

    def _peek_of_months(self, line: Line) -> bool:
        end = line.at
        found = bool(line.take(self._patterns.of) and line.peek(self._patterns.month))
        line.at = end
        return found


def _one_line(line: Line) -> str:
    return " ".join(line.take_quoted_or_word().split())
