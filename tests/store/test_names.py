"""Who and what sessions name: found by search, renamed, merged, and all of it undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, PresenceError
from presence.core.names.group import Group
from presence.core.names.use import Names, NameUse
from presence.core.ports import Change, ChangeKind
from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.database import connect
from presence.store.sessions import SessionStore
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import AS_VERSION_4, a_session, put

FAMILY = Group("g1", "Family", ("Ana", "Tom Müller"))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(str(tmp_path))


@pytest.fixture
def log(paths: Paths) -> Iterator[SessionStore]:
    log = open_log(paths)
    put(log, *(a_session(number) for number in range(6)))
    yield log
    log.close()


def because(what: ChangeKind, name: str) -> Change:
    return Change(what, "", name, EVENING)


def texts(paths: Paths) -> list[str]:
    with closing(sqlite3.connect(paths.database)) as connection:
        query = "SELECT text FROM session_texts ORDER BY started_at"
        return [text for (text,) in connection.execute(query)]


def test_tags_come_back_as_they_were_given(log: SessionStore) -> None:
    assert [session.tags for session in log.newest(2)] == [("family", "long table"), ()]
    assert log.tags() == [("family", 3), ("long table", 3)]


def test_places_are_counted(log: SessionStore) -> None:
    put(log, a_session(9, place="Café Central"))
    assert log.places() == [("Da Enzo", 6), ("Café Central", 1)]


def test_a_new_name_is_found_by_search_and_undone(log: SessionStore, paths: Paths) -> None:
    log.rename_person("tom muller", "Thomas", because(ChangeKind.RENAMED, "Thomas"))
    assert "Thomas" in log.people()
    assert any("thomas" in text for text in texts(paths))
    assert verify(paths.database).is_ok
    log.undo()
    assert "Tom Müller" in log.people()
    assert not any("thomas" in text for text in texts(paths))
    assert verify(paths.database).is_ok


def test_a_name_that_somebody_has_is_refused_and_another_spelling_is_not(log: SessionStore) -> None:
    with pytest.raises(PresenceError) as fault:
        log.rename_person("Tom Müller", "ana", because(ChangeKind.RENAMED, "ana"))
    assert fault.value.code is ErrorCode.NAME_TAKEN
    log.rename_person("Ana", "ANA", because(ChangeKind.RENAMED, "ANA"))
    assert "ANA" in log.people()


def test_nobody_of_that_name_is_said(log: SessionStore) -> None:
    with pytest.raises(PresenceError) as fault:
        log.merge_people(["Nobody"], "Ana", because(ChangeKind.NAMES_MERGED, "Ana"))
    assert fault.value.code is ErrorCode.NO_SUCH_PERSON


def test_merged_people_are_one_everywhere_and_two_again_after_undo(
    log: SessionStore, paths: Paths
) -> None:
    before = log.newest(-1)
    log.put_group(FAMILY, because(ChangeKind.GROUP_CHANGED, "Family"))
    log.merge_people(["Tom Müller", "Zoë"], "Ana", because(ChangeKind.NAMES_MERGED, "Ana"))
    assert set(log.people()) == {"Ana", "王思远"}
    assert all(len(set(session.people)) == len(session.people) for session in log.newest(-1))
    assert log.groups() == [Group("g1", "Family", ("Ana",))]
    assert verify(paths.database).is_ok
    log.undo()
    assert log.newest(-1) == before
    assert log.groups() == [FAMILY]
    log.redo()
    assert set(log.people()) == {"Ana", "王思远"}
    assert verify(paths.database).is_ok


def test_who_is_in_a_group_alone_is_a_name_like_others(log: SessionStore) -> None:
    team = Group("g2", "Team", ("Ana", "Bo"))
    log.put_group(team, because(ChangeKind.GROUP_CHANGED, "Team"))
    found = {use.name: use for use in log.name_uses(Names.PEOPLE, EVENING, EVENING)}
    assert found["Bo"] == NameUse("Bo")
    assert found["Ana"].sessions
    log.rename_person("bo", "Boris", because(ChangeKind.RENAMED, "Bo"))
    assert log.groups() == [Group("g2", "Team", ("Ana", "Boris"))]


def test_a_group_that_is_removed_comes_back(log: SessionStore) -> None:
    log.put_group(FAMILY, because(ChangeKind.GROUP_CHANGED, "Family"))
    log.remove_group("g1", because(ChangeKind.GROUP_CHANGED, "Family"))
    assert log.groups() == []
    log.undo()
    assert log.groups() == [FAMILY]


def test_a_log_of_version_2_gets_its_text_for_the_search(log: SessionStore, paths: Paths) -> None:
    for _change in range(6):  # a log as version 2 has it
        log.undo()
    put(log, a_session(1, tags=(), word="lovely"))
    log.close()
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as connection:
        for statement in (
            *AS_VERSION_4,
            "DROP INDEX sessions_by_tags",
            "DROP INDEX sessions_by_place",
            "ALTER TABLE sessions DROP COLUMN slips",
            "ALTER TABLE sessions DROP COLUMN people",
            "ALTER TABLE sessions DROP COLUMN tags",
            "DROP TABLE things",
            "DROP TABLE session_texts",
            "PRAGMA user_version = 2",
        ):
            connection.execute(statement)
    connect(str(paths.database)).close()
    assert texts(paths) == ["ana · tom muller · da enzo · · · lovely"]
    assert verify(paths.database).is_ok
