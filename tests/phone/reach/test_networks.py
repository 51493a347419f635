"""Which network a phone in the room is in: said clearly, also where it cannot be."""

from dataclasses import replace

import pytest

from presence.core.table.reach import Place, Trouble
from presence.phone.reach.devices import devices_of
from presence.phone.reach.interfaces import Interface, Kind, this_computer
from presence.phone.reach.networks import find_place, interfaces_beside

HOME = (("192.168.178.20", 24), ("2001:db8::20", 64), ("fe80::1", 64))
LOOPBACK = Interface("lo", (("127.0.0.1", 8), ("::1", 128)), Kind.LOOPBACK)
WIFI = Interface("wlan0", HOME, Kind.WIFI)
CABLE = Interface("eth0", (("10.0.0.7", 24),))
SAME_BY_CABLE = Interface("eth1", (("192.168.178.21", 24),))
DOCKER = Interface("docker0", (("172.17.0.1", 16),))
BRIDGE = Interface("br-1f2e3d", (("172.18.0.1", 16),))
LONG = Interface("wlan0", (("2001:db8::20", 64), ("fe80::1", 64)), Kind.WIFI)
ASLEEP = Interface("eth9", (("192.168.7.2", 24),), is_running=False)
WITHOUT = Interface("eth8", (("169.254.7.2", 16), ("fe80::2", 64)))
WIREGUARD = Interface("wg0", (("10.8.0.2", 24),))
TAILSCALE = Interface("ts", (("100.101.102.103", 32),))
OPENVPN = Interface("tun0", (("10.9.0.2", 24),), is_point_to_point=True)
MODEM = Interface("ppp0", (("10.10.0.2", 32),), Kind.TUNNEL)

AT_HOME = Place(
    "wlan0", ("192.168.178.20",), "192.168.178.0/24", is_wireless=True, interfaces=("wlan0",)
)


def test_the_one_network_is_taken_whatever_programs_have_of_their_own() -> None:
    beside = (LOOPBACK, DOCKER, BRIDGE, ASLEEP, WITHOUT, WIREGUARD, TAILSCALE, OPENVPN, MODEM)
    found = find_place("", (*beside, WIFI))
    assert found.place == AT_HOME
    assert found.problem is None
    assert found.others == ()


@pytest.mark.parametrize("interfaces", [(), (LOOPBACK,), (LOOPBACK, ASLEEP, WITHOUT, DOCKER)])
def test_without_a_network_that_is_said(interfaces: tuple[Interface, ...]) -> None:
    found = find_place("", interfaces)
    assert found.place is None
    assert found.problem is not None
    assert found.problem.trouble is Trouble.NO_NETWORK


@pytest.mark.parametrize("tunnel", [WIREGUARD, TAILSCALE, OPENVPN, MODEM])
def test_a_vpn_alone_is_no_network_of_the_room(tunnel: Interface) -> None:
    found = find_place("", (LOOPBACK, tunnel))
    assert found.place is None
    assert found.problem is not None
    assert (found.problem.trouble, found.problem.text) == (Trouble.ONLY_VPN, tunnel.name)
    chosen = find_place(tunnel.name, (LOOPBACK, tunnel))
    assert chosen.place is not None  # the person knows better


def test_of_several_networks_one_is_to_be_chosen() -> None:
    found = find_place("", (WIFI, CABLE))
    assert found.place is None
    assert found.problem is not None
    assert found.problem.trouble is Trouble.SEVERAL_NETWORKS
    assert [place.name for place in found.problem.places] == ["wlan0", "eth0"]
    chosen = find_place("eth0", (WIFI, CABLE))
    assert chosen.place is not None
    assert chosen.place.addresses == ("10.0.0.7",)
    assert chosen.others == (AT_HOME,)


def test_cable_and_wifi_in_the_same_network_are_no_question() -> None:
    both = replace(AT_HOME, interfaces=("wlan0", "eth1"))  # the router may take either way
    assert find_place("", (WIFI, SAME_BY_CABLE)).place == both


def test_a_network_that_was_chosen_and_is_gone_is_named() -> None:
    found = find_place("eth0", (WIFI,))
    assert found.place is None
    assert found.problem is not None
    assert (found.problem.trouble, found.problem.text) == (Trouble.NO_SUCH_NETWORK, "eth0")
    assert found.problem.places == (AT_HOME,)


def test_with_ipv6_alone_it_works_and_is_said() -> None:
    found = find_place("", (LONG,))
    assert found.place is not None
    assert found.place.addresses == ("2001:db8::20",)
    assert found.place.subnet == "2001:db8::/64"
    assert found.problem is not None
    assert found.problem.trouble is Trouble.ONLY_IPV6


def test_this_computer_can_be_asked() -> None:
    assert any(address == "127.0.0.1" for each in this_computer() for address, _ in each.addresses)


def test_a_page_is_heard_by_its_own_interfaces_and_by_any_where_they_cannot_be_told() -> None:
    assert devices_of(("lo",)) == ("lo",)
    assert devices_of(()) == devices_of(("lo", "no-such-thing")) == ("",)


def test_beside_an_address_is_what_is_in_its_network() -> None:
    beside = Interface("eth1", (("192.168.178.21", 24),))
    assert interfaces_beside("192.168.178.20", (LOOPBACK, WIFI, CABLE, beside)) == ["wlan0", "eth1"]
    assert interfaces_beside("192.168.178.20", (LOOPBACK, CABLE, beside)) == []
