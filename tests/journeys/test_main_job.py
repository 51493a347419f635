"""The main job, end to end, on each desktop: the icon's pixels, the quiet, the log, the week."""

from tests.desktops.desktop import Desktop
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_click_makes_the_desktop_quiet_another_puts_it_back_and_the_time_is_in_the_week(
    desktop: Desktop,
) -> None:
    name = type(desktop).__name__.lower()
    person = Person(desktop)
    before = desktop.setting()
    person.starts_app()
    assert desktop.shows_notifications(f"{name}-1-notification-before")

    desktop.activate_icon()
    status = person.waits_for("running")
    assert status["mute"]["state"] == "muted", status["mute"]
    started = status["session"]["id"]
    person.desktop.park_pointer()
    assert desktop.setting() != before
    person.keeps_picture(f"{name}-2-present")
    assert not desktop.shows_notifications(f"{name}-3-notification-stays-away")

    wait_until(lambda: person.status["session"]["duration_s"] >= 2, 5, "two seconds")
    desktop.activate_icon()
    person.waits_for("idle")
    assert desktop.setting() == before
    desktop.park_pointer()
    person.presence("log")
    close_what_was_held_back(desktop)
    assert desktop.shows_notifications(f"{name}-4-notification-afterwards")

    (session,) = person.log
    assert session["id"] == started
    assert session["ended_at"]
    assert session["confirmed"]
    look_at_the_week(person, name)


def close_what_was_held_back(desktop: Desktop) -> None:
    """dunst shows afterwards what it held back; our own notice of the end goes too."""
    for number in range(1, 12):
        desktop.close(number)
    desktop.screen.settled(0.5)


def look_at_the_week(person: Person, name: str) -> None:
    """Open the review from the menu and find the session in its picture."""
    before = person.screen.settled()
    person.desktop.choose("Open review")
    assert person.sees("Meeting")
    picture = person.screen.settled()
    assert before.changed(picture, outside=person.desktop.tray) > 50_000
    person.keeps_picture(f"{name}-5-week")
