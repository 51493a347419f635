"""How the phones lay, where a session is told of: at its end, in its form, in its history."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.ports import Change, ChangeKind
from presence.core.table.kept_table import KeptPhone, KeptTable
from presence.front.log.phones import phones_said
from presence.store.known.tables import table_document
from presence.store.things import TABLE
from presence.ui.windows.closing import ClosingCard
from presence.ui.windows.details import DetailsWindow
from tests.core.conftest import Desk, desk
from tests.front.room import DINNER, Room

__all__ = ["desk"]

MINUTE = timedelta(minutes=1)
KEPT = KeptTable(
    (
        KeptPhone("a", "Ana's phone", True, 81 * MINUTE, 90 * MINUTE, 2),
        KeptPhone("t", "Tom", False, 90 * MINUTE, 90 * MINUTE, 0),
    ),
    72 * MINUTE,
    34 * MINUTE,
)
LINE = "phones: 2 · all face down together: 1 h 12 min, 34 min at a stretch"


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def test_a_session_with_phones_says_how_they_lay_and_another_one_nothing(room: Room) -> None:
    room.engine.start(DINNER)
    room.clock.advance(minutes=90)
    room.engine.stop()
    log, dinner = room.desk.log, room.ended()
    assert phones_said(log, dinner.id) == ()
    change = Change(ChangeKind.EDITED, dinner.id, dinner.kind, room.clock.now())
    log.put_things({(TABLE, dinner.id): table_document(KEPT)}, change, dinner)
    room.screen.show(f"closing#{dinner.id}")
    assert LINE in room.words(ClosingCard)
    room.screen.show(f"details#{dinner.id}")
    said = room.words(DetailsWindow)
    assert LINE in said
    assert "Ana's phone: picked up 2 times, 9 min · face down 90 %" in said
    assert "Tom: not picked up · face down 100 %" in said
    log.put_things({(TABLE, dinner.id): '{"phones": 3}'}, change, dinner)
    assert phones_said(log, dinner.id) == ()  # the window opens all the same
