"""The words by which an event is judged; ``words/coming/judged_by.py`` fills them by language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from presence.core.person import folded

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ComingWords:
    """Words and rows of words, in the form that ``row`` gives; a foreign invitation has any.

    ``kinds`` are rows with the key of the kind that they stand for, what counts more before what
    counts less. ``online`` and ``hollow`` are what a place is made of that is none: "Microsoft
    Teams Meeting", "see description". ``calls`` in a title say that nobody goes anywhere,
    ``in_person`` that they do; ``joining`` stand in a description over a link.
    """

    kinds: tuple[tuple[str, str], ...] = ()
    online: frozenset[str] = frozenset()
    hollow: frozenset[str] = frozenset()
    calls: tuple[str, ...] = ()
    in_person: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    with_: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()  # after "with": "friends"
    nobody: frozenset[str] = frozenset()  # after "with": "Zoom"
    no_more: frozenset[str] = frozenset()  # past the names: "at"


def pieces(text: str) -> list[str]:
    """The words of a text, folded, without what stands between them."""
    return _WORD.findall(folded(text))


def row(text: str) -> str:
    """A text as its words in a row, a space around each: "1:1 Ana" is " 1 1 ana "."""
    return f" {' '.join(pieces(text))} "


def has_any(in_row: str, rows: Iterable[str]) -> bool:
    """Whether one of these rows of words stands in that row."""
    return any(each in in_row for each in rows)
