"""The computer falls asleep and wakes up: logind waits for us, and not longer than it must."""

import logging
import time
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from pytestqt.qtbot import QtBot

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock.buses import Buses
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from tests.desktop_sleep.conftest import LONGEST_DELAY, SOMEBODY, Laptop, MakeLogind
from tests.login_server import LOGIND, LOGIND_PATH, MANAGER, LoginServer


def falls_asleep(server: LoginServer, qtbot: QtBot) -> float:
    """The seconds for which sleep was held up, until it was let go; our own loop runs meanwhile."""
    server.announce_sleep()
    qtbot.waitUntil(lambda: server.delay is not None, timeout=40_000)
    assert server.delay is not None
    assert server.delay < LONGEST_DELAY / 2
    return server.delay


def answers_at_last(server: LoginServer, bus: str) -> None:
    """Answer what was asked while it hung, and somebody else."""
    server.answer()
    with open_dbus_connection(bus) as other:
        manager = DBusAddress(LOGIND_PATH, bus_name=LOGIND, interface=MANAGER)
        other.send_and_get_reply(new_method_call(manager, "ListInhibitors"), timeout=5)


def holds(server: LoginServer, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(server.delaying) == count, timeout=10_000)


def test_sleep_waits_until_what_is_to_be_written_is_written(
    laptop: Laptop, logind: MakeLogind, tmp_path: Path, qtbot: QtBot
) -> None:
    server, file = logind(), tmp_path / "left"

    def write() -> None:
        time.sleep(0.2)  # a slow disk
        file.write_text("written")

    laptop.screen.fell_asleep.connect(write)
    laptop.is_watched()
    holds(server, qtbot, 1)
    (inhibitor,) = server.delaying
    assert (inhibitor.what, inhibitor.who, inhibitor.mode) == ("sleep", "Presence", "delay")
    assert falls_asleep(server, qtbot) >= 0.2
    assert file.read_text() == "written"
    laptop.hears("fell_asleep")


def test_a_laptop_that_sleeps_each_night_is_held_up_each_time_anew(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    server = logind()
    laptop.is_watched()
    for night in range(1, 4):
        holds(server, qtbot, 1)
        falls_asleep(server, qtbot)
        holds(server, qtbot, 0)
        server.wake()
        laptop.hears(*["fell_asleep", "woke"] * night)
    assert server.calls.count("Inhibit") == 4


def test_nobody_is_held_up_while_nobody_wants_to_know(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    server = logind()
    qtbot.wait(50)
    assert not server.calls
    laptop.is_watched()
    holds(server, qtbot, 1)
    laptop.is_left()
    holds(server, qtbot, 0)
    falls_asleep(server, qtbot)
    server.wake()
    qtbot.wait(50)
    assert not laptop.heard
    assert not server.delaying


def test_who_leaves_on_hearing_of_sleep_leaves_nothing_held(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    server = logind()
    laptop.screen.fell_asleep.connect(laptop.is_left)
    laptop.is_watched()
    holds(server, qtbot, 1)
    falls_asleep(server, qtbot)
    holds(server, qtbot, 0)


def test_an_inhibitor_that_is_refused_is_said_once_and_sleep_is_heard_all_the_same(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "presence.desktop.sleep")
    server = logind()
    server.refuses = True
    laptop.is_watched()
    for _night in range(2):
        server.announce_sleep()
        server.wake()
    laptop.hears("fell_asleep", "woke", "fell_asleep", "woke")
    qtbot.waitUntil(lambda: server.calls.count("Inhibit") == 3, timeout=10_000)
    qtbot.wait(50)
    (said,) = caplog.messages
    assert said.startswith("logind does not wait for us before sleep: ")


def test_where_there_is_no_logind_nothing_is_complained_of(
    laptop: Laptop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "presence.desktop.sleep")
    laptop.is_watched()
    assert not caplog.messages


def test_an_inhibitor_that_comes_after_the_word_of_sleep_is_let_go_at_once(
    laptop: Laptop, logind: MakeLogind, bus: str, qtbot: QtBot
) -> None:
    server = logind()
    server.hang()
    laptop.screen.want(SOMEBODY)
    qtbot.wait(50)
    server.say("PrepareForSleep", "b", (True,))
    laptop.hears("fell_asleep")
    answers_at_last(server, bus)
    assert "Inhibit" in server.calls
    holds(server, qtbot, 0)


def test_a_logind_that_hangs_is_given_up_and_what_it_hands_over_later_is_closed(
    laptop: Laptop,
    logind: MakeLogind,
    bus: str,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = logind()
    server.hang()
    laptop.is_watched()
    assert "logind does not wait for us before sleep: no answer" in caplog.messages
    assert laptop.screen.sight is Sight.IN_SIGHT
    assert laptop.screen.lid_is_closed is None
    answers_at_last(server, bus)
    assert "Inhibit" in server.calls
    holds(server, qtbot, 0)


def test_a_logind_that_is_started_anew_waits_for_us_again(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    first = logind()
    laptop.is_watched()
    holds(first, qtbot, 1)
    first.stop()
    second = logind()
    holds(second, qtbot, 1)
    holds(first, qtbot, 0)
    falls_asleep(second, qtbot)
    second.wake()
    laptop.hears("fell_asleep", "woke")


def test_a_logind_that_comes_late_is_heard(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    laptop.is_watched()
    server = logind()
    holds(server, qtbot, 1)
    server.announce_sleep()
    laptop.hears("fell_asleep")


def test_without_a_system_bus_all_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path}/none"
    laptop = Laptop(ScreenWatch(lambda: (Buses(QtBus(address=nowhere), nowhere),)), qtbot)
    laptop.is_watched()
    assert laptop.screen.lid_is_closed is None
    laptop.is_left()


def test_words_that_logind_never_says_are_not_taken(
    laptop: Laptop, logind: MakeLogind, qtbot: QtBot
) -> None:
    server = logind()
    laptop.is_watched()
    server.say("PrepareForSleep", "s", ("true",))
    server.say("PrepareForSleep", None, ())
    server.say("PrepareForSleep", "bb", (True, True))
    qtbot.wait(50)
    assert not laptop.heard
    server.wake()
    laptop.hears("woke")
