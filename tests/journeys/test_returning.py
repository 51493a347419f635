"""The second moment, returning: one card with the likely answer, one tap, never a flood first."""

from datetime import datetime

from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.logind import Logind
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

JUST_BEFORE_ITS_END = ("--ago", "90m", "--for", "5404s")


def test_after_a_power_cut_the_card_is_there_first_and_one_tap_answers(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "dinner", "--with", "Ana", *JUST_BEFORE_ITS_END)
    planned = datetime.fromisoformat(person.status["session"]["planned_end_at"])
    person.power_is_cut()

    (waiting,) = wait_until(lambda: person.status["unconfirmed"], 10, "the planned end", every=0.2)
    assert datetime.fromisoformat(waiting["ended_at"]) == planned
    person.starts_app(waits_for_icon=False)
    assert person.sees("as planned")
    person.keeps_picture("moment-2-returning")
    person.windows.press("as planned")

    wait_until(lambda: not person.status["unconfirmed"], 5, "the answer")
    (session,) = person.log
    assert session["confirmed"]
    assert datetime.fromisoformat(session["ended_at"]) == planned
    wait_until(lambda: not person.windows.has("as planned"), 5, "the card's going away")


def test_an_app_that_crashed_within_the_session_takes_it_up_again(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    started = person.asks("start", "dinner", "--ago", "10m")["session"]["id"]
    person.power_is_cut()
    status = person.status
    assert status["pid"] is None
    person.starts_app()
    status = person.waits_for("running")
    assert status["session"]["id"] == started
    wait_until(lambda: person.status["mute"]["state"] == "muted", 5, "the quiet")
    assert person.sees_no_notification()
    person.presence("stop")
    wait_until(lambda: dunst_xfce.setting() == before, 3, "the first state")


def test_on_gnome_too_a_power_cut_leaves_nobody_muted(gnome: Gnome) -> None:
    person = Person(gnome)
    before = gnome.setting()
    person.starts_app()
    person.presence("start", "dinner", *JUST_BEFORE_ITS_END)
    assert gnome.setting() != before
    person.power_is_cut()
    assert gnome.setting() != before, "nothing could have put it back yet"
    person.starts_app(waits_for_icon=False)
    wait_until(lambda: person.status["unconfirmed"], 10, "the planned end")
    person.presence("stop")
    wait_until(lambda: gnome.setting() == before, 5, "the key's being put back")
    gnome.screen.settled(0.5)
    gnome.close_all()  # our own word about the end
    assert gnome.shows_notifications()


def test_when_the_lid_opens_within_a_session_one_tap_ends_it(dunst_xfce: DunstXfce) -> None:
    logind = Logind(dunst_xfce.lab)
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    person.presence("start", "dinner", "--with", "Ana", "--ago", "70m")
    person.lets_the_word_go()
    logind.goes_to_sleep()
    dunst_xfce.notify("Held back", "while the lid was closed")
    logind.wakes_up()
    assert person.sees("We're done")
    assert dunst_xfce.setting() != before, "what was held back came before the card"
    person.keeps_picture("moment-2-returning-within-the-session")
    person.windows.press("We're done")
    person.waits_for("idle")
    wait_until(lambda: dunst_xfce.setting() == before, 3, "the desktop's being put back")
    (session,) = person.log
    assert session["confirmed"]
    assert session["slips"] == []


def test_it_wasnt_me_asks_no_more_in_this_session(dunst_xfce: DunstXfce) -> None:
    logind = Logind(dunst_xfce.lab)
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "dinner", "--ago", "20m")
    person.lets_the_word_go()
    logind.goes_to_sleep()
    logind.wakes_up()
    person.windows.press("It wasn't me")
    wait_until(lambda: not person.windows.has("It wasn't me"), 5, "the card's going away")
    logind.goes_to_sleep()
    logind.wakes_up()
    person.screen.settled(1.0)
    assert not person.windows.has("It wasn't me")
    status = person.status
    assert status["state"] == "running"
    assert status["mute"]["state"] == "muted"


def test_within_a_meeting_a_closed_lid_asks_nothing(dunst_xfce: DunstXfce) -> None:
    logind = Logind(dunst_xfce.lab)
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "meeting")
    logind.goes_to_sleep()
    logind.wakes_up()
    person.screen.settled(1.0)
    assert not person.windows.has("done")
    assert person.status["state"] == "running"
