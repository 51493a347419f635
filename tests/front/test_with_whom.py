"""With whom the hours went, in a window: by keyboard, and beside averages only when asked."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QTableView
from pytestqt.qtbot import QtBot

from presence.core.people.details import Details
from presence.core.people.relation import Relation
from presence.core.ports import Change, ChangeKind
from presence.store.known.people import PersonBook
from presence.ui.page import screen_room
from presence.ui.review.window import ReviewWindow
from presence.ui.with_whom.window import WithWhomWindow
from presence.words.dates import length
from presence.words.people.with_whom import changes_line
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import Room
from tests.front.test_unlocks import focus_on, press
from tests.store.logs import a_session, put

__all__ = ["desk"]

HOUR = timedelta(hours=1)


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    for days, name, hours in ((-1, "Ana", 2), (-1, "Tom", 1), (-8, "Tom", 3)):
        session = a_session(days, people=(name,), slips=())
        end = session.started_at + hours * HOUR
        assert end < EVENING
        put(desk.log, a_session(days, people=(name,), slips=(), ended_at=end))
    because = Change(ChangeKind.PERSON_CHANGED, "", "Ana", EVENING)
    PersonBook(desk.log).put(Details("Ana", relation=Relation.FRIEND), because)
    yield room
    room.close()


def rows(window: WithWhomWindow, number: int) -> list[list[str]]:
    model = window.findChildren(QTableView)[number].model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def shown(room: Room, wanted: str = "") -> WithWhomWindow:
    room.screen.show(f"with_whom#{wanted}")
    window = room.shown(WithWhomWindow)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def test_hours_stand_by_relation_and_by_name_beside_the_span_before(room: Room) -> None:
    window = shown(room)
    assert rows(window, 0) == [
        ["Friends", "2 h", "–", "+2 h"],
        ["Not said who they are", "1 h", "3 h", "−2 h"],
    ]
    assert rows(window, 1) == [["Ana", "2 h", "–", "+2 h"], ["Tom", "1 h", "3 h", "−2 h"]]
    said = "More: \u2068Ana\u2069 +2 h\nLess: \u2068Tom\u2069 −2 h"
    assert said in room.words(WithWhomWindow), "the marks keep the number out of an Arabic name"


def test_averages_are_there_only_when_somebody_asks(room: Room) -> None:
    window = shown(room)
    assert "Our World in Data" not in room.words(WithWhomWindow)
    focus_on("Beside averages")
    (switch,) = window.findChildren(QCheckBox)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert "Our World in Data" in room.words(WithWhomWindow)
    days = (EVENING - timedelta(days=1)).isoweekday()
    a_day = length(2 * HOUR / (days + 1))
    assert rows(window, 2) == [["Friends", a_day, "1 h 18 min", "36 min", "36 min"]]


def test_other_periods_are_a_key_away(room: Room) -> None:
    window = shown(room)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert rows(window, 0) == [["Not said who they are", "3 h", "–", "+3 h"]]
    press("This week")
    assert rows(window, 1)[0][0] == "Ana"
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert rows(window, 1)[0][0] == "Ana"
    window = shown(room, "year 2025-01-01")
    assert "No session in these days." in room.words(WithWhomWindow)
    assert rows(window, 0) == []


def test_the_review_leads_there(room: Room) -> None:
    room.screen.show("week")
    room.shown(ReviewWindow).draw_the_rest()
    room.press(ReviewWindow, "With whom, by what people are to you")
    assert rows(room.shown(WithWhomWindow), 1)[0][0] == "Ana"


def test_nothing_is_off_to_the_side_on_a_small_screen_with_large_type(
    room: Room, qapp: QApplication
) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(20)
    qapp.setFont(large)
    try:
        window = shown(room, "year")
        press("Beside averages")
        bar = window.page.horizontalScrollBar()
        assert (window.width() <= screen_room(window).width(), bar.maximum()) == (True, 0)
    finally:
        qapp.setFont(before)


def test_a_change_of_no_minute_is_none() -> None:
    some = (("Ana", timedelta(seconds=30)), ("Tom", -HOUR))
    assert changes_line("More: {names}", some) == "More: \u2068Tom\u2069 −1 h"
    assert changes_line("More: {names}", some[:1]) == ""
