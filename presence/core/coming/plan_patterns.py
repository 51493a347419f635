"""The words of a plan as patterns on a folded line; each is made when first needed."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from presence.core.coming.plan_words import PlanWords
from presence.core.entry.scan import DASH, END, Patterns

_WHOLE = r"(?!\w)"
_NUMERAL = r"\d{1,3}(?:st|nd|rd|th|\.)"


class PlanPatterns:
    """Those of one language, beside the patterns of every line (``entry``)."""

    def __init__(self, words: PlanWords, entry: Patterns) -> None:
        self.words = words.folded()
        self.entry = entry

    @cached_property
    def weekdays(self) -> Mapping[str, int]:
        """Each word for a weekday, Monday 0."""
        named = enumerate(self.entry.words.weekdays)
        return {word: day for day, words in named for word in words} | {**self.words.on_weekday}

    @cached_property
    def months(self) -> Mapping[str, int]:
        named = enumerate(self.entry.words.months, 1)
        return {word: month for month, words in named for word in words}

    @cached_property
    def every(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.every)}\s+")

    @cached_property
    def on(self) -> re.Pattern[str]:
        return re.compile(rf"{_any((*self.words.on, *self.words.in_))}\s+")

    @cached_property
    def often(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_any(self.words.often)}){END}")

    @cached_property
    def unit(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_any(self.words.units)}){END}")

    @cached_property
    def count(self) -> re.Pattern[str]:
        """Two or 2, or "other": between "every" and what comes so often."""
        return re.compile(rf"(?P<said>\d{{1,3}}|{_any(self.words.numbers)})\s+")

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_NUMERAL}|{_any(self.words.ordinals)}{_WHOLE})(?=\W|$)")

    @cached_property
    def weekday(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_any(self.weekdays)}){_WHOLE}\.?")

    @cached_property
    def month(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<said>{_any(self.months)}){_WHOLE}\.?")

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between two of several: a comma, "and", or nothing but a space."""
        return re.compile(
            rf"\s*[,/]\s*(?:{_any(self.words.and_)}\s+)?|\s+(?:{_any(self.words.and_)}\s+)?"
        )

    @cached_property
    def to(self) -> re.Pattern[str]:
        return re.compile(rf"{DASH}|\s+{_any(self.words.to)}\s+")

    @cached_property
    def of_month(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{_any(self.words.of_month)}{END}")

    @cached_property
    def of(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{_any(self.words.of)}\s+")

    @cached_property
    def last_day(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{_any(self.words.day)}{END}")

    @cached_property
    def only_in(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(self.words.only)}\s+)?{_any(self.words.in_)}\s+")

    @cached_property
    def excepted(self) -> re.Pattern[str]:
        on = _any((*self.words.on, *self.words.in_))
        return re.compile(rf"{_any(self.words.not_)}:?\s+(?:{on}\s+)?")

    @cached_property
    def pause(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.pause)}:?\s+(?:{_any(self.words.from_)}\s+)?")

    @cached_property
    def from_(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.from_)}\s+")

    @cached_property
    def until(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.until)}\s+")

    @cached_property
    def times(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<count>\d{{1,4}})(?:\s*x|\s+{_any(self.words.times)}){END}")

    @cached_property
    def by_itself(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self.words.by_itself)}{END}")

    def field(self, words: Iterable[str]) -> re.Pattern[str]:
        return self.entry.field(words)


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    said = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return f"(?:{said})" if said else r"(?!)"
