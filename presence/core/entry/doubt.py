"""A piece of a line that can be read in several ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from presence.core.frozen import Enum

T = TypeVar("T")

MOST_READINGS = 5  # that anybody wants to choose from

# Places in the typed line, and what to write there so that it can be read in one way only.
Spelling = tuple[tuple[int, int, str], ...]


class Doubt(Enum):
    """What it is that a piece leaves open."""

    HALF = "half"  # "7-9": in the morning, or in the evening
    NUMBER = "number"  # "8": the hour, or so many minutes
    DATE = "date"  # "03/04": the day or the month first
    DAY = "day"  # "mon" on a Monday: today, or a week ago
    PERSON = "person"  # "an": Ana, or Anna
    GROUP = "group"  # "@Family": a group, or somebody of that name
    KIND = "kind"  # "me": a meeting, or a meal
    EVERY = "every"  # "every second tuesday": each fortnight, or the second of a month


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One of the ways, and how it is written so that only this one fits."""

    value: T
    spelling: Spelling = ()


@dataclass(frozen=True, slots=True)
class Question:
    """The ways to write each of them, the likeliest first; ``is_clear`` where it is by far."""

    doubt: Doubt
    spellings: tuple[Spelling, ...]
    is_clear: bool


def rewritten(text: str, spelling: Iterable[tuple[int, int, str]]) -> str:
    """The line with other words at these places."""
    for start, end, words in sorted(spelling, reverse=True):
        text = text[:start] + words + text[end:]
    return text
