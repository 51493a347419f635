"""What Chromium can be told of a phone: what it permits, what its owner likes, and how it is used.

The pictures lie in tests/shots/phone, to be looked at.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from presence.phone.page_words import page_words
from tests.browsers.chromium import Chromium, ChromiumTab
from tests.browsers.phone import PhoneInHand
from tests.browsers.served import ServedTable
from tests.browsers.tab import PATIENCE
from tests.desktops.programs import wait_until

Android = PhoneInHand[ChromiumTab]
LONG = "Wilhelmine-Charlotte von der Lautenbach"
SAMSUNG = (
    "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
# As Safari does it: nothing is felt before a person has allowed it, and only a tap may ask.
ASKING = """
window.asked = [];
window.isAllowed = false;
const listen = addEventListener;
window.addEventListener = (what, ...how) => {
  if (window.isAllowed || what !== "deviceorientation") listen.call(window, what, ...how);
};
DeviceOrientationEvent.requestPermission = async () => {
  window.asked.push(navigator.userActivation.isActive ? "within a tap" : "out of nothing");
  window.isAllowed = "%s" === "granted";
  return window.isAllowed ? "granted" : "denied";
};
"""
# What sticks out of the screen sideways, or is cut off at its edge.
SPILLS = """
[...document.querySelectorAll("main *")].filter((each) => {
  if (!each.checkVisibility() || each.closest(".unseen")) return false;
  const box = each.getBoundingClientRect();
  return box.left < -1 || box.right > innerWidth + 1 || each.scrollWidth > each.clientWidth + 1 &&
    each.clientWidth > 0 && getComputedStyle(each).display !== "inline";
}).map((each) => each.outerHTML.slice(0, 80))
"""
# As the page does it, of so many minutes ago.
TELL = """
fetch("/tell", {
  method: "POST",
  headers: { "Content-Type": "application/json",
             Authorization: `Bearer ${location.hash.slice(1)}` },
  body: JSON.stringify({ ...history.state, words: (%s).map(
    ([minutes, word], place) => ({ n: place + 1, ago_ms: minutes * 60000, word })) }),
}).then((answer) => answer.status)
"""
# How far from the edge of its line each name in the list begins; of one's own without "(you)".
BEGINNINGS = """
[...document.querySelectorAll("#phones bdi")].map(({ firstChild, parentElement: line }) => {
  const name = document.createRange();
  name.selectNodeContents(firstChild);
  const end = firstChild.data.indexOf("\u2069");
  if (end >= 0) name.setEnd(firstChild, end);
  return Math.round(name.getBoundingClientRect().%s - line.getBoundingClientRect().%s);
})
"""
TARGETS = """
[...document.querySelectorAll("button, input, summary")].filter((each) => each.checkVisibility())
  .map((each) => Math.round(each.getBoundingClientRect().height))
"""


def test_who_refuses_the_sensors_or_has_none_is_asked_to_tap(
    table: ServedTable, android: Android
) -> None:
    for sensor in ("accelerometer", "gyroscope", "magnetometer"):
        android.tab.refuses(sensor)
    android.joins(table.https, table.guests, "Ana")
    can_ask = android.tab.does("'requestPermission' in DeviceOrientationEvent")
    refused = "This phone does not let the page feel how it lies."
    assert android.reads(refused if can_ask else "This page cannot feel how the phone lies")
    android.taps("I lay it down now")
    table.waits_for(Ana="down")
    assert table.asks("look")["sensing"] == {"Ana": "visibility"}


def test_a_phone_that_asks_for_its_sensors_is_asked_within_a_tap(
    table: ServedTable, android: Android
) -> None:
    android.tab.asks("Page.addScriptToEvaluateOnNewDocument", source=ASKING % "granted")
    android.tab.turns(20)
    android.scans(table.https, table.pairing)
    android.taps("Remember this phone")
    android.is_on("paired")
    android.tab.opens(android.tab.does("location.href"))
    assert android.reads("One tap, so that this phone may notice how it lies")
    assert android.tab.does("asked") == []
    android.taps("Start")
    android.is_on("lay")
    assert android.tab.does("asked") == ["within a tap"]
    android.lies_down()
    table.waits_for(**{"My phone": "down"})
    android.is_picked_up()
    android.taps("I’m leaving")
    android.taps("I’m still here")
    android.is_on("lay")
    assert set(android.tab.does("asked")) == {"within a tap"}


def test_a_guest_who_refuses_is_told_that_it_works_all_the_same(
    table: ServedTable, android: Android
) -> None:
    android.tab.asks("Page.addScriptToEvaluateOnNewDocument", source=ASKING % "denied")
    android.tab.turns(20)
    android.joins(table.https, table.guests, "Ana")
    assert android.tab.does("asked") == ["within a tap"]
    assert android.reads("This phone does not let the page feel how it lies.")
    android.taps("I lay it down now")
    table.waits_for(Ana="down")
    assert table.asks("look")["sensing"] == {"Ana": "visibility"}


def test_the_browsers_warning_is_clicked_away_and_the_sensors_work(
    table: ServedTable, chromium: Chromium
) -> None:
    phone = PhoneInHand(chromium.opens_phone(trusts=False))
    phone.tab.turns(20)
    phone.scans(table.https, table.guests)
    assert "ERR_CERT_AUTHORITY_INVALID" in phone.tab.does("document.body.innerText")
    phone.tab.does("document.getElementById('details-button').click()")
    phone.tab.does("document.getElementById('proceed-link').click()")
    phone.is_on("join", 10)
    assert phone.tab.does("isSecureContext")
    phone.taps("Your first name")
    phone.tab.types("Ana")
    phone.taps("Join the table")
    phone.is_on("lay")
    phone.lies_down()
    table.waits_for(Ana="down")
    phone.tab.closes()


def test_the_keyboard_is_enough_and_a_screen_reader_hears_what_is_there(
    table: ServedTable, android: Android
) -> None:
    tab = android.tab
    android.scans(table.http, table.guests)
    android.is_on("join")
    assert focus(android) == "Phones down together"
    assert {("heading", "Phones down together"), ("textbox", "Your first name")} <= heard(android)
    tab.presses("Tab")
    tab.types("Ana")
    tab.presses("Tab")
    tab.presses("Enter")
    android.is_on("lay")
    assert focus(android) == "Lay it face down"
    tab.presses("Tab")
    tab.presses("Space")
    android.is_on("down")
    assert ("status", "Down.") in heard(android)
    tab.presses("Tab")
    assert focus(android) == "I picked it up"
    tab.presses("Enter")
    android.is_on("up")
    assert ("status", "Picked up.") in heard(android)
    assert focus(android) == "The phone is in your hand"
    wait_until(lambda: ("listitem", "Ana (you)picked up") in heard(android), PATIENCE, "the list")
    for _ in range(2):
        tab.presses("Tab")
    assert focus(android) == "I need it"
    tab.presses("Enter")
    assert ("group", "What is it for?") in heard(android)
    tab.presses("Tab")
    tab.presses("Enter")
    android.is_on("thanks")
    tab.presses("Tab")
    tab.presses("Enter")
    wait_until(lambda: len(table.words()) == 4, PATIENCE, "the last word")
    assert table.words() == ["down", "up", "reason needed", "down"]


def test_a_look_shows_gently_on_the_others_only_where_the_host_wants_it(
    table: ServedTable, chromium: Chromium, android: Android
) -> None:
    table.asks("show looks", on=True)
    tom = PhoneInHand(chromium.opens_phone())
    android.joins(table.http, table.guests, "Ana")
    tom.joins(table.http, table.guests, "Tom")
    android.taps("I lay it down now")
    tom.taps("I lay it down now")
    button = "document.getElementById('up-button').getBoundingClientRect().y"
    android.is_on("down")
    before = android.tab.does(button)
    tom.taps("I picked it up")
    assert android.reads("Tom has a phone in the hand.")
    assert android.tab.does(button) == before, "no button moves away from under a finger"
    android.keeps_picture("a-look-of-another")
    tom.taps("Put it down")
    wait_until(lambda: "Tom" not in android.text, PATIENCE, "the sign's going away")
    tom.tab.closes()


@pytest.mark.parametrize(("direction", "edge"), [("ltr", "left"), ("rtl", "right")])
def test_a_name_begins_where_the_others_do_whichever_way_it_is_written(
    table: ServedTable, chromium: Chromium, android: Android, direction: str, edge: str
) -> None:
    android.tab.sized(320, 568)
    tom = PhoneInHand(chromium.opens_phone())
    tom.joins(table.http, table.guests, LONG)
    android.scans(table.http, table.guests)
    android.tab.does(f"document.dir = '{direction}'")
    android.taps("Your first name")
    android.tab.types("דורה")
    android.taps("Join the table")
    assert android.reads("דורה (you)")
    assert android.tab.does(BEGINNINGS % (edge, edge)) == [0, 0]
    tom.tab.closes()


def test_the_shared_time_and_the_longest_of_it_are_on_every_phone_that_is_in_the_hand(
    table: ServedTable, chromium: Chromium, android: Android
) -> None:
    table.asks("begin", minutes=80)
    android.joins(table.http, table.guests, "Ana")
    assert "All phones face down" not in android.text
    android.tab.does(TELL % "[[80, 'down'], [40, 'up'], [30, 'down'], [10, 'up']]")
    assert android.reads("All phones face down: 1 h, 40 min at a stretch")
    android.keeps_picture("together")
    table.asks("end")
    assert android.reads("All phones face down\n1 h\n")


def test_twelve_phones_at_once(table: ServedTable, chromium: Chromium) -> None:
    phones = [PhoneInHand(chromium.opens_phone()) for _ in range(12)]
    names = [f"Guest {number}" for number in range(1, 13)]
    for phone, name in zip(phones, names, strict=True):
        phone.joins(table.http, table.guests, name)
    for phone in phones[:-1]:
        phone.taps("I lay it down now")
    table.waits_for(**dict.fromkeys(names[:-1], "down"))
    phones[0].taps("I picked it up")
    table.waits_for(**{names[0]: "up"}, **dict.fromkeys(names[1:-1], "down"))
    assert phones[-1].reads("Guest 1\nat the table")
    wait_until(lambda: phones[-1].text.count("\ndown") == 10, PATIENCE, "ten that are down")
    phones[-1].keeps_picture("twelve")
    table.asks("end")
    for phone in phones:
        phone.is_on("over")
    phones[0].keeps_picture("twelve-over")
    for phone in phones:
        phone.tab.closes()


LOOKS: dict[str, tuple[int, int, dict[str, str], str]] = {
    # width, height, what the person prefers, and what a script changes
    "portrait": (390, 844, {}, ""),
    "landscape": (844, 390, {}, ""),
    "small": (320, 568, {}, ""),
    "dark": (390, 844, {"prefers_color_scheme": "dark"}, ""),
    "right-to-left": (390, 844, {}, "document.documentElement.dir = 'rtl'"),
    "large-text": (320, 568, {}, "document.documentElement.style.fontSize = '200%'"),
    "german": (320, 568, {"prefers_contrast": "more", "prefers_reduced_motion": "reduce"}, ""),
}
AGENTS = {"small": SAMSUNG, "dark": IPHONE}


@pytest.mark.parametrize("look", LOOKS)
def test_everything_fits_on_the_screen(table: ServedTable, android: Android, look: str) -> None:
    width, height, features, script = LOOKS[look]
    language = "de" if look == "german" else "en"
    android.tab.speaks(language, AGENTS.get(look, ""))
    android.tab.sized(width, height)
    android.tab.prefers(**features)
    for number, screen in enumerate(all_screens(table, android, language)):
        if script:
            android.tab.does(script)
        assert android.tab.does(SPILLS) == [], screen
        assert min(android.tab.does(TARGETS), default=44) >= 44, screen
        android.keeps_picture(f"{look}-{number:02}-{screen}")


def all_screens(table: ServedTable, phone: Android, language: str) -> Iterator[str]:
    """Go through the page, and stop at each of its screens."""
    says = page_words(language)

    def at(screen: str) -> str:
        phone.is_on(screen)
        return screen

    phone.scans(table.https, table.pairing)
    yield at("pair")
    assert phone.tab.does("document.documentElement.lang") == language
    phone.taps(says["pair_button"])
    phone.is_on("paired")
    phone.taps(says["mute_title"])
    yield at("paired")
    phone.scans(table.http, table.guests)
    yield at("join")
    phone.taps(says["name_label"])
    phone.tab.types(LONG)
    phone.taps(says["join_button"])
    phone.reads(says["you"].format(name=LONG))
    yield at("lay")
    phone.taps(says["lay_button"])
    yield at("down")
    phone.taps(says["picked_up_button"])
    phone.reads(says["state_up"])
    yield at("up")
    phone.taps(says["need_button"])
    yield at("why")
    phone.taps(says["reason_emergency"])
    yield at("thanks")
    phone.taps(says["leave_button"])
    yield at("left")
    phone.taps(says["return_button"])
    phone.is_on("lay")
    wait_until(lambda: table.asks("look")["hearing"] == 1, PATIENCE, "its hearing again")
    table.asks("end")
    assert phone.reads(says["kind_dinner"]), "in the language of the phone"
    yield at("over")
    phone.scans(table.https, "B" * 22)
    yield at("trouble")


def focus(phone: Android) -> str:
    """What the keyboard is at."""
    return str(phone.tab.does("document.activeElement.textContent"))


def heard(phone: Android) -> set[tuple[str, str]]:
    """Roles and names as a screen reader gets them, of a list's entry and a status all its text."""
    nodes = {
        node["nodeId"]: node for node in phone.tab.asks("Accessibility.getFullAXTree")["nodes"]
    }

    def name(node: dict[str, Any]) -> str:
        own = str(node.get("name", {}).get("value", ""))
        is_text = node["role"]["value"] == "StaticText"
        inside = (nodes[each] for each in node.get("childIds", ()) if each in nodes)
        return own if own or is_text else "".join(map(name, inside))

    shown = [node for node in nodes.values() if not node["ignored"]]
    said = {(node["role"]["value"], name(node)) for node in shown}
    return {(role, re.sub("[\u2068\u2069]", "", text)) for role, text in said}
