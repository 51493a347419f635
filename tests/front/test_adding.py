"""Forgotten and entered afterwards: one line in the window, in the log, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Origin
from presence.ui.entering.window import AddWindow
from tests.core.conftest import Desk, desk
from tests.core.test_engine_in_trouble import no_room
from tests.front.room import Room

__all__ = ["desk"]

DINNER = "yesterday 19-21:30 dinner @Ana #family"


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def entered(room: Room, line: str) -> None:
    window = room.shown(AddWindow)
    window.type_line(line)
    QTest.keyClick(window.line.edit, Qt.Key.Key_Return)


def test_a_forgotten_dinner_is_added_in_one_line_and_taken_back(room: Room) -> None:
    room.screen.show("add")
    entered(room, DINNER)
    session = room.ended()
    assert (session.kind, session.people, session.tags) == ("dinner", ("Ana",), ("family",))
    assert (session.origin, session.zone) == (Origin.ADDED, "Europe/Berlin")
    window = room.shown(AddWindow)
    assert "Undo" in [button.text().replace("&", "") for button in buttons(window)]
    room.press(AddWindow, "Undo")
    assert list(room.desk.log.newest(9)) == []
    assert window.line.text == DINNER


def test_what_was_added_is_known_to_the_next_line(room: Room) -> None:
    room.screen.show("add")
    entered(room, DINNER)
    window = room.shown(AddWindow)
    window.type_line("yesterday 9-10 meeting an")
    understood = window.line.understood
    assert understood is not None
    assert understood.people == ("Ana",)


def test_a_group_stands_for_its_people(room: Room) -> None:
    change = Change(ChangeKind.GROUP_CHANGED, "", "Family", room.clock.now())
    room.desk.log.put_group(Group("g1", "Family", ("Ana", "Mia")), change)
    room.screen.show("add")
    entered(room, "yesterday 19-21 dinner @Family")
    assert room.ended().people == ("Ana", "Mia")


def test_what_cannot_be_written_is_said_and_stays_in_the_line(room: Room) -> None:
    room.screen.show("add")
    with no_room():
        entered(room, DINNER)
    assert "cannot be written" in room.words(AddWindow)
    assert room.shown(AddWindow).line.text == DINNER


def test_undo_takes_nothing_else_back(room: Room) -> None:
    room.screen.show("add")
    entered(room, DINNER)
    room.engine.start(room.engine.likely(room.clock.now()))
    room.press(AddWindow, "Undo")
    assert "changed since" in room.words(AddWindow)
    assert len(list(room.desk.log.newest(9))) == 2


def test_the_window_opens_with_words_in_it(room: Room) -> None:
    room.screen.show(f"add#{DINNER}")
    assert room.shown(AddWindow).line.text == DINNER


def buttons(window: AddWindow) -> list[QPushButton]:
    return [each for each in window.findChildren(QPushButton) if each.isVisible()]
