"""What is remembered of one's own phones, and of the networks in which they are answered."""

from datetime import datetime

from presence.core.frozen import dataclass, replace
from presence.core.person import folded
from presence.core.table.reach import Network

MOST_OWN = 20  # phones of one person


@dataclass(frozen=True, slots=True)
class OwnPhone:
    """A remembered phone; of its token only the SHA-256 is kept."""

    id: str
    name: str
    token_sha256: str
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """One's own phones that may still hand in what they noticed in a session that is over."""

    session: str
    until: datetime
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """The phones in the order in which they were paired, and the networks that are mine.

    ``port`` is where the page is, ``address`` where it was when a phone was shown it last, so that
    one that cannot find it any more is told of; ``place`` is the interface chosen of several.
    """

    port: int = 0
    address: str = ""
    place: str = ""
    phones: tuple[OwnPhone, ...] = ()
    networks: tuple[Network, ...] = ()

    def phone(self, phone_id: str) -> OwnPhone | None:
        """The phone of an id."""
        return next((phone for phone in self.phones if phone.id == phone_id), None)

    def called(self, name: str) -> tuple[OwnPhone, ...]:
        """The phones of a name, or of an id that begins so."""
        wanted = folded(name)
        by_name = tuple(phone for phone in self.phones if folded(phone.name) == wanted)
        by_id = (phone for phone in self.phones if wanted and phone.id.startswith(wanted))
        return by_name or tuple(by_id)

    def with_phone(self, phone: OwnPhone) -> "Remembered":
        """With one more, or with another state of one; the oldest goes where there are many."""
        others = [each for each in self.phones if each.id != phone.id]
        place = next((i for i, each in enumerate(self.phones) if each.id == phone.id), len(others))
        others.insert(place, phone)
        return replace(self, phones=tuple(others[-MOST_OWN:]))

    def without_phone(self, phone_id: str) -> "Remembered":
        """Without it: its token opens nothing any more."""
        return replace(self, phones=tuple(phone for phone in self.phones if phone.id != phone_id))

    def knows(self, network: Network | None) -> bool:
        """Whether a network is one of mine."""
        return network is not None and any(each.id == network.id for each in self.networks)

    def with_network(self, network: Network, is_mine: bool) -> "Remembered":
        """With that network as mine, or not."""
        others = tuple(each for each in self.networks if each.id != network.id)
        return replace(self, networks=(*others, network) if is_mine else others)
