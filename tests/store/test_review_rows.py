"""What the review reads column by column: values that cannot be are damage, and said so."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from presence.core.clock import to_ms
from presence.core.errors import ErrorCode, StoreError
from presence.core.ports import Change, ChangeKind
from presence.core.review import Calendar, Period, Unit
from presence.core.review.hours import cuts_of, hours_of
from presence.core.review.reading import read_hours
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


def test_sessions_of_one_start_come_in_the_order_of_the_log(log: SessionStore) -> None:
    """Whatever lies in the index between them."""
    begin = START + 3 * HOUR
    for number in Random(7).sample(range(20), 20):
        end = begin + (1 + number % 3) * HOUR
        each = Session(f"at once {number:02}", "walk", begin, "UTC", ended_at=end)
        log.put(each, because=Change(ChangeKind.ADDED, each.id, "walk", START))
    listed = [each.id for each in log.between(*SPAN)]
    assert log.rows_between(*SPAN).ids == listed[::-1]
    assert [each.id for each in log.rows_between(*SPAN).lean()] == listed[::-1]


def test_the_columns_hold_what_the_session_has(log: SessionStore) -> None:
    rows = log.rows_between(*SPAN)
    assert rows.kinds == ["dinner"]
    assert [[rows.names[each] for each in there] for there in rows.people] == [["Ana"]]
    (lean,) = log.rows_between(*SPAN).lean()
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


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sessions SET kind = CAST(x'ff41' AS TEXT)",
        "UPDATE sessions SET ended_at = 1e300",
        "UPDATE sessions SET started_at = 0.5 + started_at",
    ],
)
def test_hours_that_cannot_be_are_damage(log: SessionStore, tmp_path: Path, change: str) -> None:
    with closing(sqlite3.connect(tmp_path / "presence.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")  # as bits flip, which heed no STRICT
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'sessions'"
        )
    spoil(tmp_path, "UPDATE sessions SET ended_at = ended_at")
    spoil(tmp_path, change)
    with pytest.raises(StoreError) as caught:
        log.hours_between([to_ms(SPAN[0]), to_ms(START + HOUR), to_ms(SPAN[1])])
    assert caught.value.code is ErrorCode.LOG_IS_DAMAGED


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.MONTH])
def test_hours_that_sqlite_adds_up_are_those_of_the_sessions(log: SessionStore, unit: Unit) -> None:
    chance = Random(7)
    starts = [START + chance.randrange(90 * 24 * 60) * HOUR / 60 for _session in range(120)]
    sessions = [
        Session(
            new_id(),
            chance.choice(("dinner", "walk")),
            start,
            "UTC",
            ended_at=start + chance.choice((0, 1, 5, 30, 160)) * HOUR,
        )
        for start in starts
    ]
    log.put(*sessions, because=Change(ChangeKind.ADDED, sessions[0].id, "dinner", START))
    calendar = Calendar(ZoneInfo("Europe/Berlin"), time(4), 0)
    period = calendar.span(date(2026, 12, 1), date(2027, 2, 10))
    rows = log.rows_between(period.start, period.end)
    now = START + 200 * 24 * HOUR
    cuts = cuts_of(period, unit)
    expected = hours_of(cuts, rows.started, rows.ends(to_ms(now)), rows.kinds)
    assert read_hours(log, period, unit, now) == expected
    assert sum((part.total for part in expected), timedelta()) == log.time_between(*_span(period))


def _span(period: Period) -> tuple[datetime, datetime]:
    return period.start, period.end
