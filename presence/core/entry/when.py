"""Instants and lengths as people write them: ``21:30``, ``10m ago``, ``yesterday 19:00``."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from presence.core.entry.clock import Clock, clock_of, length_of
from presence.core.entry.line import Line
from presence.core.entry.scan import Patterns
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.wall import showings

DAY = timedelta(days=1)
YEARS = range(1900, 2200)  # whoever writes another mistypes
# "until 9:00" said at 22:00 means tomorrow; "until 18:00" said at 19:00 is a mistake.
LONGEST_AHEAD = timedelta(hours=12)


class When:
    """Reads times for one instant ``now`` in one zone; ``today`` None is the day on the wall."""

    def __init__(
        self, now: datetime, zone: tzinfo, patterns: Patterns, today: date | None = None
    ) -> None:
        self.now = now
        self.zone = zone
        self.patterns = patterns
        self.today = today or now.astimezone(zone).date()

    def length(self, text: str) -> timedelta:
        """``90m``, ``1h30``, a bare number of minutes; raises NotUnderstood."""
        line = Line(text.strip())
        found = line.take(self.patterns.length)
        if found is not None and line.at == len(line.plain):
            length = length_of(found, self.patterns)
            if length is not None:
                return length
        bare = text.strip()
        if bare.isascii() and bare.isdigit() and len(bare) < 5:
            return timedelta(minutes=int(bare))
        raise NotUnderstood(ErrorCode.BAD_LENGTH, text=text)

    def past(self, text: str) -> datetime:
        """The latest such instant that is over; a day alone is its first minute."""
        return self._moment(text, is_past=True)

    def until(self, text: str, start: datetime) -> datetime:
        """The first such instant after ``start``; one named with its day is taken as it is."""
        line = Line(text.strip())
        clock = self.take_clock(line)
        if clock is not None and line.at == len(line.plain):
            return self.next_clock(clock, start)
        line = Line(text.strip())
        found = line.take(self.patterns.length)
        if found is not None and line.at == len(line.plain):
            raise NotUnderstood(ErrorCode.BAD_TIME, text=text)
        return self._moment(text, is_past=False)

    def near(self, text: str, instant: datetime) -> datetime:
        """A time of day on the day of ``instant``, or whatever ``past`` reads."""
        line = Line(text.strip())
        clock = self.take_clock(line)
        if clock is not None and line.at == len(line.plain):
            return self.instant(instant.astimezone(self.zone).date(), clock)
        return self.past(text)

    def day(self, text: str) -> date:
        """A day: ``yesterday``, ``mon``, ``2026-11-20``, ``20 nov``; raises NotUnderstood."""
        line = Line(text.strip())
        day = self.take_day(line)
        if day is None or line.at != len(line.plain):
            raise NotUnderstood(ErrorCode.BAD_TIME, text=text, what="day")
        return day

    def take_day(self, line: Line) -> date | None:
        """The day named here, the latest that has begun where several are meant."""
        start = line.at
        found = line.take(self.patterns.date)
        day = None if found is None else self._date(found)
        if day is None:
            line.at = start
            found = line.take(self.patterns.day)
            day = None if found is None else self._day(found)
        if day is None:
            line.at = start
        return day

    def take_clock(self, line: Line) -> Clock | None:
        """The time of day named here."""
        start = line.at
        found = line.take(self.patterns.clock)
        clock = None if found is None else clock_of(found, self.patterns)
        if clock is None:
            line.at = start
        return clock

    def instant(self, day: date, clock: Clock) -> datetime:
        """The instant of a time of day, the first one where clocks show it twice."""
        return self.instants(day, clock)[0]

    def instants(self, day: date, clock: Clock) -> tuple[datetime, ...]:
        """The instants of a time of day, two in the night in which the clock is set back."""
        at = time(clock.hour % 24, clock.minute)
        return showings(datetime.combine(day + DAY * (clock.hour // 24), at), self.zone)

    def next_clock(self, clock: Clock, start: datetime) -> datetime:
        """The first instant after ``start`` with that time of day, within half a day."""
        day = start.astimezone(self.zone).date()
        for today in self.instants(day, clock):
            if today > start:
                return today
        tomorrow = self.instant(day + DAY, clock)
        return tomorrow if tomorrow - start <= LONGEST_AHEAD else self.instant(day, clock)

    def last_clock(self, clock: Clock, now: datetime) -> datetime:
        """The latest instant up to ``now`` with that time of day."""
        day = now.astimezone(self.zone).date()
        for today in reversed(self.instants(day, clock)):
            if today <= now:
                return today
        return self.instants(day - DAY, clock)[-1]

    def _moment(self, text: str, is_past: bool) -> datetime:
        exact = read_iso(text, self.zone)
        if exact is not None:
            return exact
        line = Line(text.strip())
        if line.take(self.patterns.word(self.patterns.words.now)):
            return self._whole(self.now, line, text)
        ago = line.take(self.patterns.ago)
        length = None if ago is None else length_of(ago, self.patterns)
        if length is not None:
            return self._whole(self.now - length, line, text)
        line.at = 0
        day = self.take_day(line)
        line.skip()
        clock = self.take_clock(line)
        if day is not None:
            return self._whole(self.instant(day, clock or Clock(0, 0)), line, text)
        if clock is None:
            raise NotUnderstood(ErrorCode.BAD_TIME, text=text)
        if is_past:
            return self._whole(self.last_clock(clock, self.now), line, text)
        return self._whole(self.next_clock(clock, self.now), line, text)

    def _whole(self, instant: datetime, line: Line, text: str) -> datetime:
        if line.skip():
            raise NotUnderstood(ErrorCode.BAD_TIME, text=text)
        return instant

    def _date(self, found: re.Match[str]) -> date | None:
        number = next((n for n in "1234" if found[f"d{n}"]), "1")
        year, month, day = found[f"y{number}"], found[f"m{number}"], found[f"d{number}"]
        assert month is not None
        assert day is not None
        if not month.isdigit():
            names = self.patterns.words.months
            month = str(next(i for i, name in enumerate(names, 1) if month in name))
        if year is not None and int(year) not in YEARS:
            return None
        try:
            named = date(int(year or self.today.year), int(month), int(day))
            if year is None and named > self.today:
                named = named.replace(year=named.year - 1)
        except ValueError:  # there is no such day
            return None
        return named

    def _day(self, found: re.Match[str]) -> date:
        said, weekday = found["said"], found["weekday"]
        if said is not None:
            return self.today - DAY * self.patterns.words.days_ago[said]
        names = self.patterns.words.weekdays
        wanted = next(i for i, name in enumerate(names) if weekday in name)
        back = (self.today.weekday() - wanted) % 7
        return self.today - DAY * (back or (7 if found["last"] else 0))


def read_iso(text: str, zone: tzinfo) -> datetime | None:
    """An instant in ISO 8601 with date and time; without an offset it is the zone's."""
    text = text.strip()
    if "T" not in text.upper() or not text[:4].isdigit():
        return None
    try:
        instant = datetime.fromisoformat(text)
        if instant.year not in YEARS:
            return None
        return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
