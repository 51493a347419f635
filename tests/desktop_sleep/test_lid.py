"""The lid: asked for once, heard of from whoever tells, and no leaving in a dock."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop_sleep.conftest import Laptop, MakeLogind
from tests.login_server import LoginServer

WHO_TELLS = {
    "UPower": {},
    "UPower and logind": {"pushes_lid": True},
    "logind alone": {"has_upower": False, "pushes_lid": True},
}


@pytest.fixture(params=list(WHO_TELLS))
def server(request: pytest.FixtureRequest, logind: MakeLogind) -> LoginServer:
    """A laptop of each kind in turn."""
    return logind(**WHO_TELLS[request.param])


def knows(laptop: Laptop, is_closed: bool | None) -> None:
    laptop.qtbot.waitUntil(lambda: laptop.screen.lid_is_closed is is_closed, timeout=10_000)


def test_a_lid_that_is_closed_and_opened_is_heard_each_time_once(
    laptop: Laptop, server: LoginServer
) -> None:
    laptop.is_watched()
    server.move_lid(True)
    laptop.hears("lid_closed")
    knows(laptop, True)
    server.move_lid(False)
    laptop.hears("lid_closed", "lid_opened")
    knows(laptop, False)
    server.move_lid(True)
    laptop.hears("lid_closed", "lid_opened", "lid_closed")


def test_a_lid_that_was_closed_before_is_found_by_asking(
    laptop: Laptop, server: LoginServer
) -> None:
    server.move_lid(True)
    laptop.is_watched()
    knows(laptop, True)
    server.move_lid(False)
    laptop.hears("lid_closed", "lid_opened")


def test_a_closed_lid_in_a_dock_is_no_leaving(
    laptop: Laptop, server: LoginServer, qtbot: QtBot
) -> None:
    server.dock(True)
    laptop.is_watched()
    server.move_lid(True)
    knows(laptop, None)
    qtbot.wait(50)
    server.move_lid(False)
    knows(laptop, False)
    assert not laptop.heard


def test_a_dock_that_was_left_asleep_is_found_on_waking(
    laptop: Laptop, server: LoginServer
) -> None:
    server.dock(True)
    server.move_lid(True)
    laptop.is_watched()
    assert laptop.screen.lid_is_closed is None
    server.announce_sleep()
    server.dock(False)
    server.wake()
    laptop.hears("fell_asleep", "woke", "lid_closed")


def test_a_laptop_that_is_docked_while_it_is_closed_was_opened_by_nobody(
    laptop: Laptop, server: LoginServer
) -> None:
    laptop.is_watched()
    server.move_lid(True)
    laptop.hears("lid_closed")
    server.dock(True)
    server.announce_sleep()
    server.wake()
    knows(laptop, None)
    server.dock(False)
    server.announce_sleep()
    server.wake()
    knows(laptop, True)
    server.move_lid(False)
    laptop.hears("lid_closed", *["fell_asleep", "woke"] * 2, "lid_opened")


def test_who_tells_of_the_lid_may_go_and_nobody_has_opened_it(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    first = logind()
    laptop.is_watched()
    first.move_lid(True)
    laptop.hears("lid_closed")
    first.stop()
    second = logind()
    second.move_lid(True)
    qtbot.wait(100)
    knows(laptop, True)
    assert laptop.heard == ["lid_closed"]


def test_a_lid_that_is_slammed_and_opened_at_once_ends_open(
    laptop: Laptop, server: LoginServer, qtbot: QtBot
) -> None:
    laptop.is_watched()
    for _time in range(10):
        server.move_lid(True)
        server.move_lid(False)
    qtbot.waitUntil(lambda: server.calls.count("Get") > 10)
    knows(laptop, False)
    qtbot.wait(50)
    assert laptop.screen.lid_is_closed is False
    assert laptop.heard == ["lid_closed", "lid_opened"] * (len(laptop.heard) // 2)


def test_a_logind_that_only_answers_is_asked_again_on_waking(
    laptop: Laptop, logind: MakeLogind
) -> None:
    server = logind(has_upower=False)
    laptop.is_watched()
    server.move_lid(True)
    server.announce_sleep()
    server.wake()
    laptop.hears("fell_asleep", "woke", "lid_closed")


def test_a_computer_without_a_lid_knows_of_none(laptop: Laptop, logind: MakeLogind) -> None:
    server = logind()
    server.upower["LidIsPresent"] = ("b", False)
    laptop.is_watched()
    assert laptop.screen.lid_is_closed is None
    assert not laptop.heard


def test_an_upower_that_left_the_lid_to_logind_takes_nothing_away(
    laptop: Laptop, logind: MakeLogind
) -> None:
    server = logind(pushes_lid=True)
    server.upower["LidIsPresent"] = ("b", False)
    laptop.is_watched()
    server.move_lid(True)
    laptop.hears("lid_closed")


Hostile = Callable[[LoginServer], None]
NO_LIDS: dict[str, Hostile] = {
    "a word": lambda server: server.upower.update(LidIsClosed=("s", "yes")),
    "a number": lambda server: server.upower.update(LidIsClosed=("u", 1)),
    "nothing": lambda server: server.upower.clear(),
}


@pytest.mark.parametrize("said", list(NO_LIDS))
def test_what_is_no_answer_is_none(said: str, laptop: Laptop, logind: MakeLogind) -> None:
    server = logind()
    NO_LIDS[said](server)
    laptop.is_watched()
    assert laptop.screen.lid_is_closed is None


def test_a_laptop_that_nobody_watches_any_more_has_no_lid(
    laptop: Laptop, server: LoginServer, qtbot: QtBot
) -> None:
    laptop.is_watched()
    server.move_lid(True)
    laptop.hears("lid_closed")
    laptop.is_left()
    assert laptop.screen.lid_is_closed is None
    server.move_lid(False)
    qtbot.wait(50)
    assert laptop.heard == ["lid_closed"]


def test_a_locked_session_stays_locked_while_logind_is_started_anew(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    changes: list[object] = []
    server = logind()
    server.lock(True)
    laptop.is_watched()
    laptop.screen.changed.connect(lambda: changes.append(laptop.screen.sight))
    server.stop()
    qtbot.wait(100)
    again = logind()
    again.session["LockedHint"] = ("b", True)
    qtbot.wait(100)
    assert not changes
    again.lock(False)
    qtbot.waitUntil(lambda: len(changes) == 1)
