"""The numbers behind a chart as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from presence.words.dates import length


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A head, and rows of text that begin with their name."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def length_or_nothing(span: timedelta | None) -> str:
    """A length, or a dash."""
    return length(span) if span else "–"
