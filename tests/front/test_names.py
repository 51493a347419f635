"""The window of names over a real log: renamed, merged, grouped, opened, and taken back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.ui.log.notice import Notice
from presence.ui.log.window import LogWindow
from presence.ui.names.window import NamesWindow
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room

__all__ = ["desk"]

HOUR = timedelta(hours=1)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def because(room: Room) -> Change:
    return Change(ChangeKind.ADDED, "", "dinner", room.clock.now())


def enter(room: Room) -> None:
    """Three evenings of the last days."""
    told = (
        ("dinner", ("Ana", "Tom"), "Da Enzo", ("family",)),
        ("coffee", ("Tom Müller",), "da-enzo", ("Family", "x")),
        ("walk", ("Zoë",), "", ()),
    )
    sessions = []
    for number, (kind, people, place, tags) in enumerate(told, 1):
        start = EVENING - HOUR * 24 * number
        sessions.append(
            Session(
                f"s{number}", kind, start, "Europe/Berlin", ended_at=start + HOUR,
                people=people, place=place, tags=tags,
            )
        )  # fmt: skip
    room.desk.log.put(*sessions, because=because(room))


def opened(room: Room, sort: str) -> NamesWindow:
    enter(room)
    room.screen.show(f"names#{sort}")
    window = room.shown(NamesWindow)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    return window


def names(window: NamesWindow) -> list[str]:
    model = window.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(
    window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key where the keyboard is; without a screen another window may be in front by now."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.focusWidget(), key, held)
    QTest.qWait(20)


def rename(window: NamesWindow, key: str, name: str) -> None:
    """By the keyboard alone, once the row is chosen."""
    window.table.choose([key])
    press(window, Key.Key_F2)
    (line,) = window.table.viewport().findChildren(QLineEdit)
    QTest.keyClicks(line, name)  # over what is there: it is chosen
    QTest.keyClick(line, Key.Key_Return)
    notice = window.findChild(Notice)
    assert isinstance(notice, Notice)
    for _turn in range(300):
        if notice.isVisible():
            return
        QTest.qWait(10)
    raise AssertionError("nothing was said")


def test_somebody_is_renamed_in_place_told_and_undone_by_the_keyboard(room: Room) -> None:
    window = opened(room, "people")
    assert names(window) == ["Ana", "Tom", "Tom Müller", "Zoë"]
    rename(window, "Tom", "Tim")
    assert "Tim" in names(window)
    assert "Renamed Tom to Tim." in room.words(NamesWindow)
    assert window.table.chosen() == ["Tim"]
    press(window, Key.Key_Z, CTRL)
    assert "Tom" in names(window)
    press(window, Key.Key_Z, CTRL | SHIFT)
    assert "Tim" in names(window)
    assert "Done again: renamed Tom" in room.words(NamesWindow)


def test_two_are_merged_after_it_said_what_will_happen(room: Room) -> None:
    window = opened(room, "people")
    window.table.choose(["Tom", "Tom Müller"])
    press(window, Key.Key_M, CTRL)
    assert "1 session will say Tom." in room.words(NamesWindow)
    press(window, Key.Key_Down)
    assert "1 session will say Tom Müller." in room.words(NamesWindow)
    press(window, Key.Key_Return)
    assert names(window) == ["Tom Müller", "Ana", "Zoë"]
    assert "2 sessions say Tom Müller now." in room.words(NamesWindow)
    room.press(NamesWindow, "Undo it")
    assert sorted(names(window)) == ["Ana", "Tom", "Tom Müller", "Zoë"]


def test_what_cannot_be_is_said_below_the_list_and_changes_nothing(room: Room) -> None:
    window = opened(room, "people")
    rename(window, "Tom", "ana")
    assert "merge the two" in room.words(NamesWindow)
    assert sorted(names(window)) == ["Ana", "Tom", "Tom Müller", "Zoë"]


def test_tags_and_places_are_renamed_merged_and_taken_out(room: Room) -> None:
    window = opened(room, "tags")
    rename(window, window.table.chosen()[0], "#kin")
    assert sorted(names(window)) == ["kin", "x"]
    window.table.choose(["x"])
    press(window, Key.Key_Delete)
    assert names(window) == ["kin"]
    press(window, Key.Key_5, CTRL)
    assert "Perhaps the same: " in room.words(NamesWindow)
    room.press(NamesWindow, "Merge them")
    press(window, Key.Key_Return)
    assert len(names(window)) == 1
    assert len(room.desk.log.places()) == 1


def test_the_session_in_progress_has_the_new_name_too(room: Room) -> None:
    room.engine.start(DINNER)
    window = opened(room, "people")
    rename(window, "Ana", "Anna")
    assert room.engine.session is not None
    assert room.engine.session.people == ("Anna",)
    room.engine.stop()
    newest = room.desk.log.get(room.desk.log.recent(EVENING - HOUR)[0].id)
    assert newest is not None
    assert newest.people == ("Anna",)


def test_a_group_is_made_changed_renamed_and_removed(room: Room) -> None:
    window = opened(room, "groups")
    assert "@Family" in room.words(NamesWindow)
    press(window, Key.Key_N, CTRL)
    QTest.keyClicks(window.focusWidget(), "Friends")
    room.press(NamesWindow, "Save")
    (group,) = room.desk.log.groups()
    assert (group.name, group.people) == ("Friends", ())
    press(window, Key.Key_E, CTRL)
    QTest.keyClicks(window.focusWidget(), "zoe")
    press(window, Key.Key_Return)
    room.press(NamesWindow, "Save")
    assert room.desk.log.groups()[0].people == ("Zoë",)
    assert "Saved Friends." in room.words(NamesWindow)
    rename(window, group.id, "Crew")
    assert names(window) == ["Crew"]
    press(window, Key.Key_N, CTRL)
    QTest.keyClicks(window.focusWidget(), "crew")
    room.press(NamesWindow, "Save")
    assert "There is a group “crew” already." in room.words(NamesWindow)
    press(window, Key.Key_Escape)
    press(window, Key.Key_Delete)
    assert names(window) == []


def test_a_kind_is_changed_made_and_removed_in_its_form(room: Room) -> None:
    window = opened(room, "kinds")
    window.table.choose(["dinner"])
    press(window, Key.Key_E, CTRL)
    QTest.keyClicks(window.focusWidget(), "Supper")
    room.press(NamesWindow, "at the computer")
    room.press(NamesWindow, "Save")
    dinner = room.desk.log.kinds()["dinner"]
    assert (dinner.name, dinner.nature.value, dinner.asks_about_sleep) == ("Supper", "desk", True)
    press(window, Key.Key_N, CTRL)
    QTest.keyClicks(window.focusWidget(), "Chess & Go")
    press(window, Key.Key_Return)
    assert room.desk.log.kinds()["chess-go"].name == "Chess & Go"
    assert "Chess & Go" in names(window)
    press(window, Key.Key_Delete)
    assert "chess-go" not in room.desk.log.kinds()
    rename(window, "dinner", "Coffee")
    assert "There is already a kind" in room.words(NamesWindow)
    window.table.choose(["walk"])
    press(window, Key.Key_E, CTRL)
    for line in window.body.kind_form.findChildren(QLineEdit):
        if line.accessibleName() == "Usual length":
            line.setText("soon")
    room.press(NamesWindow, "Save")
    assert "“soon” is no length." in room.words(NamesWindow)


def test_merged_kinds_are_those_that_a_click_starts_no_more(room: Room) -> None:
    room.preferences.change("default_kind", "coffee")
    window = opened(room, "kinds")
    window.table.choose(["coffee", "dinner"])
    press(window, Key.Key_M, CTRL)
    press(window, Key.Key_Return)
    assert {each.kind for each in room.desk.log.recent(EVENING - 90 * HOUR)} == {"coffee", "walk"}
    press(window, Key.Key_Z, CTRL)
    window.table.choose(["coffee", "walk"])
    press(window, Key.Key_M, CTRL)
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert room.preferences.now.default_kind == "walk"


@pytest.mark.parametrize(
    ("sort", "key", "count"),
    [("people", "Tom", 1), ("tags", "x", 1), ("places", "Da Enzo", 1), ("kinds", "walk", 1)],
)
def test_enter_opens_the_sessions_behind_a_name(
    room: Room, sort: str, key: str, count: int
) -> None:
    window = opened(room, sort)
    window.table.choose([key])
    press(window, Key.Key_Return)
    shown = room.shown(LogWindow)
    assert shown.table.model().rowCount() == count


def test_a_group_opens_the_sessions_of_all_of_its_people(room: Room) -> None:
    group = Group("g1", "Both", ("Ana", "Zoë"))
    room.desk.log.put_group(group, because(room))
    window = opened(room, "groups")
    assert window.table.chosen() == ["g1"]
    window.table.doubleClicked.emit(window.table.currentIndex())
    assert room.shown(LogWindow).table.model().rowCount() == 2


def test_what_another_changes_is_shown_and_what_is_chosen_stays(room: Room) -> None:
    window = opened(room, "people")
    window.table.choose(["Zoë"])
    room.desk.log.rename_person("Ana", "Anna", because(room))
    room.engine.on_log_changed()
    assert "Anna" in names(window)
    assert window.table.chosen() == ["Zoë"]


@pytest.mark.usefixtures("piece_by_piece")
def test_what_takes_longer_is_told_while_it_is_done(room: Room, qtbot: QtBot) -> None:
    evenings = [
        Session(f"t{number}", "walk", start, "UTC", ended_at=start, tags=("often",))
        for number in range(2000)
        for start in [EVENING - HOUR * (number + 100)]
    ]
    room.desk.log.put(*evenings, because=because(room))
    window = opened(room, "tags")
    rename(window, "often", "daily")
    assert "Still at work" in room.words(NamesWindow)
    qtbot.waitUntil(lambda: "daily" in names(window), timeout=60_000)
    assert "Renamed often to daily." in room.words(NamesWindow)
    assert window.table.chosen() == ["daily"]
