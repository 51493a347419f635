"""What comes back from a broken log: only what is proved, and the file itself is left as it is."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.backups.remains import THINGS
from presence.store.backups.restore import restore
from presence.store.backups.salvage import NAMELESS, Salvaged, Saved, salvage
from presence.store.coming.plans import PLAN
from presence.store.coming.replies import REPLY
from presence.store.documents import dump
from presence.store.goals import GOAL, PAUSE
from presence.store.known.cadences import CADENCE
from presence.store.known.cards import CARD, origins_document
from presence.store.known.follow_ups import FOLLOW_UP
from presence.store.known.people import DETAILS
from presence.store.things import GROUP, TABLE
from presence.store.verify import verify_file
from tests.fakes import EVENING
from tests.store.logs import a_log, a_session, because, meddle, put, sessions_of

PAGE = 4096
KNOWN_IN_ORDER = ("cadence", "card", "details", "follow_up", "group", "reply")
COUNT = 120


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, Session]]:
    """The bytes of a log, and what it holds."""
    paths = find_paths(str(tmp_path_factory.mktemp("whole")))
    sessions = a_log(paths, COUNT)
    return paths.database.read_bytes(), {session.id: session for session in sessions}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(str(tmp_path / "home"))
    paths.data.mkdir()
    return paths


def saved_from(paths: Paths, data: bytes) -> tuple[Salvaged, dict[str, Session]]:
    """Lay these bytes down, save what can be saved, put it back, and read it."""
    paths.database.write_bytes(data)
    target = paths.data / "presence-salvaged-20261120T180000Z.db"
    done = salvage(paths.database, target, new_id)
    assert paths.database.read_bytes() == data
    assert verify_file(target).is_ok
    restore(paths, target, EVENING, new_id)
    found = {session.id: session for session in sessions_of(paths)}
    for leftover in paths.data.glob("presence*"):
        leftover.unlink()
    return done, found


def without_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


def test_a_whole_log_comes_back_whole(
    paths: Paths, whole: tuple[bytes, dict[str, Session]]
) -> None:
    data, sessions = whole
    done, found = saved_from(paths, data)
    assert found == sessions
    assert done.sessions.saved == done.sessions.known == len(sessions)
    assert done.changes.saved == done.changes.known
    assert done.from_history == 0


@pytest.mark.slow
@pytest.mark.parametrize("has_shell", [True, False])
def test_one_lost_page_costs_little_and_nothing_comes_back_wrong(
    paths: Paths,
    whole: tuple[bytes, dict[str, Session]],
    has_shell: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not has_shell:
        without_the_shell(monkeypatch)
    data, sessions = whole
    pages = random.Random(4).sample(range(len(data) // PAGE), 20)
    shares, are_named = [], 0
    for page in (0, 1, *pages):
        broken = bytearray(data)
        broken[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        done, found = saved_from(paths, bytes(broken))
        assert done.sessions.saved == len(found)
        for session_id, session in found.items():
            if NAMELESS not in session.people:
                assert session == sessions[session_id], page
        shares.append(len(found) / len(sessions))
        are_named += not any(NAMELESS in session.people for session in found.values())
    print(
        f"a page lost, {'with' if has_shell else 'without'} the shell: {min(shares):.1%} of the"
        f" sessions back at least, {sum(shares) / len(shares):.1%} on average;"
        f" with every name in {are_named} of {len(shares)}"
    )
    assert min(shares) > 0.95
    assert are_named >= len(shares) - 1


@pytest.mark.parametrize(
    ("broken", "least"),
    [
        (lambda data: b"\0" * 100 + data[100:], 1.0),  # the header
        (lambda data: data[:60] + b"\0\0\0\x07" + data[64:], 1.0),  # a newer one, as it says
        (lambda data: data[: len(data) // 2], 0.1),
        (lambda data: data[: len(data) * 3 // 4 + 77], 0.6),
        (lambda data: b"\xff" * PAGE + data[PAGE:], 1.0),
    ],
)
def test_a_broken_beginning_and_a_lost_end_leave_what_the_other_pages_hold(
    paths: Paths,
    whole: tuple[bytes, dict[str, Session]],
    broken: Callable[[bytes], bytes],
    least: float,
) -> None:
    data, sessions = whole
    _done, found = saved_from(paths, broken(data))
    assert len(found) >= least * len(sessions)
    assert all(sessions[key] == each or NAMELESS in each.people for key, each in found.items())


def test_a_changed_row_is_taken_from_the_history_instead(paths: Paths) -> None:
    sessions = a_log(paths, 10)
    meddle(
        paths.database,
        "UPDATE sessions SET place = 'Da Enzp' WHERE rowid = 4",
        "UPDATE slips SET length = length + 1 WHERE rowid = 6",
        "DELETE FROM sessions WHERE rowid = 2",
    )
    done = salvage(paths.database, paths.data / "saved.db", new_id)
    assert done.from_history == 2  # the row of the session has the look as it was
    restore(paths, paths.data / "saved.db", EVENING, new_id)
    assert sessions_of(paths) == sessions


@pytest.mark.parametrize(
    "lost",
    [
        ("DELETE FROM session_people", "DELETE FROM slips"),
        ("UPDATE sessions SET people = '', slips = 'x'",),
        ("DELETE FROM session_people", "UPDATE sessions SET slips = ''"),
    ],
)
def test_people_and_slips_come_from_the_row_or_from_their_tables(
    paths: Paths, lost: tuple[str, ...]
) -> None:
    sessions = a_log(paths, 10)
    meddle(paths.database, *lost, "DELETE FROM change_rows", "DELETE FROM changes")
    done = salvage(paths.database, paths.data / "saved.db", new_id)
    assert (done.sessions.saved, done.from_history) == (len(sessions), 0)
    restore(paths, paths.data / "saved.db", EVENING, new_id)
    assert sessions_of(paths) == sessions


def test_names_that_are_lost_are_taken_from_a_backup(paths: Paths) -> None:
    sessions = a_log(paths, 10)
    copy = backup.write(paths.database, paths.backups, EVENING)
    meddle(paths.database, "UPDATE people SET name = '?', folded = '?' WHERE name = 'Ana'")
    saved = paths.data / "saved.db"
    assert salvage(paths.database, saved, new_id).people.saved == 3
    saved.unlink()
    assert salvage(paths.database, saved, new_id, [copy]).people.saved == 4
    restore(paths, saved, EVENING, new_id)
    assert sessions_of(paths) == sessions


def test_a_log_that_was_put_back_from_a_backup_is_saved_as_well(paths: Paths) -> None:
    """Its tables begin elsewhere: VACUUM has written them."""
    sessions = a_log(paths, 30)
    restore(paths, backup.write(paths.database, paths.backups, EVENING), EVENING, new_id)
    data = paths.database.read_bytes()
    for leftover in paths.data.glob("*.db"):
        leftover.unlink()
    _done, found = saved_from(paths, bytes(PAGE) + data[PAGE:])
    assert list(found.values()) == sessions


def test_a_journal_without_its_log_still_holds_a_young_log(paths: Paths) -> None:
    log = open_log(paths)
    sessions = [a_session(number) for number in range(5)]
    put(log, *sessions)
    journal = (paths.data / "presence.db-wal").read_bytes()
    log.close()
    paths.database.unlink()
    (paths.data / "presence.db-wal").write_bytes(journal)
    with pytest.raises(StoreError) as refused:
        open_log(paths)
    assert refused.value.code is ErrorCode.LOG_IS_GONE
    assert (paths.data / "presence.db-wal").read_bytes() == journal
    done = salvage(paths.database, paths.data / "saved.db", new_id)
    assert done.sessions.saved == 5
    restore(paths, paths.data / "saved.db", EVENING, new_id)
    assert sorted(sessions_of(paths), key=lambda each: each.started_at) == sessions


def test_what_is_known_of_people_lies_between_two_lost_pages(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_the_shell(monkeypatch)
    a_log(paths, 5)
    log = open_log(paths)
    for entity in KNOWN_IN_ORDER:
        for number in range(20):
            document = dump({"people": [], "text": f"{entity} {number} " + "x" * 1000})
            log.put_thing(entity, f"{number:02}", document, because(a_session()))
    log.close()
    meddle(paths.database, "DELETE FROM change_rows")  # an old one may have none
    meddle(paths.database, "DELETE FROM changes")
    meddle(paths.database, "VACUUM")
    data = bytearray(paths.database.read_bytes())
    for word in (b"cadence 10 ", b"reply 10 "):
        place = data.index(word) // PAGE * PAGE
        data[place : place + PAGE] = bytes(PAGE)
    paths.database.write_bytes(data)
    target = paths.data / "presence-salvaged-20261120T180000Z.db"
    salvage(paths.database, target, new_id)
    with closing(sqlite3.connect(target)) as connection:
        query = "SELECT entity, count(*) FROM things GROUP BY entity"
        found = dict(connection.execute(query).fetchall())
    assert [found[entity] for entity in KNOWN_IN_ORDER[1:-1]] == [20, 20, 20, 21]
    assert min(found.values()) > 5


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0", bytes(range(256)) * 64, os.urandom(50_000)]
)
def test_where_nothing_can_be_read_it_is_said_and_no_file_is_made(
    paths: Paths, data: bytes
) -> None:
    paths.database.write_bytes(data)
    with pytest.raises(StoreError) as refused:
        salvage(paths.database, paths.data / "saved.db", new_id)
    assert refused.value.code is ErrorCode.NOTHING_TO_SALVAGE
    assert os.listdir(paths.data) == ["presence.db"]


def test_who_has_only_an_address_book_yet_gets_it_back(paths: Paths) -> None:
    log = open_log(paths)
    (person,) = log.person_ids(["Ana"])
    document = origins_document(person, {"u1": b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n"})
    log.put_thing(CARD, person, document, because(a_session()))
    log.close()
    target = paths.data / "presence-salvaged-20261120T180000Z.db"
    assert salvage(paths.database, target, new_id).people == Saved(1, 1)
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT document FROM things").fetchall() == [(document,)]


def test_a_setting_in_the_history_comes_back_as_no_part_of_the_log(paths: Paths) -> None:
    a_log(paths, 3)
    log = open_log(paths)
    log.merge_kinds(["meeting"], "dinner", because(a_session()))
    log.close()
    target = paths.data / "presence-salvaged-20261120T180000Z.db"
    salvage(paths.database, target, new_id)
    with closing(sqlite3.connect(target)) as connection:
        query = "SELECT after FROM change_rows WHERE entity = 'setting'"
        assert connection.execute(query).fetchall() == [('{"kind":"dinner"}',)]
        query = "SELECT DISTINCT entity FROM things"
        assert connection.execute(query).fetchall() == [("group",)]


def test_every_sort_of_small_document_is_looked_for() -> None:
    all_of_them = (CADENCE, CARD, DETAILS, FOLLOW_UP, GOAL, GROUP, PAUSE, PLAN, REPLY, TABLE)
    assert all_of_them == THINGS
