"""The name that somebody means, and the one they may have meant."""

from collections.abc import Collection

from presence.core.errors import ErrorCode, Refused
from presence.core.person import folded

ALIKE = 0.6  # of a misspelt name, as difflib measures it


def known_name(text: str, names: Collection[str], code: ErrorCode) -> str:
    """The name that is spelt so, in whatever way; else Refused with that code and the nearest."""
    wanted = folded(text)
    for name in names:
        if folded(name) == wanted:
            return name
    raise Refused(code, text=text, suggestion=nearest_name(text, names))


def nearest_name(text: str, names: Collection[str]) -> str:
    """A name of which this is a word or its beginning, else one that is spelt alike, or ""."""
    wanted = folded(text)
    if not wanted:
        return ""
    begun = [name for name in names if f" {wanted}" in f" {folded(name)}"]
    if begun:
        return min(begun, key=lambda name: (len(name), name))
    from difflib import get_close_matches  # only for a name that nobody has

    spelt = {folded(name): name for name in names}
    near = get_close_matches(wanted, spelt, n=1, cutoff=ALIKE)
    return spelt[near[0]] if near else ""
