"""What a file does not say itself, and has to be known to read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from presence.core.exchange.calendar_reader import CalendarReader
from presence.core.person import folded


@dataclass(frozen=True, slots=True)
class Untold:
    """The present, and what holds where a file says nothing: the person's zone and their kind.

    ``kinds_by_word`` has the key of the kind that each word means, in small letters
    (``words.kinds.spellings``). ``calendar`` reads calendars, where who asks has a reader; ``me``
    are the person's own addresses.
    """

    now: datetime
    zone: str
    kind: str
    kinds_by_word: Mapping[str, str]
    calendar: CalendarReader | None = None
    me: frozenset[str] = frozenset()

    def spells_kind(self, text: str) -> bool:
        """Whether a text is the name of a kind, and nothing more."""
        return folded(text) in self.kinds_by_word
