"""What the page's server asks, and what it is asked: ``phone/`` and ``front/phone/`` meet here.

All of it on the Qt thread; nothing of it waits.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from presence.core.frozen import Enum, Protocol, dataclass

if TYPE_CHECKING:
    from presence.core.table.phone import Phone, Sensing, Told
    from presence.core.table.view import TableView


class Tier(Enum):
    """Whose a token is."""

    GUEST = "guest"  # the session's
    PAIRING = "pairing"  # over https, once
    OWN = "own"  # a remembered phone's


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a token lets in; ``phone_id`` is that of one's own phone."""

    tier: Tier
    phone_id: str = ""


@dataclass(frozen=True, slots=True)
class Paired:
    """A phone that is remembered from now on, and the token that only it has."""

    token: str
    phone: "Phone"


@dataclass(frozen=True, slots=True)
class Joined:
    """A phone at the table, and the number of its last word that is known here.

    A page tells its words on from there: one that was opened anew counts on from ``last``, one
    that still has its record hands in what comes after ``last`` (all of it where Presence crashed
    and knows nothing any more).
    """

    phone: "Phone"
    last: int


class Host(Protocol):
    """What the server asks."""

    def who(self, token: str) -> Who | None:
        """Whom the token lets in, compared in constant time; None: a wrong one."""

    def pair(self, name: str) -> Paired:
        """Remember one's own phone; the pairing token is used up. Raises StoreError."""

    def join(self, phone_id: str | None, name: str, sensing: "Sensing", is_own: bool) -> Joined:
        """Take a phone to the table; ``phone_id`` where it was there before.

        An id that is not known is a new phone. Refused(NO_TABLE): no session runs, to wait for
        one; Refused(TABLE_IS_FULL). After a session, one's own phone that was in it is taken so
        that it can hand in what it noticed.
        """

    def tell(self, words: "Sequence[Told]") -> int:
        """What a phone tells, in any order, also again; the highest number known of it."""

    def connected(self, phone_id: str) -> None:
        """Its stream of events is open."""

    def disconnected(self, phone_id: str) -> None:
        """Its last stream of events is gone."""

    def table_for(self, phone_id: str) -> "TableView | None":
        """What a phone shows; ``ended_at`` is set once the session is over. None: no table.

        Of a cancelled one, ``seats`` is empty and ``ended_at`` set.
        """

    def is_awaited(self, phone_id: str) -> bool:
        """Whether a session runs, or has just ended and this phone may hand in its record."""
