"""The first sixty seconds: the quiet is tried and put back, and the first session is one click."""

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_the_quiet_is_tried_and_put_back_and_a_first_session_started(desktop: Desktop) -> None:
    name = type(desktop).__name__.lower()
    person = Person(desktop, knows_presence=False)
    before = desktop.setting()
    app = person.starts_app()
    assert person.sees("Be with people.")
    person.keeps_picture(f"first-minute-1-{name}")

    person.windows.press("Try for 3 seconds")
    wait_until(lambda: desktop.setting() != before, 3, "the quiet")
    number = desktop.notify("A letter", "It waits")
    wait_until(lambda: desktop.setting() == before, 6, "the desktop's being put back")
    desktop.close(number)
    assert person.sees("everything is as it was before")
    person.keeps_picture(f"first-minute-2-tried-{name}")

    person.windows.press("Dinner")
    session = person.waits_for("running")["session"]
    assert session["kind"] == "dinner"
    wait_until(lambda: not person.windows.has("Be with people."), 5, "the window's going away")

    person.presence("stop")
    person.quits_app()
    wait_until(lambda: not app.is_running, 5, "the end of its last thread")
    person.starts_app()
    assert not person.windows.has("Be with people."), "it was shown a second time"


def test_where_no_way_to_mute_is_found_it_is_said(dunst: Dunst) -> None:
    dunst.end_server()
    person = Person(dunst, knows_presence=False)
    person.starts_app(waits_for_icon=False)
    assert person.sees("found no way")
    person.keeps_picture("first-minute-no-way-to-mute")
    person.presence("start", "coffee")
    mute = person.status["mute"]
    assert mute["state"] == "not_muted"
    assert person.status["state"] == "running"
