"""Somebody out of an address book, in the shape that all its formats are read into."""

from collections.abc import Iterator

from presence.core.frozen import dataclass
from presence.core.people.details import Details


@dataclass(frozen=True, slots=True)
class Lost:
    """A value that cannot be: it stays out, and all else of somebody goes in.

    ``below`` is how many lines it stands below the one at which they begin. Of one that is too long
    the first ``letters`` go in, and of too many of them the first ``count``.
    """

    field: str
    value: str = ""
    below: int = 0
    letters: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """``key`` is what the format knows them by, for a second import; ``card`` their whole vCard.

    ``circles`` are categories, labels or lists of the other program: they become groups.
    ``organisation`` tells two people of one name apart.
    """

    key: str
    details: Details
    circles: tuple[str, ...] = ()
    organisation: str = ""
    card: bytes = b""
    lost: tuple[Lost, ...] = ()


def names_for(contact: Contact) -> Iterator[str]:
    """What they may be called where somebody else has the name: the organisation tells them."""
    name = contact.details.name
    yield name
    if contact.organisation:
        yield f"{name} ({contact.organisation})"
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1


def is_named_for(name: str, contact: Contact) -> bool:
    """Whether a name is the one of the contact, with or without a word that tells two apart."""
    before, bracket, word = name.removesuffix(")").partition(" (")
    if not bracket or not name.endswith(")"):
        return name == contact.details.name
    is_told = word == contact.organisation or word.isdecimal()
    return name == contact.details.name or (before == contact.details.name and is_told)
