"""Whether a text names somebody."""

import re
from collections.abc import Iterable

from presence.core.person import folded

_SHORTEST = 2  # letters; an initial alone names nobody
_FIRST_WITHOUT_SPACES = "\u2e80"  # from here on scripts are written without spaces between words


class Mentions:
    """Finds the names of one person, also the former ones, in texts of any spelling."""

    def __init__(self, names: Iterable[str]) -> None:
        whole = {folded(name) for name in names} - {""}
        pieces = {piece for name in whole for piece in re.split(r"[\s.,]+", name)}
        self._whole = _pattern(whole)
        self._any = _pattern(whole | {piece for piece in pieces if len(piece) >= _SHORTEST})

    def name_them(self, text: str, they_were_there: bool) -> bool:
        """Whether it holds the whole name; of who was there also a first name is meant."""
        pattern = self._any if they_were_there else self._whole
        return pattern is not None and pattern.search(folded(text)) is not None


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile("|".join(_as_pattern(name) for name in sorted(names, key=len, reverse=True)))


def _as_pattern(name: str) -> str:
    """The name as a word of its own, with or without the s of a genitive."""
    if max(name) >= _FIRST_WITHOUT_SPACES:
        return re.escape(name)
    return rf"(?<!\w){re.escape(name)}s?(?!\w)"
