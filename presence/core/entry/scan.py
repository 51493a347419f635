"""Reading a typed line word by word: what is a length, a time, a day, a name.

Words are compared without accents and case, and every piece keeps its place in the line as typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from presence.core.entry.words import EntryWords
from presence.core.person import folded

END = r"(?=[\s,;]|$)"
DASH = r"\s*[-–—]\s*"
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
LONGEST_LENGTH = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as somebody wrote it; hour 24 is the end of the day."""

    hour: int
    minute: int
    is_sure: bool = True  # False for a bare hour that a later "pm" may still move


class Patterns:
    """The words of a language as patterns on a folded line; each is made when first needed."""

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
    def day(self) -> re.Pattern[str]:
        weekday = _any(word for names in self.words.weekdays for word in names)
        last = _any(self.words.last)
        said = _any(self.words.days_ago)
        return re.compile(
            rf"(?:(?P<said>{said})|(?:(?P<last>{last})\s+)?(?P<weekday>{weekday})\.?){END}"
        )

    @cached_property
    def slipped(self) -> re.Pattern[str]:
        word = _any(self.words.slipped)
        return re.compile(
            rf"(?:{word}:?(?:\s*(?P<after>\d{{1,3}})x?)?|(?P<before>\d{{1,3}})x?\s+{word}){END}"
        )

    def word(self, words: Iterable[str]) -> re.Pattern[str]:
        """Any one of these words, alone."""
        return re.compile(_any(words) + END)

    def field(self, words: Iterable[str]) -> re.Pattern[str]:
        """One of these words with the colon after it."""
        return re.compile(rf"{_any(words)}:")

    def _clock(self, name: str) -> str:
        half = _any((*self.words.before_noon, *self.words.after_noon))
        oclock = _any(self.words.oclock)
        return (
            rf"(?:(?P<{name}named>{_any(self.words.times)})"
            rf"|(?P<{name}hour>\d{{1,2}})(?:[:.](?P<{name}minute>\d{{2}}))?"
            rf"(?:\s*(?P<{name}half>{half}))?(?:\s*{oclock}(?!\w))?)"
        )


class Line:
    """A line being read: the text as typed, its folded form, and how far reading has come."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for letter in " " if character.isspace() else _plain(character):
                plain.append(letter)
                places.append(place)
        self.plain = "".join(plain)
        self._places = [*places, len(text)]
        self.at = 0

    def skip(self) -> bool:
        """Go on to the next word; whether there is one."""
        while self.at < len(self.plain) and self.plain[self.at] in " ,;":
            self.at += 1
        return self.at < len(self.plain)

    def place(self, at: int) -> int:
        """Where in the typed text a place of the folded one is."""
        return self._places[at]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern here, read on to its end."""
        found = pattern.match(self.plain, self.at)
        if found is not None and found.end() > self.at:
            self.at = found.end()
            return found
        return None

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern here, without reading on."""
        return pattern.match(self.plain, self.at)

    def take_word(self) -> str:
        """The word here as typed."""
        start = self.at
        while self.at < len(self.plain) and self.plain[self.at] not in " ,;":
            self.at += 1
        return self.text[self.place(start) : self.place(self.at)]

    def take_quoted_or_word(self) -> str:
        """What stands in quotes here (unclosed ones end with the line), or a word."""
        start = self.place(self.at)
        closing = QUOTES.get(self.text[start : start + 1])
        if closing is None:
            return self.take_word()
        said: list[str] = []
        place = start + 1
        while place < len(self.text) and self.text[place] != closing:
            if self.text[place] == "\\" and place + 1 < len(self.text):
                place += 1
            said.append(self.text[place])
            place += 1
        while self.at < len(self.plain) and self.place(self.at) <= place:
            self.at += 1
        return "".join(said)


def length_of(found: Mapping[str, str | None], patterns: Patterns) -> timedelta | None:
    """The length that a match of ``length`` or ``ago`` holds; None where it is absurd."""
    prefix = "b_" if found.get("b_parts") else ""
    seconds = 0.0
    smallest = 86_400
    for number, unit in patterns.length_part.findall(found[f"{prefix}parts"] or ""):
        seconds += float(number.replace(",", ".")) * patterns.words.units[unit]
        smallest = min(smallest, patterns.words.units[unit])
    rest = found[f"{prefix}minutes"]
    if rest and smallest != 3600:
        return None  # "90m30" is no length, "1h30" is one
    seconds += int(rest or 0) * 60
    if found[f"{prefix}sign"] in ("-", "−"):
        seconds = -seconds
    length = timedelta(seconds=round(seconds))
    return length if abs(length) <= LONGEST_LENGTH else None


def clock_of(found: Mapping[str, str | None], patterns: Patterns, name: str = "") -> Clock | None:
    """The time of day that a match holds; None where there is no such time."""
    named = found[f"{name}named"]
    if named is not None:
        return Clock(*patterns.words.times[named])
    hour, minute = int(found[f"{name}hour"] or 0), int(found[f"{name}minute"] or 0)
    half = found[f"{name}half"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in patterns.words.after_noon else 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour, minute, is_sure=half is not None)


def clocks_of(found: Mapping[str, str | None], patterns: Patterns) -> tuple[Clock, Clock] | None:
    """The two times of a match of ``range``; in "7-9:30pm" the first is pm too."""
    first, last = clock_of(found, patterns, "a_"), clock_of(found, patterns, "b_")
    if first is None or last is None:
        return None
    said_half = found["b_half"] is not None
    if said_half and not first.is_sure and 1 <= first.hour <= 11 and last.hour >= 12:
        moved = Clock(first.hour + 12, first.minute)
        if (moved.hour, moved.minute) < (last.hour, last.minute):
            first = moved
    return first, last


def _plain(character: str) -> Iterator[str]:
    return iter(folded(character) or "")


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first; without any, what never matches."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)"


def _lead(words: Iterable[str]) -> str:
    return rf"(?:{_any(words)}\s+)?"
