"""The words of a language as patterns on a folded line: what is a length, a time, a day.

Words are compared without accents and case.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from presence.core.entry.words import EntryWords

END = r"(?=[\s,;]|$)"
DASH = r"\s*[-–—]\s*"


class Patterns:
    """The patterns of one language; each is made when first needed."""

    def __init__(self, words: EntryWords) -> None:
        self.words = words.folded()

    @cached_property
    def joints(self) -> frozenset[str]:
        """Words that join others, and so are nobody's name."""
        words = self.words
        joining = (words.until, words.since, words.length, words.people, words.and_)
        others = (words.ago_after, words.ago_before, words.slipped, words.last)
        return frozenset(word for group in (*joining, *others) for word in group)

    @cached_property
    def length(self) -> re.Pattern[str]:
        units = self.words.units
        number = r"\d{1,6}(?:[.,]\d{1,3})?"
        lead = _lead(self.words.length)
        # "90m 10m ago" is two things, "1h 10m" is one.
        large = _any(unit for unit, seconds in units.items() if seconds >= 3600)
        small = _any(unit for unit, seconds in units.items() if seconds < 3600)
        both = rf"{number}\s*{large}(?:\s*{number}\s*{small})?"
        parts = rf"(?P<parts>{both}|{number}\s*{small})(?P<minutes>\d{{2}})?"
        return re.compile(rf"{lead}(?P<sign>[-+−])?{parts}{END}")

    @cached_property
    def length_part(self) -> re.Pattern[str]:
        return re.compile(rf"(\d{{1,6}}(?:[.,]\d{{1,3}})?)\s*({_any(self.words.units)})")

    @cached_property
    def ago(self) -> re.Pattern[str]:
        plain = self.length.pattern.removesuffix(END)
        plain = plain.removeprefix(_lead(self.words.length))
        after = rf"{plain}\s+{_any(self.words.ago_after)}{END}"
        if not self.words.ago_before:
            return re.compile(after)
        again = plain.replace("?P<", "?P<b_")
        return re.compile(rf"{after}|{_any(self.words.ago_before)}\s+{again}{END}")

    @cached_property
    def clock(self) -> re.Pattern[str]:
        return re.compile(self._clock("") + END)

    @cached_property
    def range(self) -> re.Pattern[str]:
        to = rf"(?:{DASH}|\s+{_any(self.words.until)}\s+)"
        return re.compile(
            rf"{_lead(self.words.since)}{self._clock('a_')}{to}{self._clock('b_')}{END}"
        )

    @cached_property
    def until(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.until)}\s+{self._clock('')}{END}")

    @cached_property
    def since(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.since)}\s+{self._clock('')}{END}")

    @cached_property
    def date(self) -> re.Pattern[str]:
        month = _any(word for names in self.words.months for word in names)
        year = r"(?P<{0}>\d{{4}})"
        return re.compile(
            rf"(?:{year.format('y1')}-(?P<m1>\d\d?)-(?P<d1>\d\d?)"
            rf"|(?P<d2>\d\d?)\.\s?(?P<m2>\d\d?)\.(?:\s?{year.format('y2')})?"
            rf"|(?P<d3>\d\d?)\.?\s*(?P<m3>{month})\.?(?:\s+{year.format('y3')})?"
            rf"|(?P<m4>{month})\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{year.format('y4')})?){END}"
        )

    @cached_property
    def slashed(self) -> re.Pattern[str]:
        """A date with the day first or the month first: nobody can see which."""
        return re.compile(rf"(?P<a>\d\d?)/(?P<b>\d\d?)(?:/(?P<year>\d{{4}}|\d\d))?{END}")

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_any(self.words.phrases)}){END}")

    @cached_property
    def part_of_day(self) -> re.Pattern[str]:
        lead = _lead(self.words.on)
        return re.compile(rf"{lead}(?P<said>{_any(self.words.parts_of_day)}){END}")

    @cached_property
    def on_day(self) -> re.Pattern[str]:
        """A little word before a day: "on Monday"."""
        return re.compile(rf"{_lead(self.words.on)}")

    @cached_property
    def day(self) -> re.Pattern[str]:
        weekday = _any(word for names in self.words.weekdays for word in names)
        last = _any(self.words.last)
        said = _any(self.words.days_ago)
        return re.compile(
            rf"(?:(?P<said>{said})|(?:(?P<last>{last})\s+)?(?P<weekday>{weekday})\.?){END}"
        )

    @cached_property
    def slipped(self) -> re.Pattern[str]:
        word, reason = _any(self.words.slipped), _any(self.words.reasons)
        after = rf"{word}:?(?:\s*(?P<after>\d{{1,3}})x?)?"
        before = rf"(?P<before>\d{{1,3}})x?\s+{word}"
        return re.compile(rf"(?:{after}|{before})(?:\s+(?P<reason>{reason}))?{END}")

    @cached_property
    def phones(self) -> re.Pattern[str]:
        word, answer = _any(self.words.phones), _any(self.words.phone_answers)
        return re.compile(rf"{word}:?\s+(?P<answer>{answer}){END}")

    def score(self, words: Iterable[str]) -> re.Pattern[str]:
        """One of these words with a number from 1 to 5."""
        return re.compile(rf"{_any(words)}:?\s*(?P<score>[1-5])(?:/5)?{END}")

    def word(self, words: Iterable[str]) -> re.Pattern[str]:
        """Any one of these words, alone."""
        return re.compile(_any(words) + END)

    def field(self, words: Iterable[str]) -> re.Pattern[str]:
        """One of these words with the colon after it."""
        return re.compile(rf"{_any(words)}:")

    def _clock(self, name: str) -> str:
        oclock = _any(self.words.oclock)
        return (
            rf"(?:(?P<{name}named>{_any(self.words.times)})"
            rf"|(?P<{name}hour>\d{{1,2}})(?:[:.](?P<{name}minute>\d{{2}}))?"
            rf"(?:\s*(?P<{name}half>{self._half}))?(?:\s*{oclock}(?!\w))?)"
        )

    @cached_property
    def _half(self) -> str:
        """Before noon or after; not the German "am" of "9-10 am Freitag"."""
        words = self.words
        halves = (*words.before_noon, *words.after_noon)
        month = _any(word for names in words.months for word in names)
        weekdays = (word for names in words.weekdays for word in names)
        named = _any((*weekdays, *words.parts_of_day, *words.last))
        day = rf"(?:{named}|\d\d?\.\s?(?:\d\d?\.|{month}))(?!\w)"
        return rf"(?!{_any(set(halves) & set(words.on))}\s+{day}){_any(halves)}"


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first; without any, what never matches."""
    ordered = sorted(words, key=len, reverse=True)
    said = (re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return f"(?:{'|'.join(said)})" if ordered else r"(?!)"


def _lead(words: Iterable[str]) -> str:
    return rf"(?:{_any(words)}\s+)?"
