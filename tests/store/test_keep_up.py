"""What is due now and then: the backup of the day, and the look at every row of the week."""

from datetime import timedelta
from pathlib import Path

import pytest

from presence.paths import Paths, find_paths
from presence.store.backups.due import check_is_due, is_due
from presence.store.backups.keep_up import keep_up
from presence.store.backups.names import FileKind, kept_in
from tests.fakes import EVENING, FakeClock
from tests.store.logs import a_log, meddle


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(str(tmp_path / "home"))
    a_log(paths, 10)
    return paths


def test_a_backup_a_day_and_a_look_at_every_row_a_week(paths: Paths) -> None:
    clock = FakeClock()
    assert is_due(paths, clock.now())
    first = keep_up(paths, clock)
    assert first.backup is not None
    assert first.verdict is not None
    assert first.verdict.is_ok
    assert not first.is_news
    assert not is_due(paths, clock.now())
    looks = 0
    for _day in range(21):
        clock.advance(days=1)
        assert is_due(paths, clock.now())
        kept = keep_up(paths, clock)
        assert kept.backup is not None
        looks += kept.verdict is not None
        assert not is_due(paths, clock.now())
    assert looks == 3


def test_damage_is_news_once_and_the_last_good_backup_is_named(paths: Paths) -> None:
    clock = FakeClock()
    keep_up(paths, clock)
    meddle(paths.database, "UPDATE sessions SET place = 'Da Enzp' WHERE rowid = 4")
    clock.advance(days=1)
    first = keep_up(paths, clock)  # the backup found it, before the week was over
    assert first.verdict is not None
    assert [each.what for each in first.verdict.problems] == ["session_changed"]
    assert first.is_news
    assert first.newest_at == EVENING
    for _day in range(16):
        clock.advance(days=1)
        assert not keep_up(paths, clock).is_news
    assert len(kept_in(paths.backups, FileKind.FAULTY)) == 1
    meddle(paths.database, "UPDATE sessions SET place = 'Da Enzp' WHERE rowid = 5")
    clock.advance(days=1)
    assert keep_up(paths, clock).is_news  # it gets worse


def test_a_check_of_a_clock_that_was_wrong_does_not_count(paths: Paths) -> None:
    keep_up(paths, FakeClock(EVENING + timedelta(days=4000)))
    assert check_is_due(paths, EVENING)
    (paths.backups / "last-check").write_text("some day\n")
    assert check_is_due(paths, EVENING)
    (paths.backups / "last-check").write_text("2026-11-20T18:00:00\n")
    assert check_is_due(paths, EVENING)


def test_a_log_that_cannot_be_looked_at_is_no_verdict(paths: Paths) -> None:
    meddle(paths.database, "PRAGMA user_version = 99")
    kept = keep_up(paths, FakeClock())
    assert (kept.backup, kept.verdict, kept.is_news) == (None, None, False)
    assert is_due(paths, EVENING)
