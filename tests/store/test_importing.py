"""Importing into a log in use: what is ours stays, nobody waits, and it is all of it or nothing."""

import gc
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.exchange.arrival import Arrival, Visit
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.backups.restore import restore
from presence.store.database import AT_WORK, KNOCK
from presence.store.importing.carrying_over import carrying_over
from presence.store.importing.held import HeldLog, holding
from presence.store.importing.importer import CARRYING_OVER, Importer, Wish
from presence.store.importing.long_work import at_work
from presence.store.importing.staging import staging
from presence.store.importing.taking_out import mark
from presence.store.sessions import SessionStore
from presence.store.stepping.finishing import finish
from presence.store.verify import verify
from tests.exchange.homes import (
    a_full_home,
    a_home,
    an_import,
    everything_in,
    exported,
    imported,
    reasons,
)
from tests.fakes import EVENING
from tests.store.logs import a_session, because, put, sessions_of

ROOT = Path(__file__).parents[2]


def many(count: int) -> Iterator[Arrival]:
    """Sessions as they come out of a file, with people whom nobody knows yet."""
    for number in range(count):
        session = a_session(number % 300, people=(f"Guest {number % 50}",), slips=())
        yield Arrival(number + 2, Visit(session, by_id=False))


def rows_in(paths: Paths) -> dict[str, int]:
    """How many rows each table has."""
    tables = ("sessions", "people", "kinds", "things", "changes", "change_rows", "session_texts")
    with closing(sqlite3.connect(paths.database)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (*tables, "meta")
        }


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """A home with a dinner with Ana."""
    paths = a_home(tmp_path)
    log = open_log(paths)
    put(log, a_session(5, people=("Ana",), slips=()))
    log.close()
    return paths


def test_what_is_missing_is_added_and_ours_is_kept(tmp_path: Path) -> None:
    full = a_full_home(tmp_path)
    data = exported(full, Format.JSONL)
    other = a_home(tmp_path)
    imported(other, data, Format.JSONL)
    log = open_log(other)
    changed, gone, *_rest = log.newest(-1)
    log.put(replace(changed, note="ours"), because=because(changed, ChangeKind.EDITED))
    log.put(because=because(gone, ChangeKind.DELETED), removing=[gone.id])
    log.rename_person("Ana", "Ana Sousa", Change(ChangeKind.RENAMED, "", "Ana", EVENING))
    log.close()
    done = imported(other, data, Format.JSONL)
    assert [why for _line, why in reasons(done)] == ["ours_kept", "ours_kept"]
    assert done.sessions.added == 1
    log = open_log(other)
    kept, back = log.get(changed.id), log.get(gone.id)
    log.close()
    assert kept is not None
    assert back is not None
    assert kept.note == "ours"
    assert "Ana Sousa" in kept.people
    assert "Ana Sousa" in back.people


def test_with_update_the_file_is_taken_and_one_undo_brings_ours_back(tmp_path: Path) -> None:
    full = a_full_home(tmp_path)
    data = exported(full, Format.JSONL)
    log = open_log(full)
    before = everything_in(full)
    (first, *_rest) = log.newest(1)
    log.put(replace(first, note="ours"), because=because(first, ChangeKind.EDITED))
    log.rename_person("Ana", "Ana Sousa", Change(ChangeKind.RENAMED, "", "Ana", EVENING))
    log.put_thing("pause", "pause-1", PAUSE_OF_OURS, because(first, ChangeKind.PAUSE_CHANGED))
    log.close()
    ours = everything_in(full)
    done = imported(full, data, Format.JSONL, update=True)
    assert done.left_out == ()
    assert done.sessions.changed == 1
    assert everything_in(full) == before
    log = open_log(full)
    log.undo()
    log.close()
    assert everything_in(full) == ours
    assert verify(full.database).is_ok


PAUSE_OF_OURS = '{"first":"2026-12-24","last":"2026-12-31","name":"ours"}'


def test_somebody_with_the_same_name_is_the_same_person(tmp_path: Path, home: Paths) -> None:
    done = imported(home, exported(a_full_home(tmp_path), Format.JSONL), Format.JSONL)
    assert done.others["person"].unchanged == 1
    log = open_log(home)
    assert [name for name in log.people() if name == "Ana"] == ["Ana"]
    family = next(group for group in log.groups() if group.name == "Family")
    assert family.people == ("Ana", "Zoë")
    log.close()


def test_all_of_an_import_is_one_undo_and_one_redo(tmp_path: Path, home: Paths) -> None:
    before = everything_in(home)
    log = open_log(home)
    change = an_import("old.csv")
    importer = log.importer()
    importer.run(many(500), Wish(change))
    with_it = rows_in(home)
    assert with_it["changes"] > 3  # in pieces
    assert log.last_change() == change
    after = everything_in(home)
    assert log.undo() == change
    assert everything_in(home) == before
    assert log.redo() == change
    assert everything_in(home) == after
    assert log.undo() == change
    undone = log.undo()
    assert undone.what is ChangeKind.ADDED
    assert log.newest(-1) == []
    log.close()
    assert verify(home.database).is_ok


def test_what_was_done_meanwhile_is_an_undo_of_its_own(home: Paths) -> None:
    log = open_log(home)
    other = open_log(home)
    meant = a_session(40, people=("Guest 1", "Somebody"), slips=())

    def arrivals() -> Iterator[Arrival]:
        yield from many(300)

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 100 and other.get(meant.id) is None:
            put(other, meant)

    change = an_import()
    log.importer().run(arrivals(), Wish(change, told=told))
    assert log.get(meant.id) == meant
    assert log.undo() == change
    assert [session.id for session in log.newest(-1)][:1] == [meant.id]
    assert log.undo().session_id == meant.id
    assert log.redo().session_id == meant.id
    assert log.redo() == change
    assert len(log.newest(-1)) == 302
    log.close()
    other.close()
    assert verify(home.database).is_ok


def test_a_dry_run_says_what_would_be_and_writes_nothing(tmp_path: Path, home: Paths) -> None:
    data = exported(a_full_home(tmp_path), Format.JSONL)
    before = rows_in(home)
    would = imported(home, data, Format.JSONL, dry_run=True)
    assert rows_in(home) == before
    assert imported(home, data, Format.JSONL) == would


@pytest.mark.parametrize("after", [1, 2, 5, 18])
def test_stopped_in_the_middle_it_leaves_nothing(home: Paths, after: int) -> None:
    before = rows_in(home)
    looks = iter(range(1000))
    log = open_log(home)
    with pytest.raises(Refused) as refused:
        log.importer().run(many(5000), Wish(an_import(), should_stop=lambda: next(looks) >= after))
    log.close()
    assert refused.value.code is ErrorCode.IMPORT_STOPPED
    assert rows_in(home) == before
    assert sorted(os.listdir(home.data)) == ["presence.db"]
    assert verify(home.database).is_ok


def test_ctrl_c_in_the_middle_leaves_nothing(home: Paths) -> None:
    before = rows_in(home)

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 200:
            raise KeyboardInterrupt

    log = open_log(home)
    with pytest.raises(KeyboardInterrupt):
        log.importer().run(many(2000), Wish(an_import(), told=told))
    log.close()
    assert rows_in(home) == before


def test_what_is_let_go_of_while_it_is_read_complains_of_nothing(home: Paths) -> None:
    with staging(home.data) as staged:
        for each in many(3):
            staged.add(each)
        rows = staged.sessions()
        next(rows)
        staged.release()
        del rows
        gc.collect()  # an exception that nobody hears of fails the test


def rename_ana(log: SessionStore, name: str) -> None:
    """Write something, for which an import at work has to let others in."""
    (old,) = {"Ana", "Eva"}.intersection(log.people())
    log.rename_person(old, name, replace(an_import(), what=ChangeKind.RENAMED))


def test_nothing_of_it_is_in_the_log_before_the_end(home: Paths) -> None:
    before = rows_in(home)
    seen = []

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 1000:
            seen.append(rows_in(home))

    log = open_log(home)
    log.importer().run(many(2000), Wish(an_import(), told=told))
    assert len(seen) > 1
    assert all(each == before for each in seen)
    assert rows_in(home)["sessions"] == 2001
    log.close()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])  # stopped, or it fails
def test_what_was_in_when_somebody_else_wrote_is_taken_out_when_it_is_stopped(
    home: Paths, fault: type[BaseException]
) -> None:
    log, other = open_log(home), open_log(home)
    looks: list[int] = []

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 1000:
            if not looks:
                rename_ana(other, "Eva")
                looks.append(len(log.newest(-1)))
            if done > 3000:
                raise fault

    with pytest.raises(fault):
        log.importer().run(many(4000), Wish(an_import(), told=told, patience=60))
    assert looks[0] > 1000
    assert [session.people for session in log.newest(-1)] == [("Eva",)]
    assert not log.has_unfinished_work
    log.close()
    other.close()
    assert verify(home.database).is_ok


def test_an_app_is_left_with_a_small_journal(home: Paths) -> None:
    log = open_log(home)
    importer, wish = log.importer(), Wish(an_import())
    steps = importer.steps(many(8000), wish, gently=True)
    while tuple(reversed(next(steps))) < (8000, 7000):  # while it is read it is of 0
        pass
    assert journal_of(home) > 1 << 20
    with pytest.raises(Refused):
        steps.throw(Refused(ErrorCode.IMPORT_STOPPED))
    wait_until_carried_over()
    assert journal_of(home) == 0
    assert len(log.newest(-1)) == 1
    finish(importer.steps(many(8000), wish, gently=True))
    wait_until_carried_over()
    assert journal_of(home) == 0
    assert len(log.newest(-1)) == 8001
    log.close()


def wait_until_carried_over() -> None:
    for thread in threading.enumerate():
        if thread.name == CARRYING_OVER:
            thread.join()


def journal_of(home: Paths) -> int:
    return Path(f"{home.database}-wal").stat().st_size


def test_who_has_no_patience_after_ctrl_c_leaves_the_rest_to_the_next_opening(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fast machine would take all of it out at once.
    monkeypatch.setattr("presence.store.importing.importer.TOGETHER", 0)
    before = rows_in(home)
    log, other = open_log(home), open_log(home)

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 1500:
            rename_ana(other, "Eva")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        log.importer().run(many(2000), Wish(an_import(), told=told, patience=0))
    assert log.has_unfinished_work
    assert not log.is_worked_on
    assert rows_in(home)["sessions"] > before["sessions"]
    log.close()
    other.close()
    open_log(home).close()
    assert rows_in(home)["sessions"] == before["sessions"]
    assert sorted(os.listdir(home.data)) == ["presence.db"]


def test_a_full_disk_while_somebody_is_let_in_fails_the_import_alone(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_in(home)
    log, other = open_log(home), open_log(home)
    as_it_is = HeldLog.open

    def full(held: HeldLog) -> None:
        held._fault = sqlite3.OperationalError("full")
        held._fault.sqlite_errorcode = sqlite3.SQLITE_FULL
        held.drop()
        as_it_is(held)

    monkeypatch.setattr(HeldLog, "open", full)

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 1000 and "Ana" in other.people():
            rename_ana(other, "Eva")

    with pytest.raises(StoreError) as refused:
        log.importer().run(many(2000), Wish(an_import(), told=told))
    assert refused.value.code is ErrorCode.DISK_FULL
    assert [session.people for session in log.newest(-1)] == [("Eva",)]
    assert rows_in(home)["sessions"] == before["sessions"]
    log.close()
    other.close()


def test_what_fails_when_somebody_is_let_in_after_the_last_piece_is_not_said_to_be_in(
    home: Paths,
) -> None:
    with (
        closing(sqlite3.connect(home.database, isolation_level=None)) as connection,
        holding(connection, "ours") as held,
    ):
        held.write(lambda: mark(connection, "of another"))
        held.open()  # marks it as well, which fails
        with pytest.raises(sqlite3.IntegrityError):
            held.finish()


def test_a_full_disk_in_the_middle_leaves_nothing(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_in(home)
    with closing(sqlite3.connect(home.database)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    log = open_log(home)
    connected = Importer._connected

    def on_a_small_disk(importer: Importer) -> sqlite3.Connection:
        connection = connected(importer)
        connection.execute(f"PRAGMA max_page_count = {pages + 60}")
        return connection

    monkeypatch.setattr(Importer, "_connected", on_a_small_disk)
    with pytest.raises(StoreError) as refused:
        log.importer().run(many(3000), Wish(an_import()))
    assert refused.value.code is ErrorCode.DISK_FULL
    assert rows_in(home) == before
    assert log.undo().what is ChangeKind.ADDED
    log.close()


KILLED = """
import os, signal, sys
sys.path.insert(0, {root!r})
from tests.store.test_importing import many, an_import
from presence.paths import find_paths
from presence.store import open_log
from presence.store.importing.importer import Wish
from presence.store.importing.knocking import knock

log = open_log(find_paths({home!r}))

def told(done, count):
    if count is not None and done >= {at}:
        if {lets_in}:
            knock(log._connection)
        os.kill(os.getpid(), signal.SIGKILL)

log.importer().run(many(3000), Wish(an_import(), told=told))
"""


@pytest.mark.parametrize("at", [0, 1, 700, 2400])
@pytest.mark.parametrize("lets_in", [False, True])
def test_killed_in_the_middle_it_is_gone_at_the_next_opening(
    home: Paths, at: int, lets_in: bool
) -> None:
    before, rows = everything_in(home), rows_in(home)
    script = KILLED.format(root=str(ROOT), home=str(home.data), at=at, lets_in=lets_in)
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=100)
    assert done.returncode == -signal.SIGKILL
    is_in = rows_in(home)["sessions"] > rows["sessions"]
    assert is_in == (lets_in and at > 0)
    assert everything_in(home) == before
    assert rows_in(home) == rows
    assert "import.db" not in os.listdir(home.data) or not is_in
    assert verify(home.database).is_ok
    log = open_log(home)
    log.importer().run(many(10), Wish(an_import()))
    assert len(log.newest(-1)) == 11
    log.close()


def test_what_one_that_was_killed_has_left_goes_with_the_next_command(home: Paths) -> None:
    left = home.data / AT_WORK
    left.write_bytes(b"x" * 5000)
    (home.data / KNOCK).touch()
    open_log(home).close()
    assert os.listdir(home.data) == ["presence.db"]
    with at_work(home.data) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.execute("COMMIT")
        open_log(home).close()
        assert left.stat().st_size
        connection.execute("BEGIN")
    assert os.listdir(home.data) == ["presence.db"]


@pytest.mark.parametrize("is_seen", [False, True])
def test_of_a_log_that_is_a_link_nothing_of_one_that_was_killed_stays_beside_it(
    home: Paths, tmp_path: Path, is_seen: bool
) -> None:
    elsewhere = tmp_path / "elsewhere" / "my.db"
    elsewhere.parent.mkdir()
    home.database.rename(elsewhere)
    home.database.symlink_to(elsewhere)
    script = KILLED.format(root=str(ROOT), home=str(home.data), at=700, lets_in=is_seen)
    subprocess.run([sys.executable, "-c", script], check=False, timeout=100)
    (elsewhere.parent / KNOCK).touch()
    assert AT_WORK in os.listdir(elsewhere.parent)
    log = open_log(home)
    log.importer().run(many(10), Wish(an_import()))
    assert len(log.newest(-1)) == 11
    log.close()
    assert os.listdir(elsewhere.parent) == ["my.db"]
    assert os.listdir(home.data) == ["presence.db"]


def test_into_a_home_whose_name_is_no_text_it_comes_too_and_out_again(tmp_path: Path) -> None:
    home = find_paths(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    log = open_log(home)
    log.importer().run(many(100), Wish(an_import()))
    backup.write(home.database, home.backups, EVENING)
    with log.whole_apart() as whole:
        assert whole.count() == 100
    assert len(list(home.backups.glob("*.db"))) == 1
    log.close()
    assert verify(home.database).is_ok


def test_two_imports_at_once_are_one_too_many(home: Paths) -> None:
    log, other = open_log(home), open_log(home)

    def told(_done: int, count: int | None) -> None:
        with pytest.raises(Refused) as refused:
            other.importer().run(many(2), Wish(an_import()))
        assert refused.value.code is ErrorCode.IMPORT_RUNNING
        again = open_log(home)  # and leaves the one at work alone
        again.close()

    log.importer().run(many(30), Wish(an_import(), told=told))
    assert len(log.newest(-1)) == 31
    log.close()
    other.close()


def test_into_a_log_that_is_a_link_it_comes_too_and_lets_others_write(
    home: Paths, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "my.db"
    elsewhere.parent.mkdir()
    home.database.rename(elsewhere)
    home.database.symlink_to(elsewhere)
    entry = "import sys; from presence.cli.main import main; sys.exit(main(sys.argv[1:]))"
    line = "2014-11-02 9-10 coffee"
    words = [sys.executable, "-c", entry, "--home", str(home.data), "add", line]
    adding: list[subprocess.Popen[bytes]] = []

    def told(done: int, count: int | None) -> None:
        if count is not None and done and not adding:
            adding.append(subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL))
        while adding and adding[0].poll() is None and not os.path.exists(elsewhere.parent / KNOCK):
            pass

    log = open_log(home)
    log.importer().run(many(3000), Wish(an_import(), told=told))
    assert adding[0].wait() == 0
    assert len(log.newest(-1)) == 3002
    with pytest.raises(Refused) as refused, at_work(home.data):
        restore(home, home.database, EVENING, new_id)
    assert refused.value.code is ErrorCode.IMPORT_RUNNING
    log.close()
    assert os.listdir(elsewhere.parent) == ["my.db"]
    assert verify(home.database).is_ok


def test_while_one_is_at_work_undo_takes_back_what_was_before(home: Paths) -> None:
    log, other = open_log(home), open_log(home)
    seen: list[Change | None] = []

    def told(done: int, count: int | None) -> None:
        if count is not None and done:
            seen.append(other.last_change())

    change = an_import()
    log.importer().run(many(100), Wish(change, told=told))
    assert {each.what for each in seen if each is not None} == {ChangeKind.ADDED}
    assert other.last_change() == change
    log.close()
    other.close()


def test_what_is_undone_while_one_is_at_work_can_be_done_again(home: Paths) -> None:
    log, other = open_log(home), open_log(home)
    undone: list[ChangeKind] = []
    again: list[ChangeKind] = []

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 50 and not undone:
            undone.append(other.undo().what)
        elif count is not None and done > 500 and not again:  # more has come in since
            again.append(other.redo().what)

    log.importer().run(many(1000), Wish(an_import(), told=told))
    assert undone == again == [ChangeKind.ADDED]
    assert len(log.newest(-1)) == 1001
    log.close()
    other.close()


def test_what_is_sorted_out_beside_the_log_is_its_owners_alone(home: Paths) -> None:
    log = open_log(home)
    modes: set[int] = set()

    def told(_done: int, _count: int | None) -> None:
        modes.add(stat.S_IMODE((home.data / "import.db").stat().st_mode))

    log.importer().run(many(3), Wish(an_import(), told=told))
    log.close()
    assert modes == {0o600}


WRITER = """
import sys, time
sys.path.insert(0, {root!r})
from presence.paths import find_paths
from presence.store import open_log
from tests.store.logs import a_session, because
log = open_log(find_paths({home!r}))
print("ready", flush=True)
sys.stdin.readline()
for number in range({count}):
    session = a_session(1000 + number)
    began = time.monotonic()
    log.put(session, because=because(session))
    print(round((time.monotonic() - began) * 1000), flush=True)
    time.sleep(0.01)
"""
WRITES = 12  # done before the import is, on a machine ten times as fast as well
SOON = 300  # milliseconds


@pytest.mark.slow
def test_whoever_starts_a_session_meanwhile_does_not_wait(home: Paths) -> None:
    script = WRITER.format(root=str(ROOT), home=str(home.data), count=WRITES)
    log = open_log(home)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdout.readline()

        def told(done: int, count: int | None) -> None:
            if count is not None and done > 500 and not writer.stdin.closed:  # type: ignore[union-attr]  # see above
                writer.stdin.close()  # type: ignore[union-attr]  # its line, or the end of all

        wish = Wish(an_import(), told=told, should_stop=lambda: writer.poll() is not None)
        with pytest.raises(Refused):  # it goes on until the other is done
            log.importer().run(many(COUNT), wish)
        waits = [int(line) for line in writer.stdout]
    log.close()
    assert len(sessions_of(home)) == 1 + WRITES
    assert len(waits) == WRITES
    assert median(waits) < SOON, waits  # what the disk takes now and then is not the import's


def test_nobody_else_carries_over_what_an_import_has_written(home: Paths) -> None:
    with (
        closing(open_log(home)),  # its journal stays until the last of them is closed
        closing(sqlite3.connect(home.database, isolation_level=None)) as importing,
        closing(sqlite3.connect(home.database, isolation_level=None)) as other,
    ):
        importing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        with carrying_over(importing, home.database_name) as written:
            importing.execute("INSERT INTO meta (name, value) VALUES ('test', 'x')")
            written(1)
            _, in_the_journal, carried = other.execute("PRAGMA wal_checkpoint").fetchone()
            assert carried < in_the_journal
            other.execute("UPDATE meta SET value = 'y' WHERE name = 'test'")  # nor waits for it
            written(100_000)
            _, in_the_journal, carried = importing.execute("PRAGMA wal_checkpoint").fetchone()
            assert carried == in_the_journal > 0


def test_who_is_renamed_while_an_import_is_at_work_is_found_by_the_new_name(home: Paths) -> None:
    log, app = open_log(home), open_log(home)

    def told(done: int, count: int | None) -> None:
        if count is not None and done > 100 and "Ana" in app.people():
            rename_ana(app, "Eva")

    some = (a_session(n, people=("Ana", "Tom"), slips=()) for n in range(10, 300))
    arrivals = [Arrival(n, Visit(session, by_id=False)) for n, session in enumerate(some)]
    log.importer().run(arrivals, Wish(an_import(), told=told))
    assert {each.people for each in log.newest(290)} == {("Eva", "Tom")}
    assert verify(home.database).is_ok
    app.close()
    log.close()


def test_an_import_is_on_the_disk_before_it_is_said_to_be_done(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, done = open_log(home), []
    connected, fsync = Importer._connected, os.fsync

    def watched(importer: Importer) -> sqlite3.Connection:
        connection = connected(importer)
        connection.set_trace_callback(lambda text: done.append(text) if text == "COMMIT" else None)
        return connection

    def waiting(descriptor: int) -> None:
        done.append(os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}")))
        fsync(descriptor)

    monkeypatch.setattr(Importer, "_connected", watched)
    monkeypatch.setattr(os, "fsync", waiting)
    log.importer().run(many(5000), Wish(an_import()))
    assert done.count("COMMIT") == 1
    assert done.index("COMMIT") > 0  # it had waited before: no commit waits for much
    assert done[-1] == "presence.db-wal"
    log.close()


COUNT = 30_000


def test_a_large_import_is_undone_piece_by_piece_and_goes_on_where_it_was_cut(home: Paths) -> None:
    before = everything_in(home)
    log = open_log(home)
    change = an_import()
    log.importer().run(many(12_000), Wish(change))
    pieces = rows_in(home)["changes"]
    assert pieces > 12  # a fast machine makes fewer; the cut below falls between two
    after = everything_in(home)
    script = UNDO.format(root=str(ROOT), home=str(home.data), rests=5)
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=100)
    assert done.returncode == -signal.SIGKILL
    assert 1 < len(log.newest(-1)) < 12_001
    open_log(home).close()  # goes on, and ends it
    assert log.last_change() != change
    assert everything_in(home) == before
    log.redo()
    assert everything_in(home) == after
    log.close()
    assert verify(home.database).is_ok


UNDO = """
import os, signal, sys, time
sys.path.insert(0, {root!r})
from presence.paths import find_paths
from presence.store import open_log
from presence.store.stepping import finishing
rests = iter(range({rests}))
finishing.time.sleep = lambda _s: next(rests, None) is None and os.kill(os.getpid(), signal.SIGKILL)
open_log(find_paths({home!r})).undo()
"""
