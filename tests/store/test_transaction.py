"""A transaction: all of it is written or nothing, also where the disk ends it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from presence.paths import Paths
from presence.store import open_log
from presence.store.database import begin, transaction
from tests.store.logs import a_session, put

FULL = "PRAGMA max_page_count = 8"
LARGE = "INSERT INTO rows VALUES (zeroblob(100000))"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "some.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE rows (value)")
        yield connection


def write(connection: sqlite3.Connection, *statements: str) -> None:
    with transaction(connection):
        for statement in statements:
            connection.execute(statement)


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM rows").fetchone()[0])


def test_what_raises_takes_all_of_it_back(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        write(connection, "INSERT INTO rows VALUES (1)", "INSERT INTO nowhere VALUES (1)")
    assert count(connection) == 0


class StoppedAsItBegins(sqlite3.Connection):
    """Ctrl-C comes once, when the transaction has just begun."""

    is_stopped = False

    def execute(self, *words: Any) -> sqlite3.Cursor:
        cursor = super().execute(*words)
        if self.in_transaction and not self.is_stopped:
            self.is_stopped = True
            raise KeyboardInterrupt
        return cursor


@pytest.mark.parametrize("starts", [write, begin])
def test_ctrl_c_just_when_it_has_begun_leaves_no_transaction(
    tmp_path: Path, starts: Callable[[sqlite3.Connection], None]
) -> None:
    path = tmp_path / "some.db"
    with closing(
        sqlite3.connect(path, isolation_level=None, factory=StoppedAsItBegins)
    ) as connection:
        connection.execute("CREATE TABLE rows (value)")
        with pytest.raises(KeyboardInterrupt):
            starts(connection)
        assert not connection.in_transaction
        write(connection, "INSERT INTO rows VALUES (2)")
        assert count(connection) == 1


def test_ctrl_c_within_a_function_of_ours_is_heard(connection: sqlite3.Connection) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    connection.create_function("stopped", 0, stopped)
    with pytest.raises(KeyboardInterrupt):
        write(connection, "INSERT INTO rows VALUES (1)", "INSERT INTO rows VALUES (stopped())")
    assert count(connection) == 0


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_full_disk_is_told_as_that_and_the_next_one_is_written(
    connection: sqlite3.Connection, mode: str
) -> None:
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute(FULL)
    with pytest.raises(sqlite3.OperationalError) as caught:
        write(connection, "INSERT INTO rows VALUES (1)", LARGE)
    assert caught.value.sqlite_errorcode == sqlite3.SQLITE_FULL
    assert count(connection) == 0
    write(connection, "INSERT INTO rows VALUES (2)")
    assert count(connection) == 1


def test_a_commit_that_fails_leaves_no_transaction(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "some.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("CREATE TABLE first (id PRIMARY KEY)")
        connection.execute(
            "CREATE TABLE later (id REFERENCES first (id) DEFERRABLE INITIALLY DEFERRED)"
        )
        with pytest.raises(sqlite3.IntegrityError):
            write(connection, "INSERT INTO later VALUES (7)")  # looked at by the commit
        assert not connection.in_transaction


def test_a_log_in_use_is_told_after_a_while_and_taken_once_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as holder,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0.05)) as other,
    ):
        holder.execute("CREATE TABLE rows (value)")
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            write(other, "INSERT INTO rows VALUES (1)")
        assert caught.value.sqlite_errorcode == sqlite3.SQLITE_BUSY
        assert other.execute("PRAGMA busy_timeout").fetchone() == (50,)
        holder.execute("COMMIT")
        write(other, "INSERT INTO rows VALUES (1)")
        assert count(other) == 1


def test_a_journal_that_a_reader_made_grow_is_small_again_soon_after(paths: Paths) -> None:
    journal = Path(f"{paths.database_name}-wal")
    log = open_log(paths)
    put(log, a_session(30))
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM sessions").fetchone()
        for number in range(20):  # as long as a note can be
            put(log, a_session(number, note="x" * 99_000))
        assert journal.stat().st_size > 5_000_000
    for number in (20, 21):
        put(log, a_session(number))
    assert journal.stat().st_size < 5_000_000
    log.close()
