"""A person's own words and patterns, and whether an event has one of them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from presence.core.coming.event import CalendarEvent
from presence.core.person import folded

LONGEST_PATTERN = 200


def has_own_word(event: CalendarEvent, patterns: Iterable[str]) -> bool:
    """Whether the title, the place or the description has one, whole and whatever its case."""
    wanted = [pattern for pattern in patterns if pattern.strip()]
    if not wanted:
        return False
    texts = [folded(text) for text in (event.title, event.place, event.text)]
    return any(_has(text, pattern) for pattern in wanted for text in texts)


def _has(text: str, pattern: str) -> bool:
    """``*`` is any text and ``?`` any letter. Each part is looked for after the one before it.

    The first place of a part leaves most for the next, so that nothing is ever tried again.
    """
    at = 0
    for part in _parts(pattern):
        found = part.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True


@lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[re.Pattern[str], ...]:
    plain = folded(pattern[:LONGEST_PATTERN])
    parts = [re.escape(part).replace(r"\?", ".") for part in plain.split("*")]
    parts[0] = rf"(?<!\w){parts[0]}" if parts[0] else ""
    parts[-1] = rf"{parts[-1]}(?!\w)" if parts[-1] else ""
    return tuple(re.compile(part, re.DOTALL) for part in parts if part)
