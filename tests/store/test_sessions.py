"""The log on disk: what is put comes back, is undone whole, and survives what the world does."""

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.kind import BUILT_IN
from presence.core.ports import Change, ChangeKind
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from tests.fakes import EVENING

HOUR = timedelta(hours=1)


def a_session(**changes: object) -> Session:
    session = Session(
        id=new_id(),
        kind="dinner",
        started_at=EVENING,
        zone="Europe/Berlin",
        planned_end_at=EVENING + HOUR,
        ended_at=EVENING + HOUR,
        people=("Ana", "Tom Müller"),
        place="Da Enzo",
        note='he said "hi"\n😀',
        said=Said.MOSTLY,
        slips=(Slip(new_id(), EVENING + HOUR / 2, reason=SlipReason.CALL),),
    )
    return replace(session, **changes)  # type: ignore[arg-type]  # names are a Session's


def because(session: Session, what: ChangeKind = ChangeKind.ADDED) -> Change:
    return Change(what, session.id, session.kind, EVENING)


def test_a_session_comes_back_exactly_as_it_was_put(paths: Paths) -> None:
    session = a_session()
    log = open_log(paths)
    log.put(session, because=because(session))
    log.close()
    again = open_log(paths)
    assert again.get(session.id) == session
    assert list(again.between(EVENING, EVENING + HOUR)) == [session]
    assert again.people() == ["Ana", "Tom Müller"]
    again.close()


def test_one_spelling_of_a_name_is_one_person(paths: Paths) -> None:
    log = open_log(paths)
    first, second = a_session(people=("José",)), a_session(people=("jose", "JOSÉ"))
    log.put(first, because=because(first))
    log.put(second, because=because(second))
    found = log.get(second.id)
    assert found is not None
    assert found.people == ("José",)
    log.close()


def test_between_finds_what_overlaps_the_edges_and_nothing_else(paths: Paths) -> None:
    log = open_log(paths)
    over_midnight = a_session(started_at=EVENING - 3 * HOUR, ended_at=EVENING + HOUR, slips=())
    before = a_session(started_at=EVENING - 3 * HOUR, ended_at=EVENING, slips=())
    after = a_session(started_at=EVENING + HOUR, ended_at=EVENING + 2 * HOUR, slips=())
    for session in (over_midnight, before, after):
        log.put(session, because=because(session))
    assert list(log.between(EVENING, EVENING + HOUR)) == [over_midnight]
    log.close()


def test_the_log_holds_one_session_in_progress_at_the_most(paths: Paths) -> None:
    log = open_log(paths)
    first = a_session(ended_at=None)
    log.put(first, because=because(first))
    second = a_session(ended_at=None)
    with pytest.raises(sqlite3.IntegrityError):
        log.put(second, because=because(second))
    assert log.open_session() == first
    log.close()


def test_undo_and_redo_walk_back_and_forth_across_a_restart(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    changed = replace(session, place="at home", people=("Ana",))
    log.put(session, because=because(session))
    log.put(changed, because=because(session, ChangeKind.EDITED))
    log.close()
    log = open_log(paths)
    assert log.undo().what is ChangeKind.EDITED
    assert log.get(session.id) == session
    assert log.undo().what is ChangeKind.ADDED
    assert log.get(session.id) is None
    with pytest.raises(Refused) as nothing:
        log.undo()
    assert nothing.value.code is ErrorCode.NOTHING_TO_UNDO
    log.redo()
    log.redo()
    assert log.get(session.id) == changed
    with pytest.raises(Refused) as no_more:
        log.redo()
    assert no_more.value.code is ErrorCode.NOTHING_TO_REDO
    log.close()


def test_something_new_after_an_undo_leaves_nothing_to_redo(paths: Paths) -> None:
    log = open_log(paths)
    first, second = a_session(), a_session()
    log.put(first, because=because(first))
    log.undo()
    log.put(second, because=because(second))
    with pytest.raises(Refused):
        log.redo()
    log.close()


def test_what_another_process_wrote_is_seen(paths: Paths) -> None:
    log, other = open_log(paths), open_log(paths)
    assert list(log.recent(EVENING - HOUR)) == []
    session = a_session()
    other.put(session, because=because(session))
    assert list(log.recent(EVENING - HOUR)) == [session]
    own = replace(BUILT_IN[0], key="chess", name="Chess")
    other.put_kind(own, Change(ChangeKind.KIND_CHANGED, "", "chess", EVENING))
    assert log.kinds()["chess"] == own
    log.close()
    other.close()


def test_a_kind_with_sessions_is_not_removed(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    log.put(session, because=because(session))
    with pytest.raises(Refused) as refused:
        log.remove_kind("dinner", because(session))
    assert refused.value.code is ErrorCode.KIND_IN_USE
    log.close()


def test_files_are_their_owners_alone(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    log.put(session, because=because(session))
    backup.write(paths.database, paths.backups, EVENING)
    modes = {
        path: stat.S_IMODE(path.stat().st_mode) for path in paths.data.rglob("*") if path.is_file()
    }
    assert len(modes) >= 3
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    log.close()


def test_a_newer_log_is_refused_and_left_untouched_to_the_byte(paths: Paths) -> None:
    open_log(paths).close()
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = paths.database.read_bytes()
    with pytest.raises(StoreError) as refused:
        open_log(paths)
    assert refused.value.code is ErrorCode.LOG_IS_NEWER
    assert paths.database.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all", bytes(range(256)) * 32, b"SQLite format"]
)
def test_a_damaged_log_is_kept_and_the_last_backup_offered(paths: Paths, content: bytes) -> None:
    log = open_log(paths)
    session = a_session()
    log.put(session, because=because(session))
    copy = backup.write(paths.database, paths.backups, EVENING)
    log.close()
    paths.database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        open_log(paths, check=True)
    assert refused.value.code is ErrorCode.LOG_IS_DAMAGED
    assert refused.value.values["backup"] == str(copy)
    assert paths.database.read_bytes() == content


def test_a_page_overwritten_in_the_middle_is_found_at_the_start(paths: Paths) -> None:
    log = open_log(paths)
    for hour in range(200):
        start = EVENING + hour * HOUR
        session = a_session(started_at=start, ended_at=start + HOUR, slips=())
        log.put(session, because=because(session))
    log.close()
    content = bytearray(paths.database.read_bytes())
    content[8192:16384] = bytes(range(256)) * 32
    paths.database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        open_log(paths, check=True)
    assert refused.value.code is ErrorCode.LOG_IS_DAMAGED


def test_another_programs_database_is_not_touched(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    connection = sqlite3.connect(paths.database)
    connection.execute("CREATE TABLE theirs (x)")
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = paths.database.read_bytes()
    with pytest.raises(StoreError) as refused:
        open_log(paths)
    assert refused.value.code is ErrorCode.LOG_IS_FOREIGN
    assert paths.database.read_bytes() == before


def test_a_home_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreError) as refused:
        open_log(find_paths(str(tmp_path / "home")))
    assert refused.value.code is ErrorCode.HOME_NOT_WRITABLE


def test_a_flipped_bit_that_sqlite_does_not_see_is_found(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    log.put(session, because=because(session))
    assert list(log.damaged()) == []
    connection = sqlite3.connect(paths.database)
    connection.execute("UPDATE sessions SET place = 'Da Enzp'")
    connection.commit()
    connection.close()
    assert list(log.damaged()) == [session.id]
    log.close()


class Recording(sqlite3.Connection):
    """A connection that keeps the text of every query."""

    texts: set[str]

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self.texts.add(sql)
        return super().execute(sql, parameters)


def test_a_growing_log_is_read_with_few_different_queries(paths: Paths) -> None:
    log = open_log(paths)
    for number in range(70):
        began = EVENING - timedelta(days=number)
        session = Session(f"s{number:02}", "dinner", began, "UTC", None, began, people=("Ana",))
        log.put(session, because=Change(ChangeKind.ADDED, session.id, "dinner", EVENING))
    log.close()
    connection = sqlite3.connect(paths.database, factory=Recording)
    connection.texts = set()
    rows = SessionRows(connection, PeopleTable(connection, new_id))
    for count in range(1, 71):
        read = rows.where("1", limit=count)
        assert [each.people for each in read] == [("Ana",)] * count
    connection.close()
    assert len(connection.texts) < 20  # each stays prepared, and costs memory by its marks


def test_people_are_listed_by_when_they_were_met_and_then_by_name(paths: Paths) -> None:
    log = open_log(paths)
    who = (("Zoe", "Old"), ("Ben", "Old"), ("Tom", "Ana"), ("Ana",), ("Tom", "Éva"), ("Gone",))
    for hour, people in enumerate(who):
        session = a_session(people=people, started_at=EVENING + hour * HOUR)
        log.put(replace(session, ended_at=session.started_at + HOUR), because=because(session))
    log.put(because=because(session, ChangeKind.DELETED), removing=(session.id,))
    log.close()
    with closing(sqlite3.connect(paths.database)) as connection:
        listed = PeopleTable(connection, new_id).names_by_last_met(lately=3)
    assert listed == ["Tom", "Éva", "Ana", "Ben", "Old", "Zoe"]


def test_a_row_that_names_nobody_is_damage(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session(people=("Ana", "Tom"))
    log.put(session, because=because(session))
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        connection.execute("UPDATE sessions SET people = 'x'")
    with pytest.raises(StoreError):
        log.people()
    log.close()


def test_what_is_read_for_a_file_is_the_log_as_it_was_when_that_began(paths: Paths) -> None:
    log = open_log(paths)
    session = a_session()
    with log.whole_apart() as whole:
        log.put(session, because=because(session))
        assert whole.count() == 0
    with log.whole_apart() as whole:
        assert whole.count() == 1
    log.close()
