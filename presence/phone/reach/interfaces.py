"""This computer's interfaces and their addresses, as the kernel tells them.

Linux is asked itself (rtnetlink(7)): QtNetwork takes 3 MB, and the app needs nothing else of it.
"""

import os
import socket
import struct
from collections.abc import Iterator, Sequence

from presence.core.frozen import Enum, dataclass

GET_LINK, GET_ADDRESS = 18, 22
REQUEST_ALL = 0x301
ERROR, DONE = 2, 3
UP, LOOPBACK, POINT_TO_POINT, RUNNING = 0x1, 0x8, 0x10, 0x40
NAME = 3  # of a link
ADDRESS, LOCAL, FLAGS = 1, 2, 8  # of an address
TEMPORARY = 0x01  # RFC 8981: another one tomorrow
TUNNELS = (*range(256, 260), 512, *range(768, 780), 65_534)  # SLIP, PPP, IP in IP and such, none
WAITS_S = 1.0


class Kind(Enum):
    """What matters of it to who looks for phones."""

    ETHERNET = "ethernet"
    WIFI = "wifi"
    LOOPBACK = "loopback"
    TUNNEL = "tunnel"


@dataclass(frozen=True, slots=True)
class Interface:
    """One as the system tells of it; ``addresses`` with the length of their prefix."""

    name: str
    addresses: tuple[tuple[str, int], ...]
    kind: Kind = Kind.ETHERNET
    is_running: bool = True
    is_point_to_point: bool = False


def this_computer() -> Sequence[Interface]:
    """What there is now."""
    if not hasattr(socket, "AF_NETLINK"):
        from presence.phone.reach.interfaces_by_qt import interfaces_by_qt

        return interfaces_by_qt()
    try:
        return _by_netlink()
    except OSError:  # it may not be asked, in a sandbox
        return ()


def _by_netlink() -> Sequence[Interface]:
    addresses: dict[int, list[tuple[str, int]]] = {}
    for body in _dump(GET_ADDRESS):
        family, length, flags, _scope, index = struct.unpack_from("=BBBBI", body)
        said = _attributes(body[8:])
        whose = said.get(LOCAL, said.get(ADDRESS))  # the other end's is not ours
        if FLAGS in said:
            (flags,) = struct.unpack("=I", said[FLAGS])
        if whose is None or (family == socket.AF_INET6 and flags & TEMPORARY):
            continue
        addresses.setdefault(index, []).append((socket.inet_ntop(family, whose), length))
    found = []
    for body in _dump(GET_LINK):
        _family, sort, index, flags = struct.unpack_from("=BxHiI", body)
        name = _attributes(body[16:])[NAME].rstrip(b"\0").decode(errors="replace")
        found.append(
            Interface(
                name,
                tuple(addresses.get(index, ())),
                _kind(name, sort, flags),
                is_running=flags & UP != 0 and flags & RUNNING != 0 and not flags & LOOPBACK,
                is_point_to_point=flags & POINT_TO_POINT != 0,
            )
        )
    return found


def _kind(name: str, sort: int, flags: int) -> Kind:
    if flags & LOOPBACK:
        return Kind.LOOPBACK
    if sort in TUNNELS:
        return Kind.TUNNEL
    is_wireless = os.path.exists(f"/sys/class/net/{name}/phy80211")
    return Kind.WIFI if is_wireless else Kind.ETHERNET


def _dump(what: int) -> Iterator[bytes]:
    """The bodies of all that the kernel has of a sort."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.settimeout(WAITS_S)
        kernel.send(struct.pack("=IHHIIB15x", 32, what, REQUEST_ALL, 1, 0, socket.AF_UNSPEC))
        while True:
            rest = kernel.recv(65_536)
            while len(rest) >= 16:
                length, sort = struct.unpack_from("=IH", rest)
                if sort == DONE:
                    return
                if sort == ERROR or length < 16:
                    raise OSError("the kernel does not tell its interfaces")
                yield rest[16:length]
                rest = rest[_aligned(length) :]


def _attributes(rest: bytes) -> dict[int, bytes]:
    said = {}
    while len(rest) >= 4:
        length, sort = struct.unpack_from("=HH", rest)
        if length < 4:
            break
        said[sort & 0x3FFF] = rest[4:length]
        rest = rest[_aligned(length) :]
    return said


def _aligned(length: int) -> int:
    return (length + 3) & ~3
