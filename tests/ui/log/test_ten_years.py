"""The log window over a log of ten years: opened, scrolled and searched without being felt."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from presence.ui.log.window import LogWindow
from tests.core.conftest import Desk
from tests.fakes import FakeClock, FakeMuter
from tests.front.room import Room
from tests.ten_years import make_ten_years

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
# How much slower than a quiet computer one may be that others use as well; its own limits are
# measured in tests/bench/log.py.
PATIENCE = 10.0
FRAME = 0.0167
OPENED = 0.100
KEY = 0.030


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ten-years")
    make_ten_years(home, until=NOW)
    return home


@pytest.fixture
def room(home: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    desk = Desk(home, FakeClock(NOW), FakeMuter())
    room = Room(desk, tmp_path)
    yield room
    room.close()
    desk.log.close()


def spent(does: Callable[[], object]) -> float:
    """The seconds of the processor until all that follows is painted."""
    began = time.process_time()
    does()
    QApplication.processEvents()
    return time.process_time() - began


def shown(room: Room, qtbot: QtBot) -> LogWindow:
    room.screen.show("log")
    window = room.shown(LogWindow)
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: " h" in room.words(LogWindow), timeout=10_000)
    return window


def typical(spans: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(spans)[len(spans) * 19 // 20]


def test_it_opens_at_once(room: Room, qtbot: QtBot) -> None:
    shown(room, qtbot).close()
    assert spent(lambda: room.screen.show("log")) < OPENED * PATIENCE
    window = room.shown(LogWindow)
    assert window.table.model().rowCount() == 100_000


def test_no_step_of_the_wheel_drops_a_frame(room: Room, qtbot: QtBot) -> None:
    window = shown(room, qtbot)
    bar = window.table.verticalScrollBar()
    steps = [spent(lambda at=at: bar.setValue(at)) for at in range(0, 60 * 400, 60)]  # type: ignore[misc]  # at is bound
    assert typical(steps) < FRAME * PATIENCE


def test_a_jump_to_anywhere_fetches_what_is_there(room: Room, qtbot: QtBot) -> None:
    window = shown(room, qtbot)
    bar, random = window.table.verticalScrollBar(), Random(7)
    places = [random.randrange(bar.maximum()) for _ in range(60)]
    steps = [spent(lambda at=at: bar.setValue(at)) for at in places]  # type: ignore[misc]  # at is bound
    assert typical(steps) < 2 * FRAME * PATIENCE
    row = window.table.top_row()
    assert all(window.table.model().index(row + more, 0).data() for more in range(10))


@pytest.mark.parametrize("word", ["wine", "garden", "zzz"])
def test_each_letter_of_a_search_is_answered_at_once(room: Room, qtbot: QtBot, word: str) -> None:
    window = shown(room, qtbot)
    search = next(e for e in window.findChildren(QLineEdit) if e.accessibleName() == "Search")
    keys = [
        spent(lambda end=end: search.setText(word[:end]))  # type: ignore[misc]  # end is bound
        for end in range(1, len(word) + 1)
    ]
    assert typical(keys) < KEY * PATIENCE
