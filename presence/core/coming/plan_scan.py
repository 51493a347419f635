"""Takes days, months, dates and numbers from a line, one of them or several."""

import re
from collections.abc import Mapping
from datetime import date

from presence.core.coming.plan_patterns import PlanPatterns
from presence.core.entry.line import Line
from presence.core.entry.when import YEARS

DAYS_OF_A_WEEK, MONTHS_OF_A_YEAR = 7, 12
_LEAP_YEARS = 9  # within so many years there is a 29 February, also around 2100


class PlanScan:
    """Each reads on as far as it fits; ``today`` says which date without a year is next."""

    def __init__(self, patterns: PlanPatterns, today: date) -> None:
        self._patterns = patterns
        self._today = today

    def weekdays(self, line: Line) -> list[int]:
        """``mon, wed and fri``, ``mon-fri``; Monday 0."""
        return self._named(line, self._patterns.weekday, self._patterns.weekdays, DAYS_OF_A_WEEK)

    def months(self, line: Line) -> list[int]:
        """``july and august``, ``jun-aug``; January 1."""
        return self._named(line, self._patterns.month, self._patterns.months, MONTHS_OF_A_YEAR)

    def ordinals(self, line: Line) -> list[int]:
        """``first and third``, ``1st, 15th``, ``last``."""
        found = []
        while each := line.take(self._patterns.ordinal):
            found.append(_number(each, self._patterns.words.ordinals))
            if not self._goes_on(line, self._patterns.ordinal):
                break
        return found

    def count(self, line: Line) -> int | None:
        """``2``, ``two``, ``other``, before what comes so often."""
        found = line.take(self._patterns.count)
        return None if found is None else _number(found, self._patterns.words.numbers)

    def span(self, line: Line) -> tuple[date, date] | None:
        """A day, or the first and the last of several: "20 dec - 3 jan" goes into the next year."""
        first = self.day(line)
        if first is None:
            return None
        at = line.at
        last = self.day(line, first) if line.take(self._patterns.to) else None
        if last is None:
            line.at = at
            return first, first
        return (first, last) if first <= last else None

    def day(self, line: Line, since: date | None = None) -> date | None:
        """A date; without its year the next one, today's included."""
        at = line.at
        found = line.take(self._patterns.entry.date)
        day = None if found is None else self._read(found, since or self._today)
        if day is None:
            line.at = at
        return day

    def _named(
        self, line: Line, pattern: re.Pattern[str], names: Mapping[str, int], most: int
    ) -> list[int]:
        base, found = min(names.values()), list[int]()
        while first := line.take(pattern):
            begin = end = names[first["said"]]
            at = line.at
            last = line.take(pattern) if line.take(self._patterns.to) else None
            if last is None:
                line.at = at
            else:
                end = names[last["said"]]
            steps = range((end - begin) % most + 1)
            found += [(begin - base + step) % most + base for step in steps]
            if not self._goes_on(line, pattern):
                break
        return list(dict.fromkeys(found))

    def _goes_on(self, line: Line, pattern: re.Pattern[str]) -> bool:
        """Whether another one comes, up to which it reads on."""
        at = line.at
        if line.take(self._patterns.joint) and line.peek(pattern):
            return True
        line.at = at
        return False

    def _read(self, found: re.Match[str], since: date) -> date | None:
        number = next((each for each in "1234" if found[f"d{each}"]), "1")
        year, month, day = (found[f"{part}{number}"] for part in "ymd")
        wanted = int(month) if month.isdigit() else self._patterns.months[month]
        for each in [int(year)] if year else range(since.year, since.year + _LEAP_YEARS):
            try:
                named = date(each, wanted, int(day))
            except ValueError:  # there is no such day in that year
                continue
            if each in YEARS and (year or named >= since):
                return named
        return None


def _number(found: re.Match[str], words: Mapping[str, int]) -> int:
    said = " ".join(found["said"].split())
    digits = re.match(r"\d+", said)
    return words[said] if digits is None else int(digits[0])
