"""A person with whom time is spent."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the log names; what more is known of them is a later room's."""

    id: str
    name: str


def folded(name: str) -> str:
    """The form in which two spellings of a name are the same: no accents, no case, one space."""
    spaced = " ".join(name.split())
    if spaced.isascii():
        return spaced.casefold()
    plain = unicodedata.normalize("NFKD", spaced)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
