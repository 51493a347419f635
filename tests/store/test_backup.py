"""Backups: proved before they count, kept for a year, and never let go for one that knows less."""

import random
import resource
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.ports import ChangeKind
from presence.paths import Paths, find_paths
from presence.store import backup, open_log
from presence.store.backups.due import backup_is_due
from presence.store.backups.names import FileKind, kept_in
from presence.store.backups.rotation import chosen
from presence.store.backups.shelf import everything, holdings
from presence.store.verify import verify, verify_file
from tests.fakes import EVENING
from tests.store.logs import DAY, HOUR, a_log, a_session, because, meddle, put, reached, sessions_of

MIGRATIONS = Path(backup.__file__).parent / "migrations"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_that_finds_no_room_leaves_nothing(paths: Paths) -> None:
    a_log(paths, 200)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, usual[1]))  # as a disk that ends there
    try:
        with pytest.raises(StoreError):
            backup.write(paths.database, paths.backups, EVENING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert names(paths.backups) == []
    assert verify(paths.database).is_ok
    backup.write(paths.database, paths.backups, EVENING)


def test_a_backup_is_the_whole_log_while_it_is_in_use(paths: Paths) -> None:
    a_log(paths, 20)
    log = open_log(paths)
    put(log, a_session(99))
    copy = backup.write(paths.database, paths.backups, EVENING)
    put(log, a_session(100))
    log.close()
    assert copy.name == "presence-20261120T180000Z.db"
    assert verify_file(copy).is_ok
    held = holdings(copy)
    assert held is not None
    assert held.sessions == 20
    assert held.reached == reached(copy)
    assert names(paths.backups) == [copy.name]


def test_one_of_each_of_the_last_days_weeks_and_months_stays() -> None:
    two_years = [EVENING - number * 12 * HOUR for number in range(2 * 2 * 365)]
    stays = sorted(chosen(two_years), reverse=True)
    assert stays[:7] == [EVENING - number * DAY for number in range(7)]
    assert len({at.date() for at in stays}) == len(stays)
    assert len({at.isocalendar()[:2] for at in stays if at > EVENING - timedelta(weeks=8)}) == 8
    months = {(at.year, at.month) for at in stays}
    assert len(months) == 12
    assert len(stays) <= 7 + 8 + 12


def test_rotation_counts_days_and_not_files() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    busy = [now - timedelta(minutes=number) for number in range(60)]
    old = [now - number * DAY for number in range(1, 4)]
    assert chosen(busy + old) == {now, *old}


def test_after_a_long_rest_old_backups_are_still_there() -> None:
    old = [EVENING - number * DAY for number in range(7)]
    assert {*old[:6], EVENING + 900 * DAY} <= chosen([*old, EVENING + 900 * DAY])


@pytest.mark.parametrize("seed", range(3))
def test_the_backup_that_is_furthest_on_is_always_there(paths: Paths, seed: int) -> None:
    """Random days with honest deletes, lost and damaged files: the best is never let go."""
    chance = random.Random(seed)
    log = open_log(paths)
    put(log, a_session(0))
    now, best = EVENING, 0
    for step in range(25):
        now += timedelta(hours=chance.randrange(6, 90))
        put(log, a_session(step))
        if chance.random() < 0.3:
            first = log.newest(1)[0]
            log.put(because=because(first, ChangeKind.DELETED), removing=[first.id])
        if chance.random() < 0.25:  # somebody copies an old file over the log
            log.close()
            some = chance.choice([*paths.backups.glob("presence-*.db"), paths.database])
            shutil.copyfile(some, paths.data / "old")
            (paths.data / "old").replace(paths.database)
            log = open_log(paths)
        backup.write(paths.database, paths.backups, now)
        reach = max(reached(path) for path in paths.backups.glob("presence-*.db"))
        assert reach >= best
        best = reach
    log.close()


def test_a_log_that_was_begun_anew_pushes_no_backup_out_even_when_it_has_more(
    paths: Paths, tmp_path: Path
) -> None:
    a_log(paths, 3)
    good = backup.write(paths.database, paths.backups, EVENING)
    other = find_paths(str(tmp_path / "other"))
    a_log(other, 30)
    other.database.replace(paths.database)
    for day in range(1, 40):
        backup.write(paths.database, paths.backups, EVENING + day * DAY)
    assert good.exists()
    for day in (400, 800):
        backup.write(paths.database, paths.backups, EVENING + day * DAY)
    assert good.exists()


def test_an_honest_delete_is_progress_and_backups_rotate(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    put(log, session)
    first = backup.write(paths.database, paths.backups, EVENING)
    log.put(because=because(session, ChangeKind.DELETED), removing=[session.id])
    for day in range(1, 9):
        backup.write(paths.database, paths.backups, EVENING + day * DAY)
    log.close()
    assert not first.exists()


def test_a_log_that_is_gone_is_told_and_no_empty_one_begun(paths: Paths) -> None:
    a_log(paths, 3)
    good = backup.write(paths.database, paths.backups, EVENING)
    for _try in range(2):
        paths.database.unlink(missing_ok=True)
        with pytest.raises(StoreError) as refused:
            open_log(paths, check=True)
        assert refused.value.code is ErrorCode.LOG_IS_GONE
        assert refused.value.values["backup"] == str(good)
        assert not paths.database.exists()
        paths.database.touch()  # the same for a file that a full disk has left empty
        with pytest.raises(StoreError):
            open_log(paths, check=True)
        assert paths.database.read_bytes() == b""


def test_a_stranger_among_the_backups_stops_none_and_is_let_be(paths: Paths) -> None:
    open_log(paths).close()
    folder = paths.backups / "presence-20200101T000000Z.db"
    folder.mkdir(parents=True)
    (paths.backups / "presence-99990101T000000Z.db").symlink_to(paths.data / "nowhere")
    (paths.backups / "presence-20200102T000000Z.db").write_bytes(b"SQLite format 3\0 of a kind")
    assert backup_is_due(paths.backups, EVENING)
    for day in range(9):
        assert backup.write(paths.database, paths.backups, EVENING + day * DAY).exists()
    assert folder.exists()
    assert (paths.backups / "presence-20200102T000000Z.db").exists()  # who knows what it holds


def test_a_backup_is_due_a_day_later_whatever_a_wrong_clock_has_left(paths: Paths) -> None:
    open_log(paths).close()
    assert backup_is_due(paths.backups, EVENING)
    backup.write(paths.database, paths.backups, EVENING + 3000 * DAY)
    assert backup_is_due(paths.backups, EVENING)
    backup.write(paths.database, paths.backups, EVENING)
    assert not backup_is_due(paths.backups, EVENING + 23 * HOUR)
    assert backup_is_due(paths.backups, EVENING + 24 * HOUR)


def test_a_backup_of_the_same_second_is_not_written_over(paths: Paths) -> None:
    open_log(paths).close()
    first, second = (backup.write(paths.database, paths.backups, EVENING) for _ in range(2))
    assert first != second
    assert second.exists()


def test_what_was_cut_short_has_left_is_swept_away(paths: Paths) -> None:
    open_log(paths).close()
    paths.backups.mkdir()
    for name in ("20200101T000000Z-7.part", "20200101T000000Z-7.part-journal"):
        (paths.backups / name).write_bytes(b"half")
    (paths.data / "presence.db.restoring-wal").write_bytes(b"half")
    backup.write(paths.database, paths.backups, datetime(2199, 1, 1, tzinfo=UTC))
    assert len(names(paths.backups)) == 1
    assert not list(paths.data.glob("*.restoring*"))


def test_a_copy_with_a_changed_row_is_kept_apart_and_pushes_nothing_out(paths: Paths) -> None:
    a_log(paths, 10)
    good = backup.write(paths.database, paths.backups, EVENING)
    meddle(paths.database, "UPDATE sessions SET place = 'Da Enzp' WHERE rowid = 4")
    for day in range(1, 30):
        assert backup_is_due(paths.backups, EVENING + day * DAY)
        with pytest.raises(StoreError) as refused:
            backup.write(paths.database, paths.backups, EVENING + day * DAY)
        assert refused.value.code is ErrorCode.LOG_IS_DAMAGED
        assert not backup_is_due(paths.backups, EVENING + day * DAY + HOUR)
    assert names(paths.backups) == ["faulty-20261219T180000Z.db", good.name]
    assert backup.newest(paths.backups) == str(good)


def test_a_page_that_cannot_be_read_makes_no_backup(paths: Paths) -> None:
    a_log(paths, 200)
    content = bytearray(paths.database.read_bytes())
    content[8192:16384] = bytes(range(256)) * 32
    paths.database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        backup.write(paths.database, paths.backups, EVENING)
    assert refused.value.code is ErrorCode.LOG_IS_DAMAGED
    assert names(paths.backups) == []
    assert paths.database.read_bytes() == content


def log_of_version_1(paths: Paths, *statements: str) -> None:
    paths.data.mkdir(parents=True)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript((MIGRATIONS / "0001.sql").read_text())
        connection.executescript(
            "PRAGMA application_id = 0x50525345; PRAGMA user_version = 1;"
            " INSERT INTO meta VALUES ('device', 'd');"
            " INSERT INTO changes (id, device, at, what, session_id, kind)"
            " VALUES ('c', 'd', 1, 'added', 's', 'dinner');"
        )
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_log_of_version_1_is_backed_up_before_it_is_changed(paths: Paths) -> None:
    log_of_version_1(paths)
    before = paths.database.read_bytes()
    open_log(paths, check=True).close()
    (kept,) = kept_in(paths.backups, FileKind.BACKUP)
    with closing(sqlite3.connect(kept.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert before != paths.database.read_bytes()
    assert verify(paths.database).is_ok
    assert verify_file(kept.path).is_ok


def test_a_log_of_version_1_with_a_fault_is_kept_as_it_is_and_goes_on(paths: Paths) -> None:
    log_of_version_1(paths, "INSERT INTO people VALUES ('p', 'Ana', 'ana', 7)")
    open_log(paths, check=True).close()
    assert [kept.kind for kept in everything(paths)] == [FileKind.FAULTY]
    assert [each.what for each in verify(paths.database).problems] == ["person_changed"]


def test_a_log_of_version_1_stays_so_where_no_backup_can_be_made(paths: Paths) -> None:
    log_of_version_1(paths)
    before = paths.database.read_bytes()
    paths.backups.write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        open_log(paths)
    assert paths.database.read_bytes() == before


def test_a_file_beside_the_log_is_verified_without_a_trace(paths: Paths) -> None:
    sessions = a_log(paths, 10)
    copy = backup.write(paths.database, paths.backups, EVENING)
    before = copy.read_bytes()
    assert verify_file(copy).sessions == len(sessions)
    assert names(paths.backups) == [copy.name]
    assert copy.read_bytes() == before
    assert sessions_of(paths) == sessions
