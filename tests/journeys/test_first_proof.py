"""The third moment, the first proof: a test that stays away, and the desktop as it was before."""

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import DunstXfce
from tests.desktops.plasma import Plasma
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_test_shows_nothing_during_a_session_and_something_without(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    person.presence("start", "coffee")
    person.lets_the_word_go()
    dunst_xfce.park_pointer()
    quiet = person.screen.settled(0.5)
    dunst_xfce.choose("Send me a test")
    dunst_xfce.park_pointer()
    held_back = wait_until(lambda: count_of_dunst(dunst_xfce, "waiting"), 5, "the test")
    assert held_back == 1
    assert quiet.changed(person.screen.settled(1.0), outside=dunst_xfce.tray) == 0
    person.keeps_picture("moment-3-first-proof-during")

    person.presence("stop")
    wait_until(lambda: dunst_xfce.setting() == before, 3, "the desktop's being put back")
    wait_until(lambda: count_of_dunst(dunst_xfce, "displayed"), 5, "what was held back")
    person.keeps_picture("moment-3-first-proof-afterwards")


def test_after_a_crash_the_quiet_ends_within_a_second_and_the_next_start_says_so(
    desktop: Desktop,
) -> None:
    name = type(desktop).__name__.lower()
    person = Person(desktop)
    before = desktop.setting()
    person.starts_app()
    person.presence("start", "coffee", "--ago", "45m", "--for", "2706s")
    assert desktop.setting() != before
    crashed_at = person.now
    person.app_crashes()
    wait_until(lambda: desktop.setting() == before, 2.0, "the desktop's being put back")
    put_back_at = {f"{at:%H:%M}" for at in (crashed_at, person.now)}  # two within some seconds
    assert desktop.shows_notifications()

    wait_until(lambda: person.status["unconfirmed"], 10, "the planned end")
    notices = desktop.hears_notices()
    person.starts_app(waits_for_icon=False)
    if not isinstance(desktop, Plasma):  # which lets go by itself: we have put back nothing
        said = [f"I put your notifications back at {at}." for at in put_back_at]
        wait_until(lambda: any(each in notices.output for each in said), 5, said[0])
    person.keeps_picture(f"moment-3-after-a-crash-{name}")


def test_a_persons_own_do_not_disturb_stays_on_afterwards(desktop: Desktop) -> None:
    person = Person(desktop)
    desktop.mute_by_hand()
    before = desktop.setting()
    person.starts_app(waits_for_icon=False)
    person.presence("start", "coffee")
    assert person.status["mute"]["state"] == "muted"
    person.presence("stop")
    person.quits_app()
    assert desktop.setting() == before
    assert person.sees_no_notification()


def test_quitting_within_a_session_puts_the_desktop_back(desktop: Desktop) -> None:
    person = Person(desktop)
    before = desktop.setting()
    person.starts_app(waits_for_icon=False)
    person.presence("start", "coffee")
    assert desktop.setting() != before
    person.quits_app()
    wait_until(lambda: desktop.setting() == before, 2, "the desktop's being put back")


def count_of_dunst(desktop: DunstXfce, which: str) -> int:
    return int(desktop.lab.run("dunstctl", "count", which).stdout)
