"""A dinner with the lid closed: nothing is a look before the person has left and come back once.

What counts then is told by real input, and by the screens of real desktops.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import wait_until
from tests.journeys.person import Person
from tests.login_server import LONGEST_DELAY

REST, GRACE, MOMENT = 6, 5, 1
SPANS = {"rest": REST, "grace": GRACE, "moment": MOMENT}
NUDGE = "Dinner goes on"
BETWEEN = timedelta(seconds=2)  # what a busy machine takes between the hand and what is told of it


@dataclass(frozen=True)
class Look:
    """What the person did."""

    began: datetime
    length: timedelta

    def is_told_as(self, slip: Any) -> bool:
        """Whether the log has it so."""
        at = datetime.fromisoformat(slip["at"])
        length = timedelta(seconds=slip["length_s"])
        return abs(at - self.began) < BETWEEN and abs(length - self.length) < BETWEEN


def at_the_table(desktop: Desktop, spans: Mapping[str, float]) -> Person:
    """Somebody who has just started a dinner, and is watched by now."""
    person = Person(desktop, spans=spans)
    person.starts_app()
    person.presence("start", "dinner", "--with", "Ana", "--for", "90m")
    return person


def is_met_by_the_card(person: Person, laptop: LoginManager) -> None:
    """They lock and close the lid, are back, and nothing that was held back was there first."""
    laptop.is_waited_for()
    before = person.desktop.setting()
    laptop.locks()
    laptop.closes_lid()
    person.desktop.notify("Held back", "while the lid was closed")
    laptop.opens_lid()
    with person.moves_the_pointer():
        laptop.unlocks()
        assert person.sees("Just a moment")
    assert person.desktop.setting() == before
    assert person.status["session"]["slips"] == []


def looks_at_the_screen(person: Person) -> Look:
    """The pointer moves until the nudge is there, and a second more.

    Who lets go at the nudge has moved for the last time before it, and that is no look yet.
    """
    began = person.now
    with person.moves_the_pointer():
        person.windows.find(NUDGE, GRACE + 10)
        nudged = person.now
        wait_until(lambda: person.now - nudged > timedelta(seconds=1), 2, "a second more")
    return Look(began, person.now - began)


def slips_in(person: Person, count: int) -> Any:
    """The looks of the session in progress, once there are so many."""

    def found() -> bool:
        return len(person.status["session"]["slips"]) == count

    wait_until(found, REST + 5, f"{count} looks", every=0.2)
    return person.status["session"]["slips"]


def test_a_look_counts_from_its_first_input_to_its_last_and_can_be_taken_back(
    dunst_xfce: DunstXfce,
) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        person = at_the_table(dunst_xfce, SPANS)
        is_met_by_the_card(person, laptop)
        person.keeps_picture("moment-2-returning-within-the-session")
        person.windows.press("Just a moment")
        wait_until(lambda: not person.windows.has("Just a moment"), 5, "the card's going away")
        wait_until(lambda: person.status["session"]["watched"] == ["computer"], 5, "the watch")
        look = looks_at_the_screen(person)
        person.keeps_picture("nudge")
        (slip,) = slips_in(person, 1)
        assert slip["source"] == "input"
        assert look.is_told_as(slip)
        wait_until(lambda: not person.windows.has(NUDGE), 5, "the nudge's going away")

        looks_at_the_screen(person)
        person.windows.press("It wasn't me")
        wait_until(lambda: not person.windows.has(NUDGE), 5, "the nudge's going away")
        person.presence("stop")
        (session,) = person.log
        assert len(session["slips"]) == 1, "the first look was one all the same"
        assert session["kept_basis"] == "computer"


def test_what_is_watched_is_on_the_disk_before_the_computer_sleeps(dunst_xfce: DunstXfce) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        person = at_the_table(dunst_xfce, {"rest": 3600})
        laptop.is_waited_for()
        assert person.status["session"]["watched"] == []
        laptop.takes_to_sleep(person.status["pid"])
        assert laptop.goes_to_sleep() < LONGEST_DELAY - 1
        # The battery is empty now: this is what the disk has.
        found = person.lab.home / "found"
        found.mkdir()
        for file in (person.lab.home / ".local/share/presence").glob("presence.db*"):
            shutil.copy(file, found)
        (session,) = person.asks("--home", str(found), "log")
        assert session["watched"] == ["computer"]
        laptop.wakes_up()
        assert person.sees("We're done")
        person.windows.press("We're done")
        person.waits_for("idle")
        assert [each["slips"] for each in person.log] == [[]]


def test_on_gnome_too_the_card_comes_first_and_the_nudge_when_a_look_counts(gnome: Gnome) -> None:
    with LoginManager(gnome.lab) as laptop:
        person = at_the_table(gnome, SPANS)
        is_met_by_the_card(person, laptop)
        person.windows.press("Just a moment")
        wait_until(lambda: not person.windows.has("Just a moment"), 5, "the card's going away")
        look = looks_at_the_screen(person)
        (slip,) = slips_in(person, 1)
        assert look.is_told_as(slip)
