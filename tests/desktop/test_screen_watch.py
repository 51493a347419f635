"""The screen is locked, another user is in front, somebody comes back: asked once, then heard."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock import find_screen_watch
from presence.desktop.lock.buses import Buses
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from tests.desktop.servers import ScreenSaver
from tests.desktop_mute.conftest import BUS
from tests.login_server import SESSION_PATH, LoginServer

SOMEBODY = object()
ELSEWHERE = SESSION_PATH.replace("c1", "c9")

Saver = Callable[..., ScreenSaver]


@pytest.fixture(autouse=True)
def no_session_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)


@pytest.fixture
def logind(bus: str) -> Iterator[LoginServer]:
    server = LoginServer(bus)
    yield server
    server.stop()


@pytest.fixture
def saver(bus: str) -> Iterator[Saver]:
    """Starts screen savers, and ends them with the test."""
    started: list[ScreenSaver] = []

    def start(desktop: str = "gnome", is_active: bool = False) -> ScreenSaver:
        started.append(ScreenSaver(bus, desktop, is_active))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def screen(bus: str, connection: QtBus) -> Iterator[ScreenWatch]:
    screen = ScreenWatch(lambda: (Buses(connection, system_address=bus),), connection)
    yield screen
    screen.leave(SOMEBODY)


def wanted(screen: ScreenWatch, qtbot: QtBot) -> ScreenWatch:
    """Somebody wants to know, and everybody asked has answered."""
    screen.want(SOMEBODY)
    qtbot.waitUntil(lambda: screen.sight is not Sight.UNKNOWN)
    return screen


def sees(screen: ScreenWatch, qtbot: QtBot, sight: Sight) -> None:
    qtbot.waitUntil(lambda: screen.sight is sight)


# What is known of the screen


def test_a_lock_and_a_user_switch_take_the_screen_out_of_sight(
    screen: ScreenWatch, logind: LoginServer, qtbot: QtBot
) -> None:
    assert wanted(screen, qtbot).sight is Sight.IN_SIGHT
    logind.switch(False)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)
    logind.lock(True)
    logind.switch(True)
    logind.lock(True, ELSEWHERE)
    qtbot.wait(50)
    assert screen.sight is Sight.OUT_OF_SIGHT, "in front again, but locked"
    logind.lock(False)
    sees(screen, qtbot, Sight.IN_SIGHT)


@pytest.mark.parametrize("said", ["LockedHint", "Active"])
def test_a_lock_of_before_is_found_by_asking(
    said: str, screen: ScreenWatch, logind: LoginServer, qtbot: QtBot
) -> None:
    logind.session[said] = ("b", said == "LockedHint")
    assert wanted(screen, qtbot).sight is Sight.OUT_OF_SIGHT
    logind.invalidate(LockedHint=False, Active=True)
    sees(screen, qtbot, Sight.IN_SIGHT)


def test_the_number_of_an_earlier_login_leads_to_the_session_of_now(
    screen: ScreenWatch, logind: LoginServer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "7")
    assert wanted(screen, qtbot).sight is Sight.IN_SIGHT
    assert logind.calls.count("GetSession") == 2
    logind.lock(True)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)


@pytest.mark.parametrize("desktop", ["freedesktop", "gnome", "xfce", "mate", "cinnamon"])
def test_a_screen_saver_covers_the_screen_until_it_goes(
    desktop: str, screen: ScreenWatch, saver: Saver, qtbot: QtBot
) -> None:
    server = saver(desktop, is_active=True)
    assert wanted(screen, qtbot).sight is Sight.OUT_OF_SIGHT
    server.cover(False)
    sees(screen, qtbot, Sight.IN_SIGHT)
    server.cover(True)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)


def test_a_screen_saver_that_crashes_covers_nothing_any_more(
    screen: ScreenWatch, bus: str, qtbot: QtBot
) -> None:
    server = ScreenSaver(bus, is_active=True)
    assert wanted(screen, qtbot).sight is Sight.OUT_OF_SIGHT
    server.stop()
    sees(screen, qtbot, Sight.IN_SIGHT)


def test_a_screen_saver_that_comes_later_is_heard(
    screen: ScreenWatch, saver: Saver, qtbot: QtBot
) -> None:
    assert wanted(screen, qtbot).sight is Sight.IN_SIGHT
    saver("xfce").cover(True)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)


def test_nobody_is_asked_twice_and_all_is_forgotten_when_nobody_wants_to_know(
    screen: ScreenWatch, logind: LoginServer, saver: Saver, qtbot: QtBot
) -> None:
    server = saver()
    wanted(screen, qtbot)
    screen.want(SOMEBODY)
    other = object()
    screen.want(other)
    screen.leave(other)
    assert screen.sight is Sight.IN_SIGHT
    asked = ["Get", "Get", "GetAll", "GetAll", "GetSession", "Inhibit"]
    assert sorted(logind.calls) == asked, "the lid, the dock, UPower, the session"
    assert server.calls == ["GetActive"]
    screen.leave(SOMEBODY)
    logind.lock(True)
    qtbot.wait(50)
    sees(screen, qtbot, Sight.UNKNOWN)
    screen.want(SOMEBODY)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)


def test_a_system_bus_that_goes_leaves_nobody_locked_out(
    connection: QtBus, tmp_path: Path, qtbot: QtBot
) -> None:
    socket, config = tmp_path / "system", tmp_path / "system.conf"
    config.write_text(BUS.format(socket=socket, services=tmp_path))
    daemon = subprocess.Popen(["dbus-daemon", "--nofork", f"--config-file={config}"])
    qtbot.waitUntil(socket.exists)
    logind = LoginServer(f"unix:path={socket}")
    logind.session["LockedHint"] = ("b", True)
    screen = ScreenWatch(lambda: (Buses(connection, f"unix:path={socket}"),), connection)
    assert wanted(screen, qtbot).sight is Sight.OUT_OF_SIGHT
    daemon.terminate()
    daemon.wait(5)
    sees(screen, qtbot, Sight.IN_SIGHT)
    screen.leave(SOMEBODY)
    logind.stop()


def test_a_locker_that_hangs_is_waited_for_and_then_passed_over(
    screen: ScreenWatch, saver: Saver, qtbot: QtBot
) -> None:
    saver().hang()
    screen.want(SOMEBODY)
    qtbot.wait(100)
    assert screen.sight is Sight.UNKNOWN
    qtbot.waitUntil(lambda: screen.sight is Sight.IN_SIGHT, timeout=10_000)


def test_a_computer_without_logind_and_buses_is_no_fault(qtbot: QtBot, tmp_path: object) -> None:
    nowhere = f"unix:path={tmp_path}/none"
    screen = ScreenWatch(lambda: (Buses(QtBus(address=nowhere), nowhere),))
    assert wanted(screen, qtbot).sight is Sight.IN_SIGHT
    screen.leave(SOMEBODY)


def test_where_nobody_tells_the_screen_counts_as_seen(qapp: object) -> None:
    screen = ScreenWatch()
    screen.want(SOMEBODY)
    assert screen.sight is Sight.IN_SIGHT


def test_no_bus_is_asked_for_before_somebody_wants_to_know(qapp: object) -> None:
    def connect() -> QtBus:
        raise AssertionError("a bus was asked for")

    find_screen_watch(connect).leave(SOMEBODY)


# Coming back


def test_waking_up_is_told_once_and_only_to_who_wants_to_know(
    screen: ScreenWatch, logind: LoginServer, qtbot: QtBot
) -> None:
    heard: list[str] = []
    screen.woke.connect(lambda: heard.append("awake"))
    logind.wake()
    wanted(screen, qtbot).want(SOMEBODY)
    logind.announce_sleep()
    qtbot.wait(50)
    assert not heard
    logind.wake()
    qtbot.waitUntil(lambda: heard == ["awake"])
    screen.leave(SOMEBODY)
    logind.wake()
    qtbot.wait(100)
    assert heard == ["awake"]


def test_the_lock_of_another_session_is_not_ours(
    screen: ScreenWatch, logind: LoginServer, qtbot: QtBot
) -> None:
    wanted(screen, qtbot)
    logind.lock(True)
    sees(screen, qtbot, Sight.OUT_OF_SIGHT)
    logind.lock(False, ELSEWHERE)
    qtbot.wait(50)
    assert screen.sight is Sight.OUT_OF_SIGHT


def test_a_screen_saver_that_goes_brings_the_screen_back(
    screen: ScreenWatch, saver: Saver, qtbot: QtBot
) -> None:
    server = saver("mate", is_active=True)
    assert wanted(screen, qtbot).sight is Sight.OUT_OF_SIGHT
    server.cover(False)
    sees(screen, qtbot, Sight.IN_SIGHT)
