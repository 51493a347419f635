"""How a phone reaches this computer: the addresses, and what may be in the way."""

from presence.core.frozen import Enum, dataclass


class Trouble(Enum):
    """What is in the way of the phones, or worth to be told; by each, which fields are filled."""

    NO_NETWORK = "no_network"
    NO_SUCH_NETWORK = "no_such_network"  # text: the one asked for; places: those that there are
    SEVERAL_NETWORKS = "several_networks"  # places: one of them is to be chosen
    ONLY_VPN = "only_vpn"  # text: its name; a phone in the room is not in it
    ONLY_IPV6 = "only_ipv6"  # no trouble to most phones, and the address is long
    NO_TLS = "no_tls"  # this Python has none: one's own phone cannot be paired, guests can join
    NO_CERTIFICATE = "no_certificate"  # text: why; the same
    PORT_TAKEN = "port_taken"  # port: the usual one; instead: remembered phones scan a new code
    NO_PORT = "no_port"  # text: why; nothing listens
    ADDRESS_CHANGED = "address_changed"  # text, now: remembered phones scan a new code
    TOO_MANY_GUESSES = "too_many_guesses"  # port; somebody tried tokens, so nothing listens now
    NO_NEWCOMERS = "no_newcomers"  # port; the same, while phones that are known go on
    FIREWALL = "firewall"  # text: which; command: what opens the port


@dataclass(frozen=True, slots=True)
class Place:
    """A network that this computer is in: the name of the interface, and its addresses there.

    The first address is the one for a code. ``subnet`` is what a firewall calls this network,
    ``interfaces`` are all that are in it.
    """

    name: str
    addresses: tuple[str, ...]
    subnet: str = ""
    is_wireless: bool = False
    interfaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """A network that is known again by its id; ``name`` is what the person calls it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One of the troubles, and what it says of itself."""

    trouble: Trouble
    text: str = ""
    now: str = ""
    places: tuple[Place, ...] = ()
    port: int = 0
    instead: int = 0
    command: str = ""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the page is now: ``f"{http}/#{token}"`` is what a phone's camera is shown.

    ``https`` is "" where this computer has no TLS, ``http`` where guests are not served;
    ``*_by_name`` are the same by this computer's ``.local`` name, "" where it has none. ``port``
    is to be kept for the next time. ``words`` and ``fingerprint`` are the certificate's.
    """

    https: str
    http: str
    port: int
    https_by_name: str = ""
    http_by_name: str = ""
    words: tuple[str, ...] = ()
    fingerprint: str = ""
    problems: tuple[Problem, ...] = ()

    def by_name(self, address: str) -> str:
        """The same as an address with its token by the ``.local`` name; "" where there is none."""
        named = self.https_by_name if address.startswith("https:") else self.http_by_name
        return f"{named}/#{address.partition('#')[2]}" if named and address else ""
