"""All of a log, as it is read to be written into a file."""

from collections.abc import Collection, Iterator
from typing import Protocol

from presence.core.exchange.arrival import Thing
from presence.core.frozen import dataclass
from presence.core.kind import Kind
from presence.core.people.details import Details
from presence.core.person import Person
from presence.core.session import Session


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What is known of somebody, the names of their groups, and the vCards that they came with."""

    details: Details
    circles: tuple[str, ...] = ()
    cards: tuple[bytes, ...] = ()


class WholeLog(Protocol):
    """One state of a log, whoever writes meanwhile. Raises StoreError."""

    def count(self) -> int:
        """How many sessions there are."""

    def people(self) -> Iterator[Person]:
        """Everybody whom a session, a group or a goal names, in the order of their coming."""

    def acquaintances(self) -> Iterator[Acquaintance]:
        """Everybody of whom more is known than the name, or who came with a card."""

    def kinds(self) -> Iterator[Kind]:
        """The kinds of the person's own, and their changes to built-in ones."""

    def things(self) -> Iterator[Thing]:
        """Groups, goals, pauses, plans, what is known of people …"""

    def sessions(
        self, chosen: Collection[str] | None = None
    ) -> Iterator[tuple[Session, tuple[str, ...]]]:
        """Sessions with the ids of their people, the oldest first; only those of the ids chosen."""
