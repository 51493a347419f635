"""Days as people write them: ``3w``, ``10 days``, ``2 months``."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.cadence import LONGEST, Cadence

_DAYS_OF = {"d": 1, "w": 7, "m": 30, "y": 365}
_ENGLISH = re.compile(r"d|w|m|y|days?|weeks?|months?|years?|")
_WRITTEN = re.compile(r"(\d{1,4})\s*([^\W\d]*)")
_NO_MORE: Mapping[str, int] = MappingProxyType({})


def read_days(text: str, more: Mapping[str, int] = _NO_MORE) -> int:
    """How many days; a bare number is days. ``more`` are the days of another language's words.

    Raises NotUnderstood(BAD_DAYS).
    """
    found = _WRITTEN.fullmatch(text.strip().casefold())
    days = 0
    if found is not None and found[2] in more:
        days = int(found[1]) * more[found[2]]
    elif found is not None and _ENGLISH.fullmatch(found[2]):
        days = int(found[1]) * _DAYS_OF[(found[2] or "d")[0]]
    if not 1 <= days <= LONGEST:
        raise NotUnderstood(ErrorCode.BAD_DAYS, text=text)
    return days


def made_cadence(days: int, at_most: int | None) -> Cadence:
    """The wish; an outer bound that comes sooner than it raises NotUnderstood(BOUND_TOO_SOON)."""
    if at_most is not None and at_most < days:
        raise NotUnderstood(ErrorCode.BOUND_TOO_SOON, days=days, at_most=at_most)
    return Cadence(days, at_most)


def written_days(days: int) -> str:
    """So that it is read again as so many: ``3w``, ``10d``."""
    for letter in ("y", "m", "w"):
        if days % _DAYS_OF[letter] == 0:
            return f"{days // _DAYS_OF[letter]}{letter}"
    return f"{days}d"
