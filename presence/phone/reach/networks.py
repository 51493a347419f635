"""Which networks this computer is in, and which of them a phone in the room can be in as well."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from presence.core.frozen import dataclass, replace
from presence.core.table.reach import Place, Problem, Trouble
from presence.phone.reach.interfaces import Interface, Kind, this_computer

# Names that tell what an interface is where its type does not: tunnels, and networks of programs.
TUNNELS = ("tun", "tap", "wg", "tailscale", "zt", "ppp", "ipsec", "nordlynx", "proton", "utun")
WITHIN = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "lxc",
    "lxd",
    "podman",
    "cni",
    "ifb",
)
TUNNEL_RANGE = ip_network("100.64.0.0/10")  # tailscale and others (RFC 6598)

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Found:
    """Where the page can be: the place, or the trouble; some troubles come with a place."""

    place: Place | None
    problem: Problem | None = None
    others: tuple[Place, ...] = ()


def find_place(wanted: str = "", interfaces: Iterable[Interface] | None = None) -> Found:
    """The network that phones are in; ``wanted`` is the name of one that was chosen before."""
    known = tuple(this_computer() if interfaces is None else interfaces)
    running = [each for each in known if each.is_running and _usable(each)]
    tunnels = [each for each in running if _is_tunnel(each)]
    places = _one_of_each([_place(each) for each in running if each not in tunnels])
    if wanted:
        chosen = [place for place in (*places, *map(_place, tunnels)) if place.name == wanted]
        if chosen:
            return _at(chosen[0], tuple(place for place in places if place != chosen[0]))
        if places:
            return Found(None, Problem(Trouble.NO_SUCH_NETWORK, text=wanted, places=places))
    if len(places) > 1:
        return Found(None, Problem(Trouble.SEVERAL_NETWORKS, places=places), places)
    if places:
        return _at(places[0], ())
    if tunnels:
        return Found(None, Problem(Trouble.ONLY_VPN, text=tunnels[0].name))
    return Found(None, Problem(Trouble.NO_NETWORK))


def interfaces_beside(address: str, interfaces: Iterable[Interface] | None = None) -> Sequence[str]:
    """All that are now in the network in which this computer has that address."""
    known = tuple(this_computer() if interfaces is None else interfaces)
    places = [_place(each) for each in known if _usable(each) and not _is_tunnel(each)]
    networks = {place.subnet for place in places if place.subnet and address in place.addresses}
    return [place.name for place in places if place.subnet in networks]


def _one_of_each(places: Sequence[Place]) -> tuple[Place, ...]:
    """Cable and Wi-Fi at once in the same network are one place."""
    found: dict[str, Place] = {}
    for place in places:
        network = place.subnet or place.name
        before = found.get(network)
        both = () if before is None else (*before.interfaces, *place.interfaces)
        found[network] = place if before is None else replace(before, interfaces=both)
    return tuple(found.values())


def _at(place: Place, others: tuple[Place, ...]) -> Found:
    is_long = ":" in place.addresses[0]
    problem = Problem(Trouble.ONLY_IPV6, text=place.addresses[0]) if is_long else None
    return Found(place, problem, others)


def _is_tunnel(interface: Interface) -> bool:
    is_other_kind = interface.kind is Kind.TUNNEL
    is_named_so = interface.name.lower().startswith(TUNNELS)
    shared = [ip for ip, _length in _usable(interface) if ip.version == 4 and ip in TUNNEL_RANGE]
    return interface.is_point_to_point or is_other_kind or is_named_so or bool(shared)


def _usable(interface: Interface) -> Sequence[tuple[Address, int]]:
    """Addresses that a phone can open, IPv4 first; not those that only this link knows."""
    if interface.name.lower().startswith(WITHIN):
        return ()
    read = ((ip_address(text), length) for text, length in interface.addresses)
    usable = [
        (ip, length)
        for ip, length in read
        if not (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified)
    ]
    return sorted(usable, key=lambda each: each[0].version)


def _place(interface: Interface) -> Place:
    """An IPv6 address only where there is no other: it is long, and phones rarely need it."""
    usable = _usable(interface)
    first, length = usable[0]
    shown = [str(ip) for ip, _length in usable if ip.version == 4] or [str(first)]
    return Place(
        name=interface.name,
        addresses=tuple(shown),
        subnet=str(ip_network(f"{first}/{length}", strict=False)) if length > 0 else "",
        is_wireless=interface.kind is Kind.WIFI,
        interfaces=(interface.name,),
    )
