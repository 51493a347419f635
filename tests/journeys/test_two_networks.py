"""A computer in two networks at once: the page is for the phones of one of them."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.desktops.dunst import Dunst
from tests.desktops.programs import LabError, wait_until
from tests.journeys.home_network import HomeNetwork, home_network
from tests.journeys.person import Person


@pytest.fixture
def network() -> Iterator[HomeNetwork]:
    """The Wi-Fi at home."""
    with home_network() as network:
        yield network


def status(address: str, by: str) -> str:
    """What somebody at an interface is answered; "000": nobody hears them."""
    words = ("curl", "--silent", "--insecure", "--max-time", "3", "--interface", by)
    asked = (*words, "--output", "/dev/null", "--write-out", "%{http_code}", address)
    told = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=10)
    return told.stdout


def test_nobody_in_the_other_network_reaches_the_page(dunst: Dunst, network: HomeNetwork) -> None:
    other = network.joins_another()
    person = Person(dunst)
    person.starts_app(waits_for_icon=False, within=network.within)
    with pytest.raises(LabError, match="several networks"):
        person.presence("phone")
    said = person.asks("phone", "--network", "wlan0")
    address = said["https_url"].partition("#")[0]
    assert network.address in address
    assert status(address, by=network.router) == "200"
    assert status(address, by=other) == "000", "though the computer has that address there as well"
    person.quits_app()


def test_the_page_is_heard_again_by_a_wifi_that_was_taken_out_and_put_in_again(
    dunst: Dunst, network: HomeNetwork
) -> None:
    person = Person(dunst)
    person.starts_app(waits_for_icon=False, within=network.within)
    address = person.asks("phone")["https_url"].partition("#")[0]
    assert status(address, by=network.router) == "200"
    network.is_put_in_again()
    wait_until(lambda: status(address, by=network.router) == "200", what="the page")
    person.quits_app()


def test_the_page_is_heard_by_a_cable_as_long_as_it_is_in_the_network_of_the_wifi(
    dunst: Dunst, network: HomeNetwork
) -> None:
    person = Person(dunst)
    person.starts_app(waits_for_icon=False, within=network.within)
    address = person.asks("phone")["https_url"].partition("#")[0]
    assert status(address, by=network.router) == "200"
    router = network.is_docked()
    wait_until(lambda: status(address, by=router) == "200", what="the page")
    network.cable_moves()
    wait_until(lambda: status(address, by=router) == "000", what="the silence")
    person.quits_app()
