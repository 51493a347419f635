"""Nobody can see the screen (a lock, another user in front): the quiet ends all the same.

What Presence has to say about it waits until the person is back: no passer-by reads it.
"""

from collections.abc import Callable

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome_lock import GnomeWithLock
from tests.desktops.logind import Logind
from tests.desktops.programs import Program, wait_until
from tests.journeys.person import Person

Move = Callable[[Logind], None]
AWAY_AND_BACK: dict[str, tuple[Move, Move]] = {
    "locked": (Logind.locks, Logind.unlocks),
    "another user": (Logind.goes_to_another_user, Logind.comes_back),
}


@pytest.fixture(params=list(AWAY_AND_BACK))
def moves(request: pytest.FixtureRequest) -> tuple[Move, Move]:
    """How the screen gets out of sight, and back into it."""
    return AWAY_AND_BACK[request.param]


def shows_nothing(desktop: Desktop, notices: Program) -> bool:
    """Whether neither the server was told anything, nor anything comes up on the screen."""
    before = desktop.screen.settled()
    after = desktop.screen.settled(1.5)
    return before.changed(after, outside=desktop.tray) == 0 and "ended" not in notices.output


def test_an_end_from_elsewhere_puts_the_desktop_back_at_once_and_is_told_on_return(
    dunst_xfce: DunstXfce, moves: tuple[Move, Move]
) -> None:
    logind, person = Logind(dunst_xfce.lab), Person(dunst_xfce)
    goes, comes = moves
    before = dunst_xfce.setting()
    person.starts_app()
    person.presence("start", "meeting", "--ago", "20m")
    person.lets_the_word_go()
    assert dunst_xfce.setting() != before
    goes(logind)
    assert dunst_xfce.setting() != before, "the lock alone changes nothing"

    notices = dunst_xfce.hears_notices()
    person.presence("stop")  # over ssh
    wait_until(lambda: dunst_xfce.setting() == before, 2, "the desktop's being put back")
    (session,) = person.log
    assert session["ended_at"]
    assert shows_nothing(dunst_xfce, notices)

    comes(logind)
    wait_until(lambda: "Meeting ended" in notices.output, 3, "the notice on return")
    wait_until(lambda: count_of_dunst(dunst_xfce, "displayed") == 1, 3, "the notice on the screen")
    person.keeps_picture("locked-told-on-return")
    dunst_xfce.lab.run("dunstctl", "action", "0")
    assert person.waits_for("running")["session"]["id"] == session["id"], "it could be undone"
    wait_until(lambda: dunst_xfce.setting() != before, 3, "the quiet again")


def test_a_session_that_ends_by_itself_behind_the_lock_is_told_on_return(
    dunst_xfce: DunstXfce,
) -> None:
    logind, person = Logind(dunst_xfce.lab), Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    person.presence("start", "alone", "--ago", "45m", "--for", "2705s")
    person.lets_the_word_go()
    logind.locks()
    notices = dunst_xfce.hears_notices()
    wait_until(lambda: dunst_xfce.setting() == before, 10, "the end by itself")
    assert shows_nothing(dunst_xfce, notices)
    logind.unlocks()
    wait_until(lambda: "ended" in notices.output, 3, "the notice on return")


def test_who_comes_back_from_another_users_session_is_met_by_the_card(
    dunst_xfce: DunstXfce,
) -> None:
    logind, person = Logind(dunst_xfce.lab), Person(dunst_xfce)
    person.starts_app()
    person.presence("start", "dinner", "--ago", "70m")
    person.lets_the_word_go()
    logind.goes_to_another_user()
    person.screen.settled(0.5)
    assert not person.windows.has("We're done")
    logind.comes_back()
    assert person.sees("We're done")


def test_what_was_put_back_after_a_crash_is_told_when_the_lock_is_gone(
    dunst_xfce: DunstXfce,
) -> None:
    logind, person = Logind(dunst_xfce.lab), Person(dunst_xfce)
    before = dunst_xfce.setting()
    person.starts_app()
    person.presence("start", "coffee", "--ago", "45m", "--for", "2705s")
    logind.locks()
    person.app_crashes()
    wait_until(lambda: dunst_xfce.setting() == before, 2, "the desktop's being put back")
    wait_until(lambda: person.status["unconfirmed"], 10, "the planned end")
    notices = dunst_xfce.hears_notices()
    person.starts_app(waits_for_icon=False)
    person.screen.settled(1.0)
    assert "put your notifications back" not in notices.output
    logind.unlocks()
    said = "I put your notifications back at"
    wait_until(lambda: said in notices.output, 3, "the word on return")


def test_gnomes_own_lock_screen_shows_nothing_of_it(gnome_with_lock: GnomeWithLock) -> None:
    gnome, person = gnome_with_lock, Person(gnome_with_lock)
    before = gnome.setting()
    person.starts_app(waits_for_icon=False)
    person.presence("start", "meeting", "--ago", "20m")
    person.lets_the_word_go()
    gnome.lock_screen()
    assert gnome.setting() != before
    locked = gnome.screen.settled(0.5)

    notices = gnome.hears_notices()
    person.presence("stop")
    wait_until(lambda: gnome.setting() == before, 2, "the key's being put back")
    now = gnome.screen.settled(1.5)
    person.keeps_picture("locked-gnome")
    clock = gnome.clock_of_lock_screen
    assert locked.changed(now, outside=clock) == 0
    assert "ended" not in notices.output

    gnome.unlock_screen()
    wait_until(lambda: gnome.banner.startswith("Meeting ended"), 5, "the notice on return")
    person.screen.settled(1.0)
    person.keeps_picture("locked-gnome-told-on-return")


def count_of_dunst(desktop: DunstXfce, which: str) -> int:
    return int(desktop.lab.run("dunstctl", "count", which).stdout)
