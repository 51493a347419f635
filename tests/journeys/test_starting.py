"""The first moment, starting: one click, a word for two seconds, then nothing moves any more."""

from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_the_icon_fills_a_word_is_said_and_then_nothing_moves(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.set("default_kind", '"dinner"')
    person.starts_app()
    dunst_xfce.park_pointer()
    idle = person.screen.settled()
    place = dunst_xfce.icon().grown(6)

    dunst_xfce.activate_icon()
    assert person.sees("Dinner · 90 min · quiet (checked)", 3)
    person.keeps_picture("moment-1-starting")

    wait_until(lambda: not person.windows.has("quiet (checked)"), 5, "the word's going away")
    dunst_xfce.park_pointer()
    now = person.screen.settled(3.0, 8)
    assert idle.changed(now, inside=place) > 20, "the icon looks as before"
    assert idle.changed(now, outside=place) == 0, "something else stayed on the screen"
    session = person.waits_for("running")["session"]
    assert session["kind"] == "dinner"


def test_the_menu_says_first_what_a_click_does(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    assert dunst_xfce.menu()[0].label == "Start Meeting · 60 min"
    dunst_xfce.choose("Start Meeting")
    person.waits_for("running")
    assert dunst_xfce.menu()[0].label == "End Meeting"
    dunst_xfce.click_icon(3)
    person.keeps_picture("tray-menu")
    person.screen.key("Escape")
    # A second click within two seconds of the first is a slip of the finger; this one is later.
    dunst_xfce.choose("End Meeting")
    person.waits_for("idle")
    assert dunst_xfce.menu()[0].label.startswith("Start Meeting")


def test_a_double_click_starts_and_does_not_end_at_once(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.screen.click(*dunst_xfce.icon().centre, times=2)
    person.waits_for("running")
    person.screen.settled(0.5)
    assert person.status["state"] == "running"


def test_what_is_typed_in_the_start_window_starts_it(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("add", "yesterday 19-21 dinner @Ana")
    dunst_xfce.choose("Start", "Other")
    person.screen.wait_for_window("Start")
    person.screen.type("din ana 45m")
    person.sees("Ana")
    person.keeps_picture("start-window")
    person.screen.key("Return")
    session = person.waits_for("running")["session"]
    assert (session["kind"], session["people"]) == ("dinner", ["Ana"])
    assert person.status["remaining_s"] in range(44 * 60, 45 * 60 + 1)


def test_the_end_can_be_taken_back_from_the_menu(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    started = person.asks("start", "dinner", "--with", "Ana", "--ago", "20m")["session"]["id"]
    dunst_xfce.choose("End Dinner")
    person.waits_for("idle")
    wait_until(lambda: dunst_xfce.setting() == before, 3, "the desktop's being put back")
    dunst_xfce.choose("Undo: ended Dinner")
    assert person.waits_for("running")["session"]["id"] == started
    wait_until(lambda: dunst_xfce.setting() != before, 3, "the quiet")


def test_presence_start_alone_brings_the_icon_and_the_quiet(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    said = person.presence("start", "coffee", "--with", "Mia")
    assert "quiet (checked)" in said
    assert dunst_xfce.setting() != before
    assert dunst_xfce.icon().width >= 12
    assert person.sees_no_notification()
    dunst_xfce.choose("Quit Presence")
    wait_until(lambda: person.status["pid"] is None, 5, "the app's end")
    wait_until(lambda: dunst_xfce.setting() == before, 3, "the desktop's being put back")
    assert person.status["state"] == "running", "the row stays open"


def test_the_window_of_the_session_counts_and_extends(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "coffee", "--with", "Mia", "--ago", "10m")
    person.lets_the_word_go()
    dunst_xfce.choose("Coffee · ")
    assert person.sees("with Mia")
    person.keeps_picture("session-window")
    left = person.status["remaining_s"]
    person.windows.press("Extend by 15 minutes")
    wait_until(lambda: person.status["remaining_s"] > left + 14 * 60, 5, "the longer plan")
    person.windows.press("I looked at a screen")
    wait_until(lambda: len(person.status["session"]["slips"]) == 1, 5, "the look")
    assert person.sees("Take the last one back")
    person.windows.press("End Coffee")
    person.waits_for("idle")


def test_on_gnome_a_plain_click_opens_the_menu_and_its_first_line_starts(gnome: Gnome) -> None:
    person = Person(gnome)
    person.starts_app()
    gnome.choose("Start Meeting", button=1)
    person.waits_for("running")
    gnome.icon()
    person.lets_the_word_go()
    gnome.click_icon()
    person.keeps_picture("tray-menu-gnome")
