"""How a name is written down: one line, without what nobody can see."""

import unicodedata
from collections.abc import Iterable, Mapping

from presence.core.person import folded

JOINERS = "\u200c\u200d"  # letters of Persian and Hindi need them


def tidy(name: str) -> str:
    """The name with one space between words, and without letters that steer a screen."""
    seen = (c if unicodedata.category(c)[0] != "C" or c in JOINERS else " " for c in name)
    return " ".join("".join(seen).split())


def tidy_tag(name: str) -> str:
    """The same for a tag, which may be given as it is typed in a line: ``#family``."""
    return tidy(tidy(name).lstrip("#"))


def united(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names and how often, the most used first; spellings of one name are counted together.

    The spelling that is used most stands for all of them.
    """
    spellings: dict[str, dict[str, int]] = {}
    for name, count in counted:
        ways = spellings.setdefault(folded(name), {})
        ways[name] = ways.get(name, 0) + count
    names = [(_usual(ways), sum(ways.values())) for ways in spellings.values()]
    return sorted(names, key=lambda each: (-each[1], folded(each[0])))


def _usual(ways: Mapping[str, int]) -> str:
    return min(ways, key=lambda name: (-ways[name], name))
