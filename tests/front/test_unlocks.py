"""The phone's own word in its window, by keyboard: found in a file, answered, undone, deleted."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from presence.core.ports import Change, ChangeKind
from presence.core.slip import SlipReason, SlipSource
from presence.store.known.unlocks import UnlockBook
from presence.store.stepping.finishing import finish
from presence.ui.importing.window import ImportWindow
from presence.ui.unlocks.window import UnlocksWindow
from presence.ui.windows.reasons import ReasonChoice
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.importing.test_import_window import opened, until, wait_for
from tests.front.room import Room
from tests.store.logs import a_session, put

__all__ = ["desk"]

MINUTE = timedelta(minutes=1)
DINNER = a_session(-3, people=("Ana",), slips=())
COFFEE = a_session(-5, people=("Tom",), slips=())


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    for session in (DINNER, COFFEE):
        assert session.ended_at is not None
        assert session.ended_at < EVENING
        put(desk.log, session)
    yield room
    room.close()


def a_phone(tmp_path: Path) -> str:
    times = [DINNER.started_at + each * MINUTE for each in (30, 20, 10)]
    times.append(COFFEE.started_at + 5 * MINUTE)
    events = [{"timestamp": at.isoformat(), "duration": 0, "data": {}} for at in times]
    bucket = {"type": "os.lockscreen.unlocks", "client": "aw-android", "events": events}
    path = tmp_path / "phone.json"
    path.write_text(json.dumps({"buckets": {"aw-watcher-android-unlock": bucket}}))
    return str(path)


def asked(room: Room, tmp_path: Path) -> UnlocksWindow:
    window = opened(room, a_phone(tmp_path))
    wait_for(room, "is left out, and why")
    room.press(ImportWindow, "Unlocks within sessions")
    wait_for(room, "4 unlocks within 2 sessions.")  # read on a thread: it may be much
    window.hide()
    unlocks = room.shown(UnlocksWindow)
    unlocks.activateWindow()
    assert QTest.qWaitForWindowActive(unlocks)
    return unlocks


def looks(room: Room) -> list[tuple[SlipSource, SlipReason | None]]:
    session = room.desk.log.get(DINNER.id)
    assert session is not None
    return [(slip.source, slip.reason) for slip in session.slips]


def focus_on(words: str) -> None:
    for _step in range(30):
        QApplication.processEvents()
        widget = QApplication.focusWidget()
        if widget is not None and words in (widget.accessibleName() or _text(widget)):
            return
        assert widget is not None
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    raise AssertionError(words)


def _text(widget: object) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def press(words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    focus_on(words)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def test_each_is_answered_by_keyboard_and_undone_as_one_step(room: Room, tmp_path: Path) -> None:
    window = asked(room, tmp_path)
    assert "Your phone was unlocked 3 times during" in room.words(UnlocksWindow)
    assert "1 of 2" in room.words(UnlocksWindow)
    assert looks(room) == []
    press("It was none", Qt.Key.Key_Space)
    window.findChildren(ReasonChoice)[-1].show_reason(SlipReason.CALL)
    press("Count these")
    assert looks(room) == [(SlipSource.PHONE, None), (SlipSource.PHONE, SlipReason.CALL)]
    assert "unlocked once during" in room.words(UnlocksWindow)
    press("Undo")
    assert looks(room) == []
    press("Later")
    assert "2 of 2" in room.words(UnlocksWindow)
    press("None of them")
    press("Count these")
    assert len(looks(room)) == 3
    assert "No unlock of your phone waits" in room.words(UnlocksWindow)


def test_all_are_counted_and_deleted_in_one_step(room: Room, tmp_path: Path) -> None:
    asked(room, tmp_path)
    press("Count all, of every session")
    assert len(looks(room)) == 3
    press("Delete all that the phone said")
    assert looks(room) == []
    press("Undo")
    assert len(looks(room)) == 3


@pytest.mark.usefixtures("piece_by_piece")
def test_while_very_many_are_counted_no_other_answer_is_taken(room: Room, tmp_path: Path) -> None:
    some = [a_session(-10 - number, people=(), slips=()) for number in range(60)]
    some = [replace(each, id=f"s{number}") for number, each in enumerate(some)]
    put(room.desk.log, *some)
    change = Change(ChangeKind.IMPORTED, "import", "phone.json", EVENING)
    finish(UnlockBook(room.desk.log).proposing([each.started_at for each in some], change))
    window = asked(room, tmp_path)
    buttons = [each for each in window.findChildren(QAbstractButton) if "Count" in _text(each)]
    assert all(each.isEnabled() for each in buttons)
    focus_on("Count all, of every session")
    buttons[-1].click()
    assert not any(each.isEnabled() for each in buttons)
    until(lambda: "No unlock of your phone waits" in room.words(UnlocksWindow))
    assert len(looks(room)) == 3
    press("Undo")
    until(lambda: len(looks(room)) == 0)


def test_a_file_without_a_phone_offers_nothing(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("started_at,ended_at,kind\n2026-11-18 12:00,2026-11-18 13:00,coffee\n")
    window = opened(room, str(path))
    wait_for(room, "Would add 1 session")
    buttons = window.findChildren(QAbstractButton)
    assert not any("Unlocks" in each.text() and each.isVisible() for each in buttons)
