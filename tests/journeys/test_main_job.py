"""The main job, end to end, on each desktop: the icon's pixels, the quiet, the log, the week."""

from datetime import timedelta

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
    started = person.waits_for("running")["session"]["id"]
    person.waits_for_quiet()
    assert person.status["mute"]["state"] == "muted"
    desktop.park_pointer()
    assert desktop.setting() != before
    person.keeps_picture(f"{name}-2-present")
    assert person.sees_no_notification(f"{name}-3-notification-stays-away")

    wait_until(lambda: person.status["session"]["duration_s"] >= 2, 5, "two seconds")
    notices = desktop.hears_notices()
    desktop.activate_icon()
    person.waits_for("idle")
    wait_until(lambda: desktop.setting() == before, 3, "the desktop's being put back")
    wait_until(lambda: "Meeting ended" in notices.output, 5, "the notice of the end")
    desktop.park_pointer()
    desktop.screen.settled(0.5)
    person.keeps_picture(f"{name}-4-ended")
    desktop.close_all()
    assert desktop.shows_notifications(f"{name}-5-notification-afterwards")

    (session,) = person.log
    assert session["id"] == started
    assert session["ended_at"]
    assert session["confirmed"]
    # It began before the click, as it often does: the picture gets something to show.
    now = person.now
    began = max(now - timedelta(minutes=50), now.replace(hour=0, minute=0))  # of this week
    person.presence("edit", started, "--from", f"{began:%Y-%m-%d %H:%M}")
    look_at_the_week(person, name)


def look_at_the_week(person: Person, name: str) -> None:
    """Open the review from the menu and find the session in its picture."""
    desktop = person.desktop
    desktop.close_all()
    before = person.screen.settled(0.5)
    desktop.choose("Open review")
    desktop.park_pointer()
    assert person.sees("This week")
    assert person.sees("Meeting")
    wait_until(lambda: before.changed(person.screen.grab()) > 50_000, 5, "the week's picture")
    person.keeps_picture(f"{name}-6-week")
