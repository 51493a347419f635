"""A network of the test's own, in which the computer has an address that phones can reach.

A network namespace of Linux: nothing of it is in any real network, and it is gone afterwards.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

CABLE = "02:00:00:00:00:03"


@dataclass(frozen=True)
class HomeNetwork:
    """``within`` are the words before a program that is to run on the computer there."""

    within: Sequence[str]
    address: str
    name: str
    router: str  # our end, behind which phones are

    def is_put_in_again(self) -> None:
        """The Wi-Fi is a stick that somebody takes out; the router gives the same address again."""
        _ip("link", "del", self.router)
        _join(self.name, self.router, self.address.rpartition(".")[0])

    def is_docked(self) -> str:
        """The computer gets a cable to the same router as well; where the router is from now on."""
        ours, bridge = f"vetd{os.getpid()}", f"br{os.getpid()}"
        subnet = self.address.rpartition(".")[0]
        _ip("link", "add", bridge, "type", "bridge")
        _ip("address", "del", f"{subnet}.1/24", "dev", self.router)
        _ip("address", "add", f"{subnet}.1/24", "dev", bridge)
        _ip("link", "add", ours, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        for end in (self.router, ours):
            _ip("link", "set", end, "master", bridge, "up")
        _ip("link", "set", bridge, "up")
        _ip("-n", self.name, "address", "add", f"{subnet}.3/24", "dev", "eth0")
        _ip("-n", self.name, "link", "set", "eth0", "address", CABLE, "up")
        # Linux answers for all its addresses at every interface: this time the cable was faster.
        known = ("lladdr", CABLE, "dev", bridge, "nud", "permanent")
        _ip("neighbour", "replace", self.address, *known)
        return bridge

    def cable_moves(self) -> None:
        """It is put into another network, in which somebody knows the address of the Wi-Fi."""
        _ip("-n", self.name, "address", "flush", "dev", "eth0")
        _ip("-n", self.name, "address", "add", "10.212.0.3/24", "dev", "eth0")

    def joins_another(self) -> str:
        """The computer gets a cable as well, to a network of others; our end of it."""
        ours, subnet = f"vetx{os.getpid()}", f"10.214.{os.getpid() % 256}"
        _ip("link", "add", ours, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        _ip("address", "add", f"{subnet}.1/24", "dev", ours)
        _ip("link", "set", ours, "up")
        _ip("-n", self.name, "address", "add", f"{subnet}.2/24", "dev", "eth0")
        _ip("-n", self.name, "link", "set", "eth0", "up")
        return ours


@contextmanager
def home_network() -> Iterator[HomeNetwork]:
    """The computer's end is a Wi-Fi by its name; ours is the router, behind which phones are."""
    name, ours = f"presence{os.getpid()}", f"veth{os.getpid()}"
    subnet = f"10.213.{os.getpid() % 256}"  # one of its own for each run of the tests
    _ip("netns", "add", name)
    try:
        _ip("-n", name, "link", "set", "lo", "up")
        _join(name, ours, subnet)
        yield HomeNetwork(("nsenter", f"--net=/run/netns/{name}"), f"{subnet}.2", name, ours)
    finally:
        _ip("netns", "del", name)
        subprocess.run(("ip", "link", "del", f"br{os.getpid()}"), check=False, capture_output=True)


def _join(name: str, ours: str, subnet: str) -> None:
    _ip("link", "add", ours, "type", "veth", "peer", "name", "wlan0", "netns", name)
    _ip("address", "add", f"{subnet}.1/24", "dev", ours)
    _ip("link", "set", ours, "up")
    _ip("-n", name, "address", "add", f"{subnet}.2/24", "dev", "wlan0")
    _ip("-n", name, "link", "set", "wlan0", "up")
    _ip("-n", name, "route", "add", "default", "via", f"{subnet}.1")


def _ip(*words: str) -> None:
    subprocess.run(("ip", *words), check=True, stdin=subprocess.DEVNULL)
