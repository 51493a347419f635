"""Long work on the log in the app: the loop goes on, a start works, stopping leaves nothing."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.ui.names.window import NamesWindow
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room

__all__ = ["desk"]

COUNT = 3000
HOUR = timedelta(hours=1)


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot, piece_by_piece: None) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    starts = [EVENING - HOUR * (number + 2) for number in range(COUNT)]
    sessions = [
        Session(f"s{n}", "walk", start, "Europe/Berlin", ended_at=start + HOUR, tags=("family",))
        for n, start in enumerate(starts)
    ]
    room.desk.log.put(*sessions, because=Change(ChangeKind.ADDED, "", "walk", EVENING))
    yield room
    room.close()


def opened(room: Room) -> NamesWindow:
    room.screen.show("names#tags")
    return room.shown(NamesWindow)


def tags(room: Room) -> dict[str, int]:
    return dict(room.desk.log.tags())


def until_at_work(room: Room) -> None:
    for _turn in range(200):
        if "Still at work" in room.words(NamesWindow) and tags(room).get("kin", 0) > 0:
            break
        QTest.qWait(5)
    assert 0 < tags(room)["kin"] < COUNT


def wait(room: Room, wanted: dict[str, int]) -> None:
    for _turn in range(12_000):  # a busy machine takes long
        if tags(room) == wanted:
            return
        QTest.qWait(10)
    raise AssertionError(tags(room))


def test_a_start_in_the_middle_of_a_renaming_works_at_once(room: Room) -> None:
    opened(room).renamed.emit("family", "kin")
    until_at_work(room)
    room.screen.start(DINNER)
    assert room.engine.session is not None
    assert tags(room)["family"] > 0
    wait(room, {"kin": COUNT})
    QTest.qWait(20)
    assert "Renamed family to kin." in room.words(NamesWindow)
    assert room.engine.session == room.desk.log.open_session()


def test_stopped_in_the_middle_nothing_is_renamed(room: Room) -> None:
    opened(room).renamed.emit("family", "kin")
    until_at_work(room)
    room.press(NamesWindow, "Stop")
    wait(room, {"family": COUNT})
    QTest.qWait(50)
    assert "nothing of it is in the log" in room.words(NamesWindow)
    last = room.desk.log.last_change()
    assert last is not None
    assert last.what is ChangeKind.ADDED


def test_a_second_one_meanwhile_is_refused_in_words(room: Room) -> None:
    window = opened(room)
    window.renamed.emit("family", "kin")
    window.undo_wanted.emit()
    assert "goes on" in room.words_now(NamesWindow)
    wait(room, {"kin": COUNT})
    QTest.qWait(20)
    window.undo_wanted.emit()
    wait(room, {"family": COUNT})


def test_the_loop_goes_on_while_thousands_are_renamed_and_taken_back(room: Room) -> None:
    """What a probe on the loop waits for, in time of this process: a piece and a paint."""
    window = opened(room)
    blocks: list[float] = []
    last = time.process_time()

    def beat() -> None:
        nonlocal last
        now = time.process_time()
        blocks.append(now - last)
        last = now

    probe = QTimer(window)
    probe.timeout.connect(beat)
    probe.start(0)
    window.renamed.emit("family", "kin")
    wait(room, {"kin": COUNT})
    window.undo_wanted.emit()
    wait(room, {"family": COUNT})
    probe.stop()
    print(f"longest: {max(blocks) * 1000:.0f} ms")
    assert len(blocks) > 100


def test_quitting_in_the_middle_leaves_nothing(room: Room) -> None:
    opened(room).renamed.emit("family", "kin")
    until_at_work(room)
    room.screen.close()
    QTest.qWait(50)
    assert tags(room)["family"] > 0
