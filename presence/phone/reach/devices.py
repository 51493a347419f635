"""By which interfaces the page can be reached: by those of its network alone.

A computer answers for each of its addresses at every interface, also at that of a VPN (RFC 1122,
3.3.4.2); a socket that is bound to one hears nothing from another.
"""

import socket
from collections.abc import Sequence

THIS_COMPUTER = "lo"
ANY = ""


def devices_of(interfaces: Sequence[str]) -> Sequence[str]:
    """Each that is to be listened at; ``ANY`` alone where the system cannot tell them apart."""
    every = tuple(dict.fromkeys((*interfaces, THIS_COMPUTER)))
    if not interfaces or not hasattr(socket, "SO_BINDTODEVICE"):
        return (ANY,)
    try:
        for device in every:
            with socket.socket() as tried:
                bind_to(tried, device)
    except OSError:  # Linux before 5.7, where only root may
        return (ANY,)
    return every


def number_of(device: str) -> int:
    """Another one each time that the interface is put in, 0 where there is none now."""
    try:
        return 0 if device == ANY else socket.if_nametoindex(device)
    except OSError:
        return 0


def bind_to(listening: socket.socket, device: str) -> None:
    """Hear nothing from elsewhere, nor from one that comes later with its name; raises OSError."""
    if device != ANY:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
