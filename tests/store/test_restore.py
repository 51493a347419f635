"""Putting the log back: the difference first, the old one kept, and the history goes on."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.ports import ChangeKind
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.backups.difference import contents, difference
from presence.store.backups.names import FileKind
from presence.store.backups.restore import restore
from presence.store.backups.shelf import everything
from presence.store.importing.long_work import at_work
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import DAY, a_log, a_session, because, meddle, put, reached, sessions_of

LATER = EVENING + 30 * DAY
A_YEAR = (*range(1, 9), *range(14, 70, 7), *range(70, 500, 30))  # days at which a backup is made


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home with a log of ten evenings and a backup of it."""
    paths = find_paths(str(tmp_path / "home"))
    a_log(paths, 10)
    backup.write(paths.database, paths.backups, EVENING)
    return paths


def the_backup(paths: Paths) -> Path:
    newest = backup.newest(paths.backups)
    assert newest is not None
    return Path(newest)


def test_what_would_be_gone_come_back_and_differ_is_known_before(paths: Paths) -> None:
    log = open_log(paths)
    edited, deleted, *_rest = log.newest(5)
    log.put(replace(edited, place="elsewhere"), because=because(edited, ChangeKind.EDITED))
    log.put(because=because(deleted, ChangeKind.DELETED), removing=[deleted.id])
    later = a_session(40)
    put(log, later)
    log.close()
    before = paths.database.read_bytes()
    found = difference(contents(paths.database), contents(the_backup(paths)))
    assert [each.id for each in found.gone] == [later.id]
    assert list(found.back) == [deleted]
    assert list(found.changed) == [edited]
    assert found.kinds["chess"].name == "Chess"
    assert paths.database.read_bytes() == before
    same = difference(contents(the_backup(paths)), contents(the_backup(paths)))
    assert same.is_nothing


def test_the_log_is_as_it_was_and_the_other_one_is_kept(paths: Paths) -> None:
    wanted = sessions_of(paths)
    log = open_log(paths)
    put(log, a_session(40))
    log.close()
    replaced = sessions_of(paths)
    done = restore(paths, the_backup(paths), LATER, new_id)
    assert done.sessions == len(wanted)
    assert sessions_of(paths) == wanted
    assert done.kept_as is not None
    assert done.kept_as.name == "presence-before-20261220T180000Z.db"
    assert contents(done.kept_as).sessions == replaced
    restore(paths, done.kept_as, LATER, new_id)
    assert sessions_of(paths) == replaced
    assert len([k for k in everything(paths) if k.kind is FileKind.SET_ASIDE]) == 2
    assert {stat.S_IMODE(p.stat().st_mode) for p in paths.data.glob("*.db*")} == {0o600}
    with closing(sqlite3.connect(paths.database)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_an_earlier_one_cut_short_has_left_is_not_taken_for_its_own(paths: Paths) -> None:
    wanted = sessions_of(paths)
    log = open_log(paths)
    put(log, a_session(40))
    for end in ("", "-wal"):
        left = Path(f"{paths.database}.restoring{end}")
        left.write_bytes(Path(f"{paths.database}{end}").read_bytes())
    log.close()
    restore(paths, the_backup(paths), LATER, new_id)
    assert sessions_of(paths) == wanted
    assert not list(paths.data.glob("*.restoring*"))


def test_what_waits_in_the_journal_goes_along_with_the_old_log(paths: Paths) -> None:
    log = open_log(paths)
    put(log, a_session(40))
    for end in ("", "-wal"):  # as a crash leaves it
        name = f"{paths.database}{end}"
        Path(f"{name}.crashed").write_bytes(Path(name).read_bytes())
    log.close()
    for end in ("", "-wal"):
        Path(f"{paths.database}{end}.crashed").replace(f"{paths.database}{end}")
    assert (paths.data / "presence.db-wal").stat().st_size
    done = restore(paths, the_backup(paths), LATER, new_id)
    assert done.kept_as is not None
    assert len(contents(done.kept_as).sessions) == 10
    assert len(sessions_of(paths)) == 9
    assert verify(paths.database).is_ok
    assert reached(paths.database) > reached(done.kept_as)


def test_the_history_goes_on_beyond_every_backup_so_that_the_next_are_better(paths: Paths) -> None:
    old = the_backup(paths)
    log = open_log(paths)
    put(log, *(a_session(number) for number in range(40, 60)))
    log.close()
    best = backup.write(paths.database, paths.backups, EVENING + DAY)
    restore(paths, old, LATER, new_id)
    assert reached(paths.database) > reached(best)
    following = backup.write(paths.database, paths.backups, LATER)
    assert best.exists()  # one step back does not push it out
    assert reached(following) > reached(best)
    for days in A_YEAR:
        backup.write(paths.database, paths.backups, LATER + days * DAY)
    assert not best.exists()  # a year later it has had its time, as any other
    for kept in everything(paths):
        if kept.kind is FileKind.SET_ASIDE:
            assert len(contents(kept.path).sessions) == 29


def test_a_file_copied_over_by_hand_pushes_no_better_backup_out(paths: Paths) -> None:
    old = the_backup(paths).read_bytes()
    log = open_log(paths)
    put(log, *(a_session(number) for number in range(40, 60)))
    log.close()
    best = backup.write(paths.database, paths.backups, EVENING + DAY)
    paths.database.write_bytes(old)
    log = open_log(paths)
    put(log, *(a_session(number) for number in range(100, 160)))  # further on by its number
    log.close()
    for days in A_YEAR:
        backup.write(paths.database, paths.backups, LATER + days * DAY)
    assert best.exists()


def test_undo_stops_at_what_was_put_back(paths: Paths) -> None:
    restore(paths, the_backup(paths), LATER, new_id)
    log = open_log(paths)
    with pytest.raises(Refused) as nothing:
        log.undo()
    assert nothing.value.code is ErrorCode.NOTHING_TO_UNDO
    with pytest.raises(Refused):
        log.redo()
    assert log.last_change() is None
    session = a_session(40)
    put(log, session)
    log.undo()
    assert log.get(session.id) is None
    log.close()


def test_a_damaged_log_is_kept_to_the_byte_with_its_journal(paths: Paths) -> None:
    paths.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 4080)
    (paths.data / "presence.db-wal").write_bytes(b"what waited")
    before = paths.database.read_bytes()
    done = restore(paths, the_backup(paths), LATER, new_id)
    assert done.kept_as is not None
    assert done.kept_as.read_bytes() == before
    assert Path(f"{done.kept_as}-wal").read_bytes() == b"what waited"
    assert len(sessions_of(paths)) == 9


@pytest.mark.parametrize(
    ("breaks", "code"),
    [
        (lambda file: file.unlink(), ErrorCode.LOG_IS_GONE),
        (lambda file: file.write_bytes(b""), ErrorCode.LOG_IS_GONE),
        (lambda file: file.write_bytes(b"no log"), ErrorCode.LOG_IS_DAMAGED),
        (lambda file: meddle(file, "PRAGMA user_version = 99"), ErrorCode.LOG_IS_NEWER),
        (lambda file: meddle(file, "PRAGMA application_id = 7"), ErrorCode.LOG_IS_FOREIGN),
        (lambda file: meddle(file, "UPDATE people SET name = 'Eva'"), ErrorCode.LOG_IS_DAMAGED),
        (lambda file: meddle(file, "DROP TABLE change_rows"), ErrorCode.LOG_IS_DAMAGED),
    ],
)
def test_a_file_that_is_no_whole_log_of_ours_changes_nothing(
    paths: Paths, breaks: Callable[[Path], object], code: ErrorCode
) -> None:
    file = the_backup(paths)
    breaks(file)
    before = paths.database.read_bytes()
    with pytest.raises(StoreError) as refused:
        restore(paths, file, LATER, new_id)
    assert refused.value.code is code
    assert refused.value.values["path"] == str(file)
    assert paths.database.read_bytes() == before
    assert sorted(os.listdir(paths.data)) == ["backups", "presence.db"]


def test_the_log_itself_is_nothing_to_go_back_to(paths: Paths) -> None:
    with pytest.raises(StoreError):
        restore(paths, paths.database, LATER, new_id)
    assert len(sessions_of(paths)) == 9


def test_a_command_that_is_writing_is_waited_for_and_then_said(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presence.store.database.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as refused:
            restore(paths, the_backup(paths), LATER, new_id)
        other.execute("ROLLBACK")
    assert refused.value.code is ErrorCode.LOG_IS_BUSY
    assert len(everything(paths)) == 1


def test_while_an_import_is_at_work_the_log_stays(paths: Paths) -> None:
    backup, before = the_backup(paths), sessions_of(paths)
    with at_work(paths.data), pytest.raises(Refused) as refused:
        restore(paths, backup, EVENING, new_id)
    assert refused.value.code is ErrorCode.IMPORT_RUNNING
    assert sessions_of(paths) == before
    restore(paths, backup, EVENING, new_id)


def test_what_is_cut_short_half_way_leaves_no_log_and_is_told(paths: Paths) -> None:
    part = paths.data / "presence.db.restoring"
    part.write_bytes(the_backup(paths).read_bytes())
    paths.database.rename(paths.data / "presence-before-20261220T180000Z.db")
    with pytest.raises(StoreError) as refused:
        open_log(paths)
    assert refused.value.code is ErrorCode.LOG_IS_GONE
    done = restore(paths, the_backup(paths), LATER, new_id)
    assert done.kept_as is None
    assert len(sessions_of(paths)) == 9
    assert not part.exists()


def test_a_log_that_is_a_link_stays_one(paths: Paths, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.db"
    paths.database.rename(real)
    paths.database.symlink_to(real)
    done = restore(paths, the_backup(paths), LATER, new_id)
    assert paths.database.is_symlink()
    assert done.kept_as is not None
    assert done.kept_as.parent == tmp_path
    assert len(sessions_of(paths)) == 9
    assert [kept.kind for kept in everything(paths)] == [FileKind.SET_ASIDE, FileKind.BACKUP]


def test_a_backup_of_version_1_is_brought_to_this_version(paths: Paths, tmp_path: Path) -> None:
    older = find_paths(str(tmp_path / "older"))
    from tests.store.test_backup import log_of_version_1

    log_of_version_1(older)
    before = older.database.read_bytes()
    restore(paths, older.database, LATER, new_id)
    assert sessions_of(paths) == []
    assert verify(paths.database).is_ok
    assert older.database.read_bytes() == before
