"""A person with whom time is spent."""

import unicodedata

from presence.core.frozen import dataclass

_SHOWN = 40
FIRST_MARK = "\u0300"  # no letter before it is a mark on another


LONGEST_NAME = 1000  # letters; no file that the log is exchanged in holds a longer one


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the log names; what more is known of them is a later room's."""

    id: str
    name: str


def named(name: str, limit: int = LONGEST_NAME) -> str:
    """The name, if it is none that is too long; raises NotUnderstood(TEXT_TOO_LONG)."""
    if len(name) > limit:
        from presence.core.errors import ErrorCode, NotUnderstood  # hardly ever

        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field=f"{name[:_SHOWN]}…", limit=limit)
    return name


def folded(name: str) -> str:
    """The form in which two spellings of a name are the same: no accents, no case, one space."""
    plain = " ".join(name.split())
    if plain.isascii():
        return plain.casefold()
    plain = unicodedata.normalize("NFKD", plain)
    for letter in set(plain):
        if letter >= FIRST_MARK and unicodedata.combining(letter):
            plain = plain.replace(letter, "")
    return plain.casefold()
