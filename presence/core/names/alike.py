"""Names that may mean the same: offered to be merged, never merged by themselves."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from presence.core.person import folded

_NO_LETTER = re.compile(r"[\W_]+")


def alike_people(names: Iterable[str]) -> Sequence[tuple[str, ...]]:
    """People who share a first and a last name, whatever stands between; not "Tom" alone."""
    return _together(names, _first_and_last)


def alike_labels(names: Iterable[str]) -> Sequence[tuple[str, ...]]:
    """Tags or places of the same letters: "Da Enzo" and "da-enzo"."""
    return _together(names, lambda name: _NO_LETTER.sub("", folded(name)))


def _first_and_last(name: str) -> str:
    words = _NO_LETTER.sub(" ", folded(name)).split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""


def _together(names: Iterable[str], key_of: Callable[[str], str]) -> Sequence[tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[key_of(name)].append(name)
    return [tuple(same) for key, same in found.items() if key and len(same) > 1]
