"""A computer in two networks at once: the page is for the phones of one of them."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.desktops.dunst import Dunst
from tests.desktops.programs import LabError
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
