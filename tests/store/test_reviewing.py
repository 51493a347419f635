"""A review reads the log through the half of the store that only reads, where all is in order."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.core.errors import StoreError
from presence.core.ports import Change, ChangeKind
from presence.core.review import Calendar
from presence.core.review.reading import read_review
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import database, glance, new_id, open_log, open_reviews
from presence.store.reviewing import ReviewStore, open_to_read
from presence.store.sessions import SessionStore

START = datetime(2026, 11, 20, 19, tzinfo=UTC)
NOW = START + timedelta(hours=5)


def write_a_dinner(paths: Paths) -> None:
    end = START + timedelta(hours=2)
    dinner = Session(new_id(), "dinner", START, "UTC", ended_at=end, people=("Ana", "Tom"))
    with closing(open_log(paths)) as log:
        log.put(dinner, because=Change(ChangeKind.ADDED, dinner.id, "dinner", START))


def change(paths: Paths, statement: str) -> None:
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute(statement)


def kind_of_log(paths: Paths) -> type[ReviewStore]:
    with closing(open_reviews(paths)) as log:
        return type(log)


def test_both_halves_give_the_same_review(paths: Paths) -> None:
    write_a_dinner(paths)
    week = Calendar(UTC).week_of(START.date())
    with closing(open_log(paths)) as whole, closing(open_reviews(paths)) as half:
        assert type(half) is ReviewStore
        for is_listed in (True, False):
            of_whole = read_review(whole, week, NOW, is_listed)
            assert read_review(half, week, NOW, is_listed) == of_whole
            assert of_whole.total == timedelta(hours=2)


def test_a_log_that_is_not_there_is_made_by_the_whole_store(paths: Paths) -> None:
    assert kind_of_log(paths) is SessionStore
    assert kind_of_log(paths) is ReviewStore


def test_an_empty_file_is_no_log_to_read(paths: Paths) -> None:
    paths.data.mkdir()
    paths.database.touch()
    assert kind_of_log(paths) is SessionStore


def test_work_that_was_cut_short_is_settled_first(paths: Paths) -> None:
    write_a_dinner(paths)
    change(paths, "INSERT INTO meta (name, value, crc) VALUES ('undo', '{}', 0)")
    assert open_to_read(paths.database_name, new_id) is None


@pytest.mark.parametrize("pragma", ["user_version = 999", "application_id = 7"])
def test_what_is_not_ours_is_complained_of_as_ever(paths: Paths, pragma: str) -> None:
    write_a_dinner(paths)
    change(paths, f"PRAGMA {pragma}")
    before = paths.database.read_bytes()
    with pytest.raises(StoreError):
        open_reviews(paths)
    assert paths.database.read_bytes() == before


def test_a_file_that_is_no_database_is_left_to_the_whole_store(paths: Paths) -> None:
    paths.data.mkdir()
    paths.database.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        open_reviews(paths)


def test_what_a_glance_knows_is_what_the_database_says() -> None:
    assert glance.SCHEMA_VERSION == database.SCHEMA_VERSION
    assert glance.APPLICATION_ID == database.APPLICATION_ID
    assert glance.BUSY_SECONDS == database.BUSY_SECONDS
    assert glance.UNFINISHED == database.UNFINISHED


def test_a_log_in_the_usual_place_is_found_where_platformdirs_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PRESENCE_HOME", raising=False)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for elsewhere in ("", str(tmp_path / "elsewhere")):
        if elsewhere:
            monkeypatch.setenv("XDG_DATA_HOME", elsewhere)
        by_platformdirs = find_paths()
        by_platformdirs.data.mkdir(parents=True)
        by_platformdirs.database.touch()
        found = find_paths()
        for folder in ("data", "config", "state"):
            assert getattr(found, folder) == getattr(by_platformdirs, folder)
