"""A session from its start to the review, a merge and settings, by keys alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.tracker import StartRequest
from presence.ui.log.window import LogWindow
from presence.ui.names.window import NamesWindow
from presence.ui.review.window import ReviewWindow
from presence.ui.windows.session import SessionWindow
from presence.ui.windows.start import StartWindow
from tests.core.conftest import Desk, desk
from tests.front.conftest import RunningApp
from tests.front.room import Room

__all__ = ["desk"]

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_STEPS = 80  # of the Tab key, through any window


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def in_front(room: Room, kind: type[QWidget]) -> QWidget:
    """The window of that class, with the keyboard."""
    return with_the_keyboard(room.shown(kind))


def with_the_keyboard(window: QWidget) -> QWidget:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    return window


def press(
    window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget(), key, held)
    QApplication.processEvents()


def tab_to(window: QWidget, name: str) -> None:
    """Press Tab until what has the keyboard is called so by a screen reader."""
    seen = []
    for _step in range(MOST_STEPS):
        focused = window.focusWidget()
        interface = QAccessible.queryAccessibleInterface(focused)
        seen.append(interface.text(QAccessible.Text.Name))
        if name in f"{seen[-1]} {focused.accessibleName()}":
            return
        press(window, Key.Key_Tab)
    raise AssertionError(f"no {name!r} among {seen}")


def test_a_session_is_started_ended_reviewed_and_edited_by_keys_alone(room: Room) -> None:
    room.screen.show("session")
    window = in_front(room, SessionWindow)
    tab_to(window, "With people, a place")
    press(window, Key.Key_Space)
    window = in_front(room, StartWindow)
    QTest.keyClicks(window.focusWidget(), "dinner @Ana 60m")
    press(window, Key.Key_Return)
    assert room.ended().people == ("Ana",)
    room.screen.show("session")
    window = in_front(room, SessionWindow)
    tab_to(window, "I looked at a screen")
    press(window, Key.Key_Space)
    room.clock.advance(seconds=1800)
    tab_to(window, "End Dinner")
    press(window, Key.Key_Return)
    assert room.ended().ended_at == room.clock.now()

    press(window, Key.Key_W, CTRL)
    room.shown(ReviewWindow).draw_the_rest()  # which comes a moment after what is seen first
    window = in_front(room, ReviewWindow)
    tab_to(window, "Hours per day")
    tab_to(window, "Open the 1 session")
    press(window, Key.Key_Space)
    window = in_front(room, LogWindow)
    tab_to(window, "Sessions")
    press(window, Key.Key_Return)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert "@Ana" in line.text()
    press(window, Key.Key_End)
    QTest.keyClicks(line, " @Ann #home")
    press(window, Key.Key_Return)
    ended = room.ended()
    assert (ended.people, ended.tags) == (("Ana", "Ann"), ("home",))
    assert len(ended.slips) == 1


def test_two_names_of_one_person_are_merged_by_keys_alone(room: Room) -> None:
    room.engine.start(StartRequest("dinner", people=("Ana", "Ann"), length=timedelta(minutes=60)))
    room.clock.advance(minutes=30)
    room.engine.stop()
    room.screen.show("names#people")
    window = in_front(room, NamesWindow)
    tab_to(window, "People")
    tab_to(window, "Search")
    press(window, Key.Key_Down)
    press(window, Key.Key_A, CTRL)
    tab_to(window, "Merge")
    press(window, Key.Key_Space)
    tab_to(window, "The name that stays")
    press(window, Key.Key_Return)
    assert len(room.ended().people) == 1
    press(window, Key.Key_Z, CTRL)
    assert room.ended().people == ("Ana", "Ann")


def test_settings_are_changed_by_keys_alone(running: RunningApp) -> None:
    running.open()
    assert running.app.screen is not None
    running.app.screen.show("settings")
    window = with_the_keyboard(running.window("SettingsWindow"))
    was = running.preferences.now.theme
    tab_to(window, "Appearance")
    press(window, Key.Key_Down)
    assert running.preferences.now.theme is not was
    tab_to(window, "Ask afterwards how it was")
    press(window, Key.Key_Space)
    assert running.preferences.now.ask_afterwards
    press(window, Key.Key_Escape)
    assert not window.isVisible()
