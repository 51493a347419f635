"""Who changes the mute by hand during a session has decided: Presence keeps its hands off."""

from tests.desktops.desktop import Desktop
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_person_who_lets_notifications_through_again_is_left_alone(desktop: Desktop) -> None:
    person = Person(desktop)
    person.starts_app()
    person.presence("start", "coffee")
    person.lets_the_word_go()
    desktop.unmute_by_hand()
    chosen = desktop.setting()
    wait_until(lambda: person.status["mute"]["detail"] == "user_changed", 5, "the notice of it")
    assert person.status["mute"]["state"] == "not_muted"
    assert person.status["state"] == "running"
    assert desktop.shows_notifications()
    desktop.icon()
    person.keeps_picture(f"hands-off-{type(desktop).__name__.lower()}")

    person.presence("stop")
    person.screen.settled(0.5)
    assert desktop.setting() == chosen
    person.quits_app()
    assert desktop.setting() == chosen


def test_a_crash_after_a_change_by_hand_changes_nothing_either(desktop: Desktop) -> None:
    person = Person(desktop)
    person.starts_app(waits_for_icon=False)
    person.presence("start", "coffee")
    person.lets_the_word_go()
    desktop.unmute_by_hand()
    chosen = desktop.setting()
    person.app_crashes()
    person.screen.settled(1.0)
    assert desktop.setting() == chosen
