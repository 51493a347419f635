"""The proof of the log: nothing that was changed behind its back stays unseen."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.slip import Slip
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.database import connect
from presence.store.migrations import SCHEMA_CRC, lost_tables, schema_crc
from presence.store.verify import verify, verify_file
from tests.fakes import EVENING
from tests.store.logs import AS_VERSION_4, meddle

HOUR = timedelta(hours=1)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home with two hundred sessions in its log."""
    paths = find_paths(str(tmp_path))
    log = open_log(paths)
    sessions = [
        Session(
            id=new_id(),
            kind="dinner",
            started_at=EVENING + day * 24 * HOUR,
            zone="Europe/Berlin",
            ended_at=EVENING + day * 24 * HOUR + HOUR,
            people=("Ana", f"guest {day % 7}"),
            slips=(Slip(new_id(), EVENING + day * 24 * HOUR + HOUR / 2),),
        )
        for day in range(200)
    ]
    log.put(*sessions, because=Change(ChangeKind.ADDED, sessions[0].id, "dinner", EVENING))
    log.close()
    return paths


def test_a_whole_log_is_counted_and_found_whole(paths: Paths) -> None:
    verdict = verify(paths.database)
    assert verdict.is_ok
    assert (verdict.sessions, verdict.people, verdict.slips) == (200, 8, 200)
    assert verdict.first_at == EVENING
    assert verdict.last_at == EVENING + 199 * 24 * HOUR + HOUR


def test_no_log_is_whole_and_none_is_made(tmp_path: Path) -> None:
    assert verify(tmp_path / "presence.db").is_ok
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE sessions SET note = 'x' WHERE rowid = 3",
        "UPDATE sessions SET started_at = started_at - 1000 WHERE rowid = 3",
        "UPDATE sessions SET origin = 'sunk' WHERE rowid = 3",
        "UPDATE slips SET source = 'sunk' WHERE rowid = 3",
        "UPDATE slips SET length = length + 1 WHERE rowid = 3",
        "UPDATE people SET name = 'Anna' WHERE name = 'Ana'",
        "DELETE FROM session_people WHERE position = 1",
        "UPDATE session_people SET position = 2 - position WHERE position < 3",
        "UPDATE session_people SET met_at = 0 WHERE position = 1",
        "DELETE FROM slips WHERE rowid = 3",
        "UPDATE sessions SET people = '' WHERE rowid = 3",
        "UPDATE sessions SET slips = '' WHERE rowid = 3",
        "DELETE FROM people WHERE name = 'Ana'",
        "UPDATE people SET folded = 'anna' WHERE name = 'Ana'",
        "INSERT INTO kinds VALUES ('chess', '{}', 7)",
        "UPDATE meta SET value = 'another machine' WHERE name = 'device'",
        "UPDATE changes SET at = at + 1",
        "UPDATE changes SET what = 'deleted'",
        "UPDATE change_rows SET after = NULL WHERE position = 3",
        "DELETE FROM change_rows WHERE position = 3",
        "DROP INDEX sessions_by_start",
        "DROP TABLE change_rows",
    ],
)
def test_whoever_changes_a_row_behind_our_back_is_found_out(paths: Paths, meddling: str) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute(meddling)
    connection.commit()
    connection.close()
    verdict = verify(paths.database)
    assert not verdict.is_ok


def test_a_session_that_other_tables_would_not_find_is_named(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database)) as connection:
        (one,) = connection.execute("SELECT id FROM sessions WHERE rowid = 3").fetchone()
        (two,) = connection.execute("SELECT id FROM sessions WHERE rowid = 5").fetchone()
        connection.execute("DELETE FROM session_people WHERE session_id = ?", (one,))
        connection.execute("DELETE FROM slips WHERE session_id = ?", (two,))
        connection.commit()
    named = {(each.what, each.detail) for each in verify(paths.database).problems}
    assert named == {("session_changed", one), ("session_changed", two)}


def test_a_log_of_version_3_has_people_and_slips_in_its_rows_from_then_on(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as connection:
        before = connection.execute("SELECT id, people, slips FROM sessions").fetchall()
        for statement in (
            *AS_VERSION_4,
            "ALTER TABLE sessions DROP COLUMN slips",
            "ALTER TABLE sessions DROP COLUMN people",
            "PRAGMA user_version = 3",
        ):
            connection.execute(statement)
    open_log(paths).close()
    with closing(sqlite3.connect(paths.database)) as connection:
        assert connection.execute("SELECT id, people, slips FROM sessions").fetchall() == before
    assert verify(paths.database).is_ok
    (kept,) = paths.backups.glob("presence-*.db")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert verify_file(kept).is_ok


def test_a_log_of_version_4_knows_from_then_on_when_one_met_whom(paths: Paths) -> None:
    meddle(paths.database, *AS_VERSION_4)
    open_log(paths).close()
    query = (
        "SELECT count(*) FROM session_people JOIN sessions"
        " ON id = session_id AND started_at = met_at"
    )
    with closing(sqlite3.connect(paths.database)) as connection:
        assert connection.execute(query).fetchone() == (400,)
    assert verify(paths.database).is_ok


def test_who_was_there_moves_with_the_session(paths: Paths) -> None:
    with closing(open_log(paths)) as log:
        (session,) = log.newest(1)
        earlier = session.started_at - HOUR
        because = Change(ChangeKind.EDITED, session.id, session.kind, EVENING)
        log.put(replace(session, started_at=earlier), because=because)
        assert verify(paths.database).is_ok
        log.undo()
    assert verify(paths.database).is_ok


def test_a_schema_that_is_no_text_any_more_is_a_damaged_log(paths: Paths) -> None:
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    good = paths.database.read_bytes()
    paths.database.write_bytes(good.replace(b"CREATE TABLE slips", b"CREATE T\xa0BLE slips"))
    assert not verify(paths.database).is_ok


def test_the_schema_that_a_start_knows_is_that_of_the_migrations(paths: Paths) -> None:
    with closing(connect(str(paths.database))) as connection:
        assert hex(schema_crc(connection)) == hex(SCHEMA_CRC)
        assert list(lost_tables(connection)) == []
        connection.execute("CREATE INDEX my_own ON sessions (place)")
    open_log(paths, check=True).close()  # somebody's own index does no harm
    assert verify(paths.database).is_ok
