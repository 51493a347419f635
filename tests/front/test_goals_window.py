"""The window of goals joined to a log: each line is one change, and undo takes it back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.front.opened.goals import goal_lines
from presence.store.goals import GoalBook
from presence.ui.goals.squares import WeekSquares
from presence.ui.goals.window import GoalsWindow
from presence.ui.log.filters import Chip
from presence.ui.log.window import LogWindow
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    room.screen.show("goals")
    qtbot.waitUntil(lambda: room.find(GoalsWindow) is not None)
    yield room
    room.close()


def type_into(room: Room, name: str, text: str) -> None:
    window = room.shown(GoalsWindow)
    (line,) = (e for e in window.findChildren(QLineEdit) if e.accessibleName() == name)
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def titles(room: Room) -> list[str]:
    return [goal.kind for goal in GoalBook(room.desk.log).goals()]


def test_a_goal_is_typed_and_its_week_grows_with_the_sessions(room: Room) -> None:
    type_into(room, "New goal", "dinner with Ana on 2 days")
    assert "Dinner with Ana: on 2 days a week" in room.words(GoalsWindow)
    assert "0 of 2 days · 2 days to go" in room.words(GoalsWindow)
    room.engine.start(DINNER)
    room.clock.advance(minutes=60)
    room.engine.stop()
    assert "1 of 2 days · 1 day to go" in room.words(GoalsWindow)


def test_undo_takes_back_what_was_done_here_and_nothing_else(room: Room) -> None:
    type_into(room, "New goal", "dinner on 2 days")
    room.press(GoalsWindow, "Remove: Dinner")
    assert titles(room) == []
    assert "changed the goal dinner on 2 days" in room.words(GoalsWindow)
    room.press(GoalsWindow, "Undo")
    assert titles(room) == ["dinner"]
    room.press(GoalsWindow, "Undo")
    assert titles(room) == []
    room.engine.start(DINNER)
    room.shown(GoalsWindow).undo_requested.emit()
    assert room.engine.session is not None


def test_a_goal_is_changed_and_keeps_its_place(room: Room) -> None:
    type_into(room, "New goal", "dinner on 2 days")
    room.clock.advance(minutes=1)
    type_into(room, "New goal", "coffee on 2 days")
    room.press(GoalsWindow, "Change: Dinner")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "dinner on 2 days"
    line.setText("walk on 3 days")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert titles(room) == ["walk", "coffee"]


def test_breaks_are_typed_and_the_week_is_left_out(room: Room) -> None:
    type_into(room, "New goal", "dinner on 2 days")
    type_into(room, "New break", "today tomorrow ill")
    assert "ill: 20 Nov – 21 Nov" in room.words(GoalsWindow)
    assert "0 of 2 days · on a break" in room.words(GoalsWindow)
    room.press(GoalsWindow, "Remove: ill")
    assert "2 days to go" in room.words(GoalsWindow)


def log_filter(room: Room) -> list[str]:
    """What the log window says that it asks for, and how many it shows."""
    window = room.shown(LogWindow)
    chips = [chip.accessibleName() for chip in window.findChildren(Chip) if chip.isChecked()]
    return [*chips, *re.findall(r"\d+ session", room.words(LogWindow))]


def test_a_goal_leads_to_the_sessions_behind_it(room: Room) -> None:
    for people in (("Ana",), ("Tom",), ("Ana", "Tom")):
        room.engine.start(replace(DINNER, people=people))
        room.clock.advance(minutes=60)
        room.engine.stop()
    room.screen.redraw_windows()
    type_into(room, "New goal", "dinner with Ana Tom on 2 days")
    room.press(GoalsWindow, "Sessions of this week: Dinner with Ana and Tom")
    asked = log_filter(room)
    assert "With whom: Ana + Tom" in asked
    assert "What: Dinner" in asked
    assert asked[-1] == "1 session"


def test_a_week_of_a_goal_leads_to_its_sessions_with_a_key_and_a_click(room: Room) -> None:
    room.engine.start(DINNER)
    room.clock.advance(minutes=60)
    room.engine.stop()
    type_into(room, "New goal", "dinner on 2 days")
    (squares,) = room.shown(GoalsWindow).findChildren(WeekSquares)
    squares.setFocus()
    QTest.keyClick(squares, Qt.Key.Key_Return)
    assert log_filter(room)[-1] == "1 session"
    QTest.keyClick(squares, Qt.Key.Key_Left)
    QTest.keyClick(squares, Qt.Key.Key_Space)
    assert not re.search(r"\b1 session", room.words(LogWindow))
    last = squares.sizeHint().width() - 8
    place = QPoint(last, squares.height() // 2)
    QTest.mouseClick(squares, Qt.MouseButton.LeftButton, pos=place)
    assert log_filter(room)[-1] == "1 session"


def test_what_was_understood_stands_below_the_line(room: Room) -> None:
    room.desk.log.put_group(
        Group("g", "Family", ("Ana",)), Change(ChangeKind.GROUP_CHANGED, "", "Family", EVENING)
    )
    room.screen.redraw_windows()
    window = room.shown(GoalsWindow)
    line = window.findChildren(QLineEdit)[0]
    line.setText("dinner with family on 5 days")
    said = [label.text() for label in window.findChildren(QLabel)]
    assert "Dinner with Family: on 5 days a week" in said
    line.setText("dinner with Family on 9 days")
    assert any(
        "“9 days” cannot be so" in text for text in (w.text() for w in window.findChildren(QLabel))
    )


def test_the_review_gets_the_goals_of_its_week(room: Room) -> None:
    window = room.screen._windows
    assert window is not None
    context = window._context
    now = room.clock.now()
    assert goal_lines(context, context.weeks.this_week(now), now) == ()
    type_into(room, "New goal", "dinner with Ana on 2 days")
    (line,) = goal_lines(context, context.weeks.this_week(now), now)
    assert line.text == "Dinner with Ana: 0 of 2 days · 2 days to go"
    assert (line.share, line.is_met) == (0.0, False)
    (before,) = goal_lines(context, context.weeks.this_week(now).shifted(-1), now)
    assert before.share is None
    assert "left out otherwise" in line.says
