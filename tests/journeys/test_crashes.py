"""Presence is killed at any moment of an evening: nothing that was acknowledged is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.desktops.dunst import DunstXfce
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

SPANS = {"rest": 8, "grace": 5, "moment": 1, "let_in": 3600}
DONE, PLANNED, NUDGE = "We're done", "as planned", "Dinner goes on"
NINETY = ("--ago", "80m", "--for", "90m")
OVER = ("--ago", "90m", "--for", "5402s")  # planned to end in two seconds

Happens = Callable[[Person, LoginManager], None]


def leaves(person: Person, laptop: LoginManager) -> None:
    laptop.is_waited_for()
    laptop.locks()
    laptop.closes_lid()
    wait_until(lambda: person.status["session"]["watched"] == ["computer"], 5, "the watch")


def comes_back(person: Person, laptop: LoginManager) -> None:
    leaves(person, laptop)
    laptop.opens_lid()
    laptop.unlocks()
    with person.moves_the_pointer():
        assert person.sees(DONE)


def looks(person: Person, laptop: LoginManager) -> None:
    comes_back(person, laptop)
    person.windows.press("Just a moment")
    with person.moves_the_pointer():
        assert person.sees(NUDGE)


def stays_past_the_end(person: Person, laptop: LoginManager) -> None:
    leaves(person, laptop)
    wait_until(lambda: person.status["phase"] == "over_time", 10, "the planned end")


def comes_back_past_the_end(person: Person, laptop: LoginManager) -> None:
    stays_past_the_end(person, laptop)
    laptop.opens_lid()
    laptop.unlocks()
    with person.moves_the_pointer():
        assert person.sees(PLANNED)
    assert person.status["mute"]["state"] == "muted"


WITHIN: dict[str, Happens] = {
    "away": leaves,
    "the card is open": comes_back,
    "looking at the screen": looks,
}
PAST_THE_END: dict[str, Happens] = {
    "away past the end": stays_past_the_end,
    "what was held back is about to come": comes_back_past_the_end,
}


def killed_while(desktop: DunstXfce, laptop: LoginManager, when: Happens, *how: str) -> Any:
    """An evening up to the kill; the person, and what was acknowledged by then."""
    person = Person(desktop, spans=SPANS)
    before = desktop.setting()
    person.starts_app()
    person.presence("start", "dinner", "--with", "Ana", *how)
    person.presence("slip", "--reason", "call")
    when(person, laptop)
    (acknowledged,) = person.log
    assert desktop.setting() != before
    person.app_crashes()
    wait_until(lambda: desktop.setting() == before, 2, "the desktop's being put back")
    laptop.opens_lid()
    laptop.unlocks()
    return person, acknowledged


def is_all_there(session: Any, acknowledged: Any) -> bool:
    """Whether a row has what was acknowledged; the look in progress may be there or not."""
    same = ("id", "kind", "people", "started_at", "planned_end_at", "watched")
    reasons = [each["reason"] for each in session["slips"] if each["source"] == "self"]
    return reasons == ["call"] and all(session[key] == acknowledged[key] for key in same)


@pytest.mark.parametrize("when", WITHIN)
def test_within_the_session_it_goes_on_quiet_and_the_card_asks(
    dunst_xfce: DunstXfce, when: str
) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        person, acknowledged = killed_while(dunst_xfce, laptop, WITHIN[when], *NINETY)
        person.starts_app()
        assert person.sees(DONE)
        status = person.status
        assert status["state"] == "running"
        assert status["mute"]["state"] == "muted"
        assert is_all_there(status["session"], acknowledged)
        person.windows.press(DONE)
        person.waits_for("idle")
        (session,) = person.log
        assert session["confirmed"]
        assert is_all_there(session, acknowledged)


@pytest.mark.parametrize("when", PAST_THE_END)
def test_past_its_end_it_is_closed_as_planned_and_the_card_asks(
    dunst_xfce: DunstXfce, when: str
) -> None:
    with LoginManager(dunst_xfce.lab) as laptop:
        before = dunst_xfce.setting()
        person, acknowledged = killed_while(dunst_xfce, laptop, PAST_THE_END[when], *OVER)
        person.starts_app(waits_for_icon=False)
        assert person.sees(PLANNED)
        assert dunst_xfce.setting() == before
        (waiting,) = person.status["unconfirmed"]
        assert is_all_there(waiting, acknowledged)
        assert waiting["ended_at"] == waiting["planned_end_at"]
        person.windows.press(PLANNED)
        wait_until(lambda: not person.status["unconfirmed"], 5, "the answer")
        (session,) = person.log
        assert session["confirmed"]
        assert is_all_there(session, acknowledged)
