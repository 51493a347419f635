"""A network is known again, and another one is not taken for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.core.table.reach import Network
from presence.desktop.network.known import find_network, network_by_router
from tests.desktop_mute.conftest import bus, services
from tests.desktop_network.network_manager import NetworkManager

__all__ = ["bus", "services"]

ROUTE = """Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t01B2A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
wlan0\t00B2A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0
"""
ARP = """IP address       HW type     Flags       HW address            Mask     Device
192.168.178.1    0x1         0x2         {mac}     *        wlan0
"""
ROUTER = "aa:bb:cc:00:11:22"

Ask = Callable[[], Network | None]


def _kernel(root: Path, route: str = ROUTE, mac: str = ROUTER) -> Path:
    (root / "proc/net").mkdir(parents=True, exist_ok=True)
    (root / "proc/net/route").write_text(route)
    (root / "proc/net/arp").write_text(ARP.format(mac=mac))
    return root


@pytest.fixture
def manager(bus: str) -> Iterator[NetworkManager]:
    server = NetworkManager(bus, "wlan0")
    yield server
    server.stop()


@pytest.fixture
def ask(bus: str, qtbot: QtBot, tmp_path: Path) -> Iterator[Ask]:
    parent = QObject()

    def asked() -> Network | None:
        answers: list[Network | None] = []
        find_network("wlan0", answers.append, parent, bus, tmp_path)
        assert answers == []
        qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        qtbot.wait(20)
        assert len(answers) == 1
        return answers[0]

    yield asked
    assert parent.children() == []


def test_a_wireless_network_is_its_connection(manager: NetworkManager, ask: Ask) -> None:
    manager.connect("Home", "7c1d6b3e-1", "802-11-wireless")
    home = ask()
    assert home is not None
    assert home.name == "Home"
    assert "7c1d" not in home.id
    assert ask() == home
    manager.connect("Café", "7c1d6b3e-2", "802-11-wireless")
    elsewhere = ask()
    assert elsewhere is not None
    assert elsewhere.id != home.id


def test_a_wired_one_is_told_apart_by_its_router(
    manager: NetworkManager, ask: Ask, tmp_path: Path
) -> None:
    manager.connect("Wired connection 1", "1111", "802-3-ethernet")
    assert ask() is None  # any wired network would be it
    _kernel(tmp_path)
    here = ask()
    _kernel(tmp_path, mac="aa:bb:cc:00:11:23")
    there = ask()
    assert here is not None
    assert there is not None
    assert here.name == there.name == "Wired connection 1"
    assert here.id != there.id


def test_without_network_manager_the_router_says_it(ask: Ask, tmp_path: Path) -> None:
    assert ask() is None
    _kernel(tmp_path)
    network = ask()
    assert network is not None
    assert network.name == "192.168.178.1"
    assert ROUTER not in network.id


def test_an_interface_that_it_does_not_know_is_known_by_the_router(
    bus: str, ask: Ask, tmp_path: Path
) -> None:
    server = NetworkManager(bus, "eth7")
    network = ask()
    _kernel(tmp_path)
    by_router = ask()
    server.stop()
    assert network is None
    assert by_router == network_by_router("wlan0", tmp_path)


@pytest.mark.parametrize(
    ("route", "mac"),
    [
        ("", ROUTER),
        (ROUTE.replace("wlan0", "eth0"), ROUTER),
        (ROUTE.replace("01B2A8C0", "zzzz"), ROUTER),
        (ROUTE, "00:00:00:00:00:00"),
        (ROUTE, "so-and-so"),
        ("\x00\xff\n" * 9, ROUTER),
    ],
)
def test_what_the_kernel_does_not_say_nobody_knows(tmp_path: Path, route: str, mac: str) -> None:
    assert network_by_router("wlan0", _kernel(tmp_path, route, mac)) is None


def test_who_no_longer_wants_to_know_is_not_told(bus: str, qtbot: QtBot, tmp_path: Path) -> None:
    answers: list[Network | None] = []
    parent = QObject()
    find_network("wlan0", answers.append, parent, bus, _kernel(tmp_path)).stop()
    qtbot.wait(200)
    assert answers == []
    assert parent.children() == []
