"""What is forgotten is in no byte of any file; everything else is as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, PresenceError
from presence.core.goals.goal import Goal, Measure
from presence.core.kind import BUILT_IN
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import backup, new_id, open_log
from presence.store.forgetting.files import foresee, forget
from presence.store.forgetting.mentions import Mentions
from presence.store.forgetting.wish import Before, Everything, Person
from presence.store.goals import GoalBook
from presence.store.importing.staging import staging
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import DAY, a_session, because, put, sessions_of

NOW = EVENING + 100 * DAY
TOM = "Tom Müller"


def of_names(what: ChangeKind, name: str) -> Change:
    return Change(what, "", name, EVENING)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home whose log names Tom wherever a log can, and a backup of it."""
    paths = find_paths(str(tmp_path / "home"))
    log = open_log(paths)
    tagged = a_session(0, note="Tom sang", people=("Ana", "Thommy"), tags=("family",))
    named = a_session(1, note="a letter of Tom Müllers", people=("Ana",))
    of_another = a_session(2, note="at the tomb", people=("Ana", "Tomas"))
    put(log, tagged, named, of_another)
    log.put(replace(tagged, word="like Thommy"), because=because(tagged, ChangeKind.EDITED))
    deleted = a_session(3, people=("Thommy",), place="Tom Müller's garden")
    put(log, deleted)
    log.put(because=because(deleted, ChangeKind.DELETED), removing=[deleted.id])
    put(log, a_session(4, people=("Tommy M", "Zoë")))
    log.rename_person("Thommy", TOM, of_names(ChangeKind.RENAMED, TOM))
    log.merge_people(["Tommy M"], TOM, of_names(ChangeKind.NAMES_MERGED, TOM))
    log.put_group(Group("g1", "Family", ("Ana", TOM)), of_names(ChangeKind.GROUP_CHANGED, "Family"))
    log.put_group(Group("g2", "Only Tom", (TOM,)), of_names(ChangeKind.GROUP_CHANGED, "Only Tom"))
    log.close()
    backup.write(paths.database, paths.backups, EVENING)
    return paths


def bytes_of(paths: Paths) -> bytes:
    return b"".join(path.read_bytes() for path in paths.data.rglob("*") if path.is_file())


def by_start(paths: Paths) -> list[Session]:
    return sorted(sessions_of(paths), key=lambda session: session.started_at)


def all_are_proved(paths: Paths) -> bool:
    return all(verify(path).is_ok for path in paths.data.rglob("*.db"))


def test_a_person_is_in_no_byte_of_any_file_and_the_hours_stay(paths: Paths) -> None:
    before = by_start(paths)
    forget(paths, Person("tom muller"), NOW, new_id)
    for name in ("Müller", "muller", "Thommy", "thommy", "Tommy", "tommy"):
        assert name.encode() not in bytes_of(paths), name
    after = by_start(paths)
    assert [each.started_at for each in after] == [each.started_at for each in before]
    assert [each.people for each in after] == [("Ana",), ("Ana",), ("Ana", "Tomas"), ("Zoë",)]
    assert all_are_proved(paths)


def test_who_was_somebody_else_after_all_is_not_forgotten_with_them(paths: Paths) -> None:
    """Also in the copies: they were one until that was taken back, or had the name once."""
    log = open_log(paths)
    log.merge_people(["Zoë"], TOM, of_names(ChangeKind.NAMES_MERGED, TOM))
    log.undo()
    log.rename_person("Tomas", "Thommy", of_names(ChangeKind.RENAMED, "Tomas"))
    log.undo()
    log.close()
    backup.write(paths.database, paths.backups, EVENING + DAY)
    forget(paths, Person(TOM), NOW, new_id)
    assert [each.people for each in by_start(paths)][2:] == [("Ana", "Tomas"), ("Zoë",)]
    assert all("Zoë".encode() in path.read_bytes() for path in paths.data.rglob("*.db"))
    assert "Müller".encode() not in bytes_of(paths)
    assert all_are_proved(paths)


def test_texts_that_name_them_go_and_others_stay(paths: Paths) -> None:
    forget(paths, Person(TOM), NOW, new_id)
    first, named, of_another, _merged = by_start(paths)
    assert (first.note, first.word, first.place, first.tags) == ("", "", "Da Enzo", ("family",))
    assert named.note == ""
    assert of_another.note == "at the tomb"


def test_a_place_and_a_kind_called_after_them_are_in_no_byte(paths: Paths) -> None:
    log = open_log(paths)
    put(log, a_session(5, people=(TOM,), place="Müller's garden", tags=("muller",)))
    log.rename_place(
        "Müller's garden", "The garden", of_names(ChangeKind.RENAMED, "Müller's garden")
    )
    log.rename_tag("muller", "him", of_names(ChangeKind.RENAMED, "muller"))
    chess = replace(BUILT_IN[0], key="chess", name="Chess with Tom Müller")
    log.put_kind(chess, of_names(ChangeKind.KIND_CHANGED, "chess"))
    log.put_kind(replace(chess, icon="tree"), of_names(ChangeKind.KIND_CHANGED, "chess"))
    log.close()
    forget(paths, Person(TOM), NOW, new_id)
    for name in ("Müller", "muller"):
        assert name.encode() not in bytes_of(paths), name
    assert all_are_proved(paths)
    log = open_log(paths)
    assert log.kinds()["chess"].name == ""
    log.close()


def test_a_kind_whose_key_is_their_name_gets_another_in_every_entry(paths: Paths) -> None:
    log = open_log(paths)
    tennis = replace(BUILT_IN[0], key="tom-muller", name="Tennis")
    log.put_kind(tennis, of_names(ChangeKind.KIND_CHANGED, "tom-muller"))
    put(log, a_session(5, kind="tom-muller"), a_session(6, kind="tom-muller"))
    made = Change(ChangeKind.GOAL_CHANGED, "", "tennis 3h", EVENING)
    GoalBook(log).put_goal(Goal("g1", Measure.TIME, 180, kind="tom-muller"), made)
    log.undo()
    log.redo()
    log.close()
    backup.write(paths.database, paths.backups, EVENING + DAY)
    forget(paths, Person(TOM), NOW, new_id)
    assert b"muller" not in bytes_of(paths)
    assert all_are_proved(paths)
    assert [each.kind for each in by_start(paths)][-2:] == ["kind", "kind"]
    log = open_log(paths)
    assert log.kinds()["kind"].name == "Tennis"
    assert [goal.kind for goal in GoalBook(log).goals()] == ["kind"]
    log.close()


@pytest.mark.parametrize("copies_done", [0, 1])
def test_what_was_cut_short_finds_them_by_their_former_names_again(
    paths: Paths, copies_done: int
) -> None:
    log = open_log(paths)
    log.rename_person(TOM, "Bo", of_names(ChangeKind.RENAMED, TOM))
    log.close()
    other = paths.backups / "presence-20200101T000000Z.db"
    other.write_bytes(next(paths.backups.glob("*.db")).read_bytes())

    made = 0

    def cut_short() -> str:
        """Each file that is written anew has a line in its history of a new id."""
        nonlocal made
        made += 1
        if made > copies_done:
            raise KeyboardInterrupt
        return new_id()

    with pytest.raises(KeyboardInterrupt):
        forget(paths, Person("Bo"), NOW, cut_short)
    forget(paths, Person("Bo"), NOW, new_id)
    for name in ("Müller", "muller", "Thommy", "thommy", "Tommy", "tommy"):
        assert name.encode() not in bytes_of(paths), name
    assert all_are_proved(paths)


def test_what_is_copied_while_it_is_done_is_found_too(paths: Paths) -> None:
    def copying_meanwhile() -> str:
        backup.write(paths.database, paths.backups, EVENING + DAY)
        return new_id()

    told = forget(paths, Person(TOM), NOW, copying_meanwhile)
    assert len(told.rewritten) == 2
    assert "Müller".encode() not in bytes_of(paths)


def test_a_copy_of_before_knows_them_by_another_name(paths: Paths) -> None:
    log = open_log(paths)
    log.rename_person(TOM, "Bo", of_names(ChangeKind.RENAMED, TOM))
    put(log, a_session(5, people=("Tomas",)))
    log.close()
    told = foresee(paths, Person("Bo"))
    assert forget(paths, Person("Bo"), NOW, new_id) == told
    for name in ("Müller", "muller", "Thommy", "thommy", "Tommy", "tommy"):
        assert name.encode() not in bytes_of(paths), name
    assert len(told.rewritten) == 1
    assert all_are_proved(paths)


def test_with_sessions_theirs_go_too(paths: Paths) -> None:
    told = forget(paths, Person(TOM, with_sessions=True), NOW, new_id)
    assert [each.people for each in by_start(paths)] == [("Ana",), ("Ana", "Tomas")]
    assert told.log.sessions_gone == 3  # with the one that only the history still had
    assert "Müller".encode() not in bytes_of(paths)
    assert all_are_proved(paths)


def test_groups_lose_them_and_one_of_nobody_else_goes(paths: Paths) -> None:
    forget(paths, Person(TOM), NOW, new_id)
    log = open_log(paths)
    assert log.groups() == [Group("g1", "Family", ("Ana",))]
    log.close()


def test_what_is_shown_first_is_what_then_goes(paths: Paths) -> None:
    whole = bytes_of(paths)
    told = foresee(paths, Person(TOM))
    assert bytes_of(paths) == whole
    assert (told.log.sessions_changed, told.log.texts_blanked, told.log.others) == (3, 2, 1)
    assert [path.parent for path in told.rewritten] == [paths.backups]
    assert forget(paths, Person(TOM), NOW, new_id) == told


def test_it_cannot_be_undone_and_what_comes_later_can(paths: Paths) -> None:
    forget(paths, Person(TOM), NOW, new_id)
    log = open_log(paths)
    with pytest.raises(PresenceError) as fault:
        log.undo()
    assert fault.value.code is ErrorCode.NOTHING_TO_UNDO
    put(log, a_session(9))
    log.undo()
    log.close()
    assert len(sessions_of(paths)) == 4


def test_it_can_be_done_again_after_it_was_cut_short(paths: Paths) -> None:
    kept = next(paths.backups.glob("*.db"))
    as_before = kept.read_bytes()
    forget(paths, Person(TOM), NOW, new_id)
    kept.write_bytes(as_before)  # the log was done, this one was not
    told = forget(paths, Person(TOM), NOW, new_id)
    assert told.log.is_nothing
    assert told.rewritten == (kept,)
    assert "Müller".encode() not in bytes_of(paths)


def test_a_copy_that_cannot_be_read_goes(paths: Paths) -> None:
    broken = paths.backups / "presence-20200101T000000Z.db"
    broken.write_bytes(b"SQLite format 3\0" + b"Tom " * 2000)
    assert foresee(paths, Person(TOM)).removed == (broken,)
    forget(paths, Person(TOM), NOW, new_id)
    assert not broken.exists()


def test_what_an_import_has_left_goes_and_one_at_work_is_waited_for(paths: Paths) -> None:
    (paths.data / "import.db").write_text("Tom")
    forget(paths, Person(TOM), NOW, new_id)
    assert not (paths.data / "import.db").exists()
    with staging(paths.data), pytest.raises(PresenceError) as fault:
        forget(paths, Everything(), NOW, new_id)
    assert fault.value.code is ErrorCode.IMPORT_RUNNING
    assert len(sessions_of(paths)) == 4


def test_the_time_before_a_day_goes_with_who_was_in_nothing_else(paths: Paths) -> None:
    stays = [each for each in by_start(paths) if each.started_at >= EVENING + 2 * DAY]
    told = forget(paths, Before(EVENING + 2 * DAY), NOW, new_id)
    assert by_start(paths) == stays
    assert told.log.sessions_gone == 2
    assert b"sang" not in bytes_of(paths)
    assert all_are_proved(paths)


def test_of_everything_nothing_is_left_but_an_empty_log(paths: Paths) -> None:
    forget(paths, Everything(), NOW, new_id)
    assert sessions_of(paths) == []
    for name in ("Ana", "ana", "Müller", "Zoë", "Enzo", "Family"):
        assert name.encode() not in bytes_of(paths), name
    assert list(paths.backups.glob("*")) == []
    assert all_are_proved(paths)


def test_somebody_else_has_the_log_open_and_goes_on(paths: Paths) -> None:
    log = open_log(paths)
    assert TOM in log.people()
    forget(paths, Person(TOM), NOW, new_id)
    assert TOM not in log.people()
    put(log, a_session(9))
    log.close()
    assert verify(paths.database).is_ok


@pytest.mark.parametrize(
    ("text", "were_there", "is_named"),
    [
        ("Tom was late", True, True),
        ("Tom was late", False, False),
        ("Tom's birthday", True, True),
        ("tomorrow", True, False),
        ("with tom müller", False, True),
        ("", True, False),
    ],
)
def test_a_text_names_somebody(text: str, were_there: bool, is_named: bool) -> None:
    assert Mentions([TOM]).name_them(text, were_there) is is_named


def test_a_name_without_spaces_around_is_found() -> None:
    assert Mentions(["王思远"]).name_them("和王思远吃饭", False)
