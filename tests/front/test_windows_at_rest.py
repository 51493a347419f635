"""A large window that is closed goes after a while, and what it held; it opens again as it was."""

import socket
import weakref
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from presence.desktop.mute.trial import MechanismReport
from presence.desktop.mute.worker import MuteWorker
from presence.front import windows
from presence.ui.coming.calendars import CalendarsWindow
from presence.ui.people.page import PersonWindow
from presence.ui.tray import Tray
from presence.ui.window import Window
from tests.front.conftest import RunningApp

WANTED = {"person": "person#Ana"}
SMALL = ("start", "add")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "REST_MS", 100)


@pytest.fixture(autouse=True)
def with_a_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the session window is the only way in, and gets small instead of closed."""
    monkeypatch.setattr(Tray, "is_seen", True)


def opened(running: RunningApp, wanted: str) -> Window:
    screen = running.app.screen
    assert screen is not None
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    screen.show(wanted)
    found: list[Window] = []

    def is_seen() -> bool:
        found[:] = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, Window) and each.isVisible() and each not in before
        ]
        return bool(found)

    running.qtbot.waitUntil(is_seen, timeout=10_000)
    return found[0]


@pytest.mark.parametrize("name", sorted(windows.LARGE))
def test_a_large_window_goes_some_time_after_it_was_closed_and_opens_anew(
    name: str, running: RunningApp, qtbot: QtBot
) -> None:
    running.enter(30, 2, people=("Ana",))
    running.open()
    wanted = WANTED.get(name, name)
    window = opened(running, wanted)
    gone = weakref.ref(window)
    window.close()
    del window
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    running.preferences.change("theme", "dark")  # of which it would have heard
    assert opened(running, wanted).isVisible()


@pytest.mark.parametrize("name", SMALL)
def test_a_small_window_stays_for_the_next_time(
    name: str, running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    kept, gone = opened(running, name), weakref.ref(opened(running, "goals"))
    kept.close()
    for window in QApplication.topLevelWidgets():
        window.close()
    del window
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    assert opened(running, name) is kept


def test_a_window_that_is_open_stays_however_long_ago_another_was_closed(
    running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    goals, gone = opened(running, "goals"), weakref.ref(opened(running, "log"))
    other = gone()
    assert other is not None
    other.close()
    del other
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    assert goals.isVisible()


def test_a_window_comes_back_in_the_size_that_it_was_given(
    running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    log = opened(running, "log")
    log.resize(641, 487)
    gone = weakref.ref(log)
    log.close()
    del log
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    again = opened(running, "log")
    assert (again.width(), again.height()) == (641, 487)


def test_a_window_that_waits_for_an_answer_stays_until_it_has_come(
    running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    window = opened(running, "calendars")
    assert isinstance(window, CalendarsWindow)
    kept, gone = weakref.ref(window), weakref.ref(opened(running, "goals"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        window.address_entered.emit(f"http://127.0.0.1:{port}/", "ana", "secret")
        for each in QApplication.topLevelWidgets():
            each.close()
        del window, each
        qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
        assert Shiboken.isValid(kept())
    # Nobody is there any more, and that is the answer.
    qtbot.waitUntil(lambda: kept() is None, timeout=15_000)


def test_a_window_that_comes_once_the_desktop_has_answered_is_not_let_go_before(
    running: RunningApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.open()
    waiting: list[Callable[[tuple[MechanismReport, ...]], None]] = []
    monkeypatch.setattr(MuteWorker, "examine", lambda _self, told: waiting.append(told))
    goals = opened(running, "goals")
    gone = weakref.ref(goals)
    screen = running.app.screen
    assert screen is not None
    screen.show("settings")
    goals.close()
    del goals
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    waiting.pop()(())
    assert running.window("SettingsWindow").isVisible()


@pytest.mark.parametrize("name", ["goals", "agenda", "people", "person"])
def test_what_was_typed_by_half_is_there_when_the_window_is_opened_again(
    name: str, running: RunningApp, qtbot: QtBot
) -> None:
    running.enter(30, 2, people=("Ana",))
    running.open()
    wanted = WANTED.get(name, name)
    window, gone = opened(running, wanted), weakref.ref(opened(running, "log"))
    if isinstance(window, PersonWindow):
        window.editing.emit()
    QTest.keyClicks(_to_type_into(window), "By half")
    for each in QApplication.topLevelWidgets():
        each.close()
    del each
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    again = opened(running, wanted)
    assert _to_type_into(again).text() == "By half"


def _to_type_into(window: Window) -> QLineEdit:
    return next(
        each
        for each in window.findChildren(QLineEdit)
        if each.isVisible() and not each.isClearButtonEnabled()
    )


def search_lines(window: QWidget) -> list[QLineEdit]:
    every = [each for each in window.findChildren(QLineEdit) if each.isVisible()]
    return [each for each in every if each.isClearButtonEnabled()]


def can_be_searched(window: QWidget) -> bool:
    """The line for it may come a turn after the window."""
    return bool(search_lines(window))


@pytest.mark.parametrize("name", ["people", "log", "names", "settings", "help"])
def test_what_was_searched_for_keeps_no_window(
    name: str, running: RunningApp, qtbot: QtBot
) -> None:
    running.enter(30, 2, people=("Ana",))
    running.open()
    window = opened(running, name)
    gone = weakref.ref(window)
    qtbot.waitUntil(partial(can_be_searched, window), timeout=10_000)
    QTest.keyClicks(search_lines(window)[0], "Ana")
    window.close()
    del window
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
