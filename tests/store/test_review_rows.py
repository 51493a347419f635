"""What the review reads column by column: values that cannot be are damage, and said so."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.slip import Slip
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore

START = datetime(2026, 11, 20, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPAN = (START - HOUR, START + 9 * HOUR)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SessionStore]:
    store = open_log(find_paths(str(tmp_path)))
    session = Session(
        new_id(),
        "dinner",
        START,
        "UTC",
        ended_at=START + 2 * HOUR,
        people=("Ana",),
        slips=(Slip(new_id(), START + HOUR),),
    )
    store.put(session, because=Change(ChangeKind.ADDED, session.id, "dinner", START))
    yield store
    store.close()


def spoil(folder: Path, change: str) -> None:
    """Change the file as a flipped bit would, past what STRICT and CHECK heed."""
    connection = sqlite3.connect(folder / "presence.db", isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(change)
    connection.close()


def test_the_columns_hold_what_the_session_has(log: SessionStore) -> None:
    rows = log.rows_between(*SPAN)
    assert (rows.kinds, rows.people, rows.people_in) == (["dinner"], ["Ana"], [0])
    (lean,) = log.lean_between(*SPAN)
    assert (lean.people, len(lean.slips)) == (("Ana",), 1)
    assert log.time_between(START + HOUR, START + 9 * HOUR) == HOUR


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sessions SET kind = CAST(x'ff41' AS TEXT)",
        "UPDATE sessions SET said = 'perhaps'",
        "UPDATE sessions SET watched = 'neighbour'",
        "UPDATE sessions SET enjoyed = 9",
        "UPDATE sessions SET slips = replace(slips, 'self', 'nobody')",
        "UPDATE sessions SET slips = replace(slips, '  ', ' whim ')",
        "UPDATE sessions SET slips = replace(slips, ' ', '')",
        "UPDATE sessions SET slips = slips || ' '",
        "UPDATE sessions SET slips = 'x' || slips",
        "UPDATE sessions SET people = 'nobody'",
        "UPDATE sessions SET people = people || char(10)",
    ],
)
def test_a_value_that_cannot_be_is_damage(log: SessionStore, tmp_path: Path, change: str) -> None:
    spoil(tmp_path, change)
    with pytest.raises(StoreError) as caught:
        log.rows_between(*SPAN)
    assert caught.value.code is ErrorCode.LOG_IS_DAMAGED
