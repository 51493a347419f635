"""Dinner for four, with the phones on the table: real browsers, and the app that was installed.

The network is the test's own. Chromium and Firefox are the phones; what a phone's sensors say is
played to Chromium.
"""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browsers.chromium import Chromium
from tests.browsers.firefox import Firefox
from tests.browsers.phone import PhoneInHand
from tests.browsers.tab import Browser, Tab
from tests.desktops.dunst import Dunst
from tests.desktops.programs import LabError, wait_until
from tests.journeys.home_network import HomeNetwork, home_network
from tests.journeys.person import Person

MORE_THAN_A_MOMENT = 11  # seconds; a phone that is back within ten was not looked at

Phone = PhoneInHand[Tab]


@pytest.fixture
def network() -> Iterator[HomeNetwork]:
    """The Wi-Fi at home."""
    with home_network() as network:
        yield network


@pytest.fixture
def phones() -> Iterator[dict[str, Phone]]:
    """By whose they are."""
    with ExitStack() as stack:
        chromium = Chromium()
        stack.callback(chromium.ends)
        firefox = Firefox()
        stack.callback(firefox.ends)
        browsers: dict[str, Browser] = {
            "own": chromium,
            "Ben": firefox,
            "Cem": chromium,
            "Dora": firefox,
        }
        yield {name: PhoneInHand(browser.opens_phone()) for name, browser in browsers.items()}


def is_paired(person: Person, own: Phone) -> None:
    """Once, before any meal; the address is on its home screen from then on."""
    base, token = person.asks("phone")["https_url"].split("/#")
    own.tab.turns(20)
    own.scans(base, token)
    own.taps("Remember this phone")
    own.is_on("paired")
    assert "My phone" in person.presence("phone", "--list")


def come_to_the_table(person: Person, phones: dict[str, Phone]) -> None:
    """One's own by its home screen, the guests by the code."""
    base, token = person.asks("phone", "--guests")["http_url"].split("/#")
    own = phones["own"]
    own.tab.opens(own.tab.does("location.href"))
    own.is_on("lay")
    own.lies_down()
    for name in ("Ben", "Cem", "Dora"):
        phones[name].joins(base, token, name)
        phones[name].taps("I lay it down now")


def lie(person: Person, **wanted: str) -> None:
    """Wait until the phones lie so, as the app says."""

    states: dict[str, str] = {}

    def is_so() -> bool:
        said = person.asks("phone", "--guests")["phones"]
        states.update({each["name"]: each["state"] for each in said})
        return wanted.items() <= states.items()

    try:
        wait_until(is_so, 20, f"{wanted}", every=0.2)
    except LabError as exc:
        raise LabError(f"{exc}: {states}") from None


def looks(session: Any) -> list[tuple[str, str]]:
    """Who noticed each look, and why it was."""
    return [(slip["source"], slip["reason"]) for slip in session["slips"]]


def test_dinner_for_four(dunst: Dunst, network: HomeNetwork, phones: dict[str, Phone]) -> None:
    own, ben, cem, dora = phones.values()
    person = Person(dunst)
    person.set("phone_keep_guests", "true")
    person.starts_app(waits_for_icon=False, within=network.within)
    is_paired(person, own)
    person.presence("start", "dinner", "--with", "Ana", "--for", "90m")
    come_to_the_table(person, phones)
    lie(person, **{"My phone": "down"}, Ben="down", Cem="down", Dora="down")

    cem.tab.hides()
    own.tab.loses_network()
    own.is_picked_up()
    own.taps("I need it")
    own.taps("I’m showing something")
    ben.taps("I picked it up")
    ben.taps("I need it")
    ben.taps("A call")
    dora.taps("I picked it up")
    dora.taps("I’m leaving")
    lie(person, **{"My phone": "silent"}, Ben="up", Cem="locked", Dora="left")
    assert looks(person.status["session"]) == [], "no signal is no look"
    assert ben.reads("Dora\nleft")
    person.raises_app()
    assert person.sees("Dora")
    person.keeps_picture("phones-at-the-table")
    time.sleep(MORE_THAN_A_MOMENT)
    own.lies_down()
    own.is_on("down")
    ben.taps("Put it down")
    lie(person, Ben="down")
    person.presence("stop")

    assert ben.reads("The host\nface down for"), "what the host calls the phone is for the host"
    assert ben.reads("Ben (you)\nface down for less than a minute · picked up: 1")
    assert "Cem\nface down for less than a minute\n" in f"{ben.text}\n", "of others no looks"
    cem.tab.shows()
    cem.is_on("over")
    assert "picked up" not in cem.text, "a locked phone lies on the table"
    assert dora.reads("Goodbye")
    assert looks(person.log[0]) == []
    own.tab.finds_network()
    assert own.reads("That was time together", 30), "after the session it is let in all the same"
    assert own.reads("My phone (you)\nface down for less than a minute · picked up: 1")
    for name, phone in phones.items():
        phone.keeps_picture(f"dinner-{name}")

    (session,) = person.log
    assert looks(session) == [("phone", "showed")]
    assert MORE_THAN_A_MOMENT <= session["slips"][0]["length_s"] < 30
    assert session["kept_basis"] == "computer_and_phone"
    assert session["kept_share"] == 1, "what was shown to all spoils nothing"
    assert looks_kept(person) == {"My phone": 1, "Ben": 1, "Cem": 0, "Dora": 0}
    person.presence("undo")
    assert looks(person.log[0]) == [], "what was handed in is one step"
    person.presence("undo")
    assert person.status["state"] == "running"


def looks_kept(person: Person) -> dict[str, int]:
    """How often each phone was looked at, as a copy of the log says it."""
    copy = person.lab.home / "copy.jsonl"
    person.presence("export", "jsonl", str(copy))
    records = map(json.loads, copy.read_text().splitlines())
    (table,) = [record["document"] for record in records if record.get("type") == "table"]
    return {phone["name"]: phone["looks"] for phone in table["phones"]}
