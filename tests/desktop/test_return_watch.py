"""Coming back: heard from logind and from screen savers, only while somebody listens."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock import find_return_watch
from presence.desktop.lock.buses import BusReturnWatch
from tests.desktop.servers import SESSION_PATH, Logind


@pytest.fixture
def logind(bus: str) -> Iterator[Logind]:
    server = Logind(bus)
    yield server
    server.stop()


@pytest.fixture
def watch(bus: str, connection: QtBus) -> Iterator[BusReturnWatch]:
    watch = BusReturnWatch(connection, system_address=bus, parent=connection)
    yield watch
    watch.stop()


def returns(watch: BusReturnWatch) -> list[str]:
    heard: list[str] = []
    watch.returned.connect(lambda: heard.append("back"))
    return heard


def listening(watch: BusReturnWatch, logind: Logind, qtbot: QtBot) -> list[str]:
    """Start it, and wait until logind has said which session is ours."""
    heard = returns(watch)
    watch.start()
    qtbot.waitUntil(lambda: "GetSession" in logind.calls)
    qtbot.wait(100)
    return heard


def test_waking_up_is_a_return_and_falling_asleep_is_none(
    watch: BusReturnWatch, logind: Logind, qtbot: QtBot
) -> None:
    heard = listening(watch, logind, qtbot)
    logind.sleep(True)
    qtbot.wait(50)
    assert not heard
    logind.sleep(False)
    qtbot.waitUntil(lambda: heard == ["back"])


def test_unlocking_our_session_is_a_return(
    watch: BusReturnWatch, logind: Logind, qtbot: QtBot
) -> None:
    heard = listening(watch, logind, qtbot)
    logind.lock(True)
    logind.lock(False, path=SESSION_PATH.replace("32", "39"))  # somebody else's
    qtbot.wait(50)
    assert not heard
    logind.lock(False)
    qtbot.waitUntil(lambda: heard == ["back"])


@pytest.mark.parametrize("name", ["freedesktop", "gnome", "xfce", "mate", "cinnamon"])
def test_a_screen_saver_that_goes_is_a_return(
    name: str, watch: BusReturnWatch, logind: Logind, qtbot: QtBot
) -> None:
    heard = listening(watch, logind, qtbot)
    logind.screen_saver(True, f"org.{name}.ScreenSaver")
    qtbot.wait(50)
    assert not heard
    logind.screen_saver(False, f"org.{name}.ScreenSaver")
    qtbot.waitUntil(lambda: heard == ["back"])


def test_nobody_listens_before_the_start_and_after_the_stop(
    watch: BusReturnWatch, logind: Logind, qtbot: QtBot
) -> None:
    heard = returns(watch)
    logind.screen_saver(False)
    qtbot.wait(50)
    listening(watch, logind, qtbot)
    watch.stop()
    logind.screen_saver(False)
    logind.sleep(False)
    logind.lock(False)
    qtbot.wait(100)
    assert not heard


def test_listening_twice_hears_once_and_again_after_a_stop(
    watch: BusReturnWatch, logind: Logind, qtbot: QtBot
) -> None:
    heard = listening(watch, logind, qtbot)
    watch.start()
    logind.sleep(False)
    qtbot.wait(100)
    assert heard == ["back"]
    watch.stop()
    watch.start()
    qtbot.wait(100)
    logind.sleep(False)
    qtbot.waitUntil(lambda: heard == ["back", "back"])


def test_a_computer_without_logind_and_buses_is_no_fault(
    bus: str, qtbot: QtBot, tmp_path: object
) -> None:
    nowhere = f"unix:path={tmp_path}/none"
    watch = BusReturnWatch(QtBus(address=nowhere), system_address=nowhere)
    watch.start()
    qtbot.wait(50)
    watch.stop()


def test_no_bus_is_asked_for_before_the_first_session(qapp: object) -> None:
    def connect() -> QtBus:
        raise AssertionError("a bus was asked for")

    find_return_watch(connect).stop()
