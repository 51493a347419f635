"""Somebody out of an address book, in the shape that all its formats are read into."""

from presence.core.frozen import dataclass
from presence.core.people.details import Details


@dataclass(frozen=True, slots=True)
class Contact:
    """``key`` is what the format knows them by, for a second import; ``card`` their whole vCard.

    ``circles`` are categories, labels or lists of the other program: they become groups.
    ``organisation`` tells two people of one name apart.
    """

    line: int
    key: str
    details: Details
    circles: tuple[str, ...] = ()
    organisation: str = ""
    card: bytes = b""
