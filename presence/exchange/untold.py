"""What a file does not say itself, and has to be known to read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Untold:
    """The present, and what holds where a file says nothing: the person's zone and their kind.

    ``kinds_by_word`` has the key of the kind that each word means, in small letters
    (``words.kinds.spellings``).
    """

    now: datetime
    zone: str
    kind: str
    kinds_by_word: Mapping[str, str]
