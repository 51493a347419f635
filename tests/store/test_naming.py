"""Other names for people, tags, places and kinds: in every entry, as one change that is undone."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import BUILT_IN
from presence.core.names.group import Group
from presence.core.names.use import Names
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import Paths
from presence.store import new_id, open_log
from presence.store.history import RowChange
from presence.store.names.naming import Naming
from presence.store.names.rewriting import Rewriting
from presence.store.sessions import SessionStore
from presence.store.settings_file import SettingsFile
from presence.store.stepping.finishing import finish
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import DAY, HOUR, a_session, put

RENAMED = Change(ChangeKind.RENAMED, "", "a name", EVENING)
CHESS = replace(BUILT_IN[0], key="chess", name="Chess")
SEED = 20261128


@pytest.fixture
def log(paths: Paths) -> Iterator[SessionStore]:
    log = open_log(paths)
    yield log
    log.close()
    assert verify(paths.database).problems == ()


def everything(paths: Paths) -> Sequence[object]:
    """All that the log says, but for its history, and the setting that names a kind."""
    with closing(sqlite3.connect(paths.database)) as connection:
        rows = [
            sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
            for table in (
                "sessions", "session_people", "slips", "people", "kinds", "things", "session_texts",
            )
        ]  # fmt: skip
    return [*rows, default_kind(paths)]


def default_kind(paths: Paths) -> str:
    return SettingsFile(paths.settings).read(EVENING).settings.default_kind


def refused(action: Callable[[], object]) -> ErrorCode:
    with pytest.raises(PresenceError) as error:
        action()
    return error.value.code


def tags_of(log: SessionStore) -> list[tuple[str, ...]]:
    return [session.tags for session in log.newest(-1)]


def test_a_tag_has_its_new_name_in_every_entry_however_it_was_spelt(log: SessionStore) -> None:
    put(log, a_session(0, tags=("family",)), a_session(1, tags=("x", "FAMILY")), a_session(2))
    log.rename_tag("Family", "#kin ", RENAMED)
    assert tags_of(log) == [(), ("x", "kin"), ("kin",)]
    assert log.tags() == [("kin", 2), ("x", 1)]
    log.undo()
    assert tags_of(log) == [(), ("x", "FAMILY"), ("family",)]
    log.redo()
    assert tags_of(log) == [(), ("x", "kin"), ("kin",)]


def test_a_tag_is_spelt_another_way_where_it_is_still_the_same(log: SessionStore) -> None:
    put(log, a_session(0, tags=("family", "x")))
    log.rename_tag("family", "Família", RENAMED)
    log.rename_tag("familia", "Familia", RENAMED)
    assert tags_of(log) == [("Familia", "x")]


def test_merged_tags_stand_once_in_each_entry(log: SessionStore) -> None:
    put(log, a_session(0, tags=("kin", "x", "family")), a_session(1, tags=("Relatives",)))
    log.merge_tags(["kin", "relatives"], "family", RENAMED)
    assert tags_of(log) == [("family",), ("family", "x")]


def test_a_tag_is_taken_out_of_every_entry(log: SessionStore) -> None:
    put(log, a_session(0, tags=("kin",)), a_session(1, tags=("x", "Kin")))
    log.remove_tag("kin", RENAMED)
    assert tags_of(log) == [("x",), ()]
    log.undo()
    assert tags_of(log) == [("x", "Kin"), ("kin",)]


def test_a_place_is_renamed_and_several_are_made_one(log: SessionStore) -> None:
    places = ("Da Enzo", "da  enzo", "Enzo's", "")
    put(log, *(a_session(number, place=place) for number, place in enumerate(places)))
    log.rename_place("DA ENZO", "Bei Enzo", RENAMED)
    assert log.places() == [("Bei Enzo", 2), ("Enzo's", 1)]
    log.merge_places(["Enzo's", "bei enzo"], "Enzo", RENAMED)
    assert log.places() == [("Enzo", 3)]
    assert [session.place for session in log.newest(-1)] == ["", "Enzo", "Enzo", "Enzo"]


def test_sessions_of_a_merged_kind_get_the_other_and_an_own_kind_goes(log: SessionStore) -> None:
    log.put_kind(CHESS, RENAMED)
    put(log, a_session(0, kind="chess"), a_session(1, kind="coffee"), a_session(2))
    log.merge_kinds(["chess", "coffee"], "dinner", RENAMED)
    assert {session.kind for session in log.newest(-1)} == {"dinner"}
    assert "chess" not in log.kinds()
    assert "coffee" in log.kinds()
    log.undo()
    assert [session.kind for session in log.newest(-1)] == ["dinner", "coffee", "chess"]
    assert log.kinds()["chess"] == CHESS


@pytest.mark.parametrize("count", [1, 50])
def test_the_setting_that_names_a_merged_kind_goes_with_undo_and_redo(
    log: SessionStore, paths: Paths, count: int
) -> None:
    SettingsFile(paths.settings).change("default_kind", "coffee")
    put(log, *(a_session(number, kind="coffee") for number in range(count)))
    log.merge_kinds(["coffee", "walk"], "dinner", RENAMED)
    assert default_kind(paths) == "dinner"
    log.undo()
    assert default_kind(paths) == "coffee"
    log.redo()
    assert default_kind(paths) == "dinner"
    log.undo()
    assert default_kind(paths) == "coffee"


TOLD = """\
# mine
theme = "dark"

[courtesy.slack]
on = true
kinds = ["coffee", "meeting", "walk"]  # at work

[courtesy.ntfy]
kinds = ["family"]

[calendars."a.b"]
name = "Work"
kind = "walk"
"""


def test_a_merge_that_cannot_be_committed_leaves_the_settings_as_they_were(
    log: SessionStore, paths: Paths
) -> None:
    SettingsFile(paths.settings).change("default_kind", "coffee")
    before = default_kind(paths)
    handed_over: list[str] = []

    def plan(all_: Naming) -> Rewriting:
        made = all_.merge_kinds(["coffee"], "dinner")

        def at_last() -> list[RowChange]:
            rows = made.at_last()
            handed_over.append(default_kind(paths))
            log._connection.execute("PRAGMA defer_foreign_keys = ON")
            log._connection.execute("INSERT INTO session_people VALUES ('no', 0, 'nobody', 0)")
            return rows

        return replace(made, at_last=at_last)

    with pytest.raises(sqlite3.IntegrityError):
        finish(log.renaming(plan, RENAMED))
    assert handed_over == ["dinner"]
    assert default_kind(paths) == before


@pytest.mark.parametrize("count", [1, 50])
def test_whom_to_tell_and_a_calendar_that_name_a_merged_kind_go_with_undo_and_redo(
    log: SessionStore, paths: Paths, count: int
) -> None:
    paths.settings.write_text(TOLD)
    put(log, *(a_session(number, kind="coffee") for number in range(count)))
    log.merge_kinds(["coffee", "walk"], "dinner", RENAMED)
    merged = TOLD.replace('"coffee", "meeting", "walk"', '"dinner", "meeting"')
    merged = merged.replace('kind = "walk"', 'kind = "dinner"')
    assert paths.settings.read_text() == merged
    log.undo()
    assert paths.settings.read_text() == TOLD
    log.redo()
    assert paths.settings.read_text() == merged


def test_whom_to_tell_that_was_chosen_or_taken_out_since_a_merge_stays(
    log: SessionStore, paths: Paths
) -> None:
    paths.settings.write_text(TOLD)
    put(log, a_session(0, kind="coffee"))
    log.merge_kinds(["coffee", "walk"], "dinner", RENAMED)
    file = SettingsFile(paths.settings)
    file.change_courtesy("slack", {"kinds": ("event",)})
    file.remove_calendar("a.b")
    chosen = paths.settings.read_text()
    log.undo()
    assert paths.settings.read_text() == chosen
    assert [session.kind for session in log.newest(-1)] == ["coffee"]


def test_a_setting_that_was_chosen_since_a_merge_stays(log: SessionStore, paths: Paths) -> None:
    file = SettingsFile(paths.settings)
    put(log, a_session(0, kind="meeting"))
    log.merge_kinds(["meeting"], "dinner", RENAMED)
    file.change("default_kind", "walk")
    log.undo()
    log.redo()
    assert default_kind(paths) == "walk"
    assert [session.kind for session in log.newest(-1)] == ["dinner"]


def test_a_setting_stays_where_an_entry_that_was_changed_since_keeps_a_merge_from_being_undone(
    log: SessionStore, paths: Paths
) -> None:
    SettingsFile(paths.settings).change("default_kind", "coffee")
    put(log, a_session(0, kind="coffee"))
    log.merge_kinds(["coffee"], "dinner", RENAMED)
    ((checksum,),) = log._connection.execute("SELECT crc FROM sessions")
    log._connection.execute("UPDATE sessions SET note = 'x', crc = 1")
    assert refused(log.undo) is ErrorCode.CHANGED_SINCE
    assert default_kind(paths) == "dinner"
    log._connection.execute("UPDATE sessions SET note = '', crc = ?", (checksum,))


def test_a_settings_file_that_cannot_be_read_is_left_alone_by_a_merge(
    log: SessionStore, paths: Paths
) -> None:
    paths.settings.write_text("default_kind = = 3\n")
    put(log, a_session(0, kind="meeting"))
    log.merge_kinds(["meeting"], "dinner", RENAMED)
    log.undo()
    assert paths.settings.read_text() == "default_kind = = 3\n"


def test_a_merged_person_stands_once_also_in_groups(log: SessionStore) -> None:
    put(log, a_session(0, people=("Tom", "Tom Müller")), a_session(1, people=("Ana", "Tom")))
    log.put_group(Group("g1", "Team", ("Tom", "Ana", "Tom Müller")), RENAMED)
    log.merge_people(["Tom"], "Tom Müller", RENAMED)
    assert [each.people for each in log.newest(-1)] == [("Ana", "Tom Müller"), ("Tom Müller",)]
    assert log.groups()[0].people == ("Tom Müller", "Ana")
    assert sorted(log.people()) == ["Ana", "Tom Müller"]


def test_small_documents_follow_kinds_tags_and_places(log: SessionStore) -> None:
    log.put_kind(CHESS, RENAMED)
    put(log, a_session(0, kind="chess", tags=("kin",), place="Club"))
    goal = '{"kind":"chess","place":"Club","tags":["Kin","x"]}'
    log.put_thing("goal", "1", goal, RENAMED)
    log.merge_kinds(["chess"], "dinner", RENAMED)
    log.rename_tag("kin", "family", RENAMED)
    log.rename_place("club", "Home", RENAMED)
    assert log.things("goal")["1"] == '{"kind":"dinner","place":"Home","tags":["family","x"]}'
    for _ in range(3):
        log.undo()
    assert log.things("goal")["1"] == goal


def test_what_cannot_be_is_refused_and_changes_nothing(log: SessionStore, paths: Paths) -> None:
    put(log, a_session(0, tags=("kin", "x"), place="Club"), a_session(1, place="Home"))
    before, change = everything(paths), log.last_change()
    for code, action in (
        (ErrorCode.NO_SUCH_TAG, lambda: log.rename_tag("gone", "y", RENAMED)),
        (ErrorCode.NO_SUCH_TAG, lambda: log.merge_tags(["kin", "gone"], "x", RENAMED)),
        (ErrorCode.NO_SUCH_TAG, lambda: log.remove_tag("gone", RENAMED)),
        (ErrorCode.NAME_TAKEN, lambda: log.rename_tag("kin", "X", RENAMED)),
        (ErrorCode.NO_NAME, lambda: log.rename_tag("kin", " #\u200b", RENAMED)),
        (ErrorCode.NO_SUCH_PLACE, lambda: log.rename_place("gone", "y", RENAMED)),
        (ErrorCode.NO_SUCH_PLACE, lambda: log.merge_places(["gone"], "Club", RENAMED)),
        (ErrorCode.NAME_TAKEN, lambda: log.rename_place("Club", "home", RENAMED)),
        (ErrorCode.UNKNOWN_KIND, lambda: log.merge_kinds(["dinner"], "gone", RENAMED)),
        (ErrorCode.UNKNOWN_KIND, lambda: log.merge_kinds(["gone"], "dinner", RENAMED)),
        (ErrorCode.NO_SUCH_PERSON, lambda: log.rename_person("gone", "y", RENAMED)),
        (ErrorCode.NO_NAME, lambda: log.rename_person("Ana", "\n", RENAMED)),
        (ErrorCode.NAME_TAKEN, lambda: log.rename_person("Ana", "tom müller", RENAMED)),
    ):
        assert refused(action) is code
    assert everything(paths) == before
    assert log.last_change() == change


def random_steps(log: SessionStore, rng: random.Random) -> Callable[[], None]:
    """One renaming or merging of something that is there, chosen by chance."""
    tags = [tag for tag, _count in log.tags()]
    places = [place for place, _count in log.places()]
    people, kinds = list(log.people()), [kind.key for kind in log.kinds()]
    new = f"New {rng.randrange(1000)}"
    steps: list[Callable[[], None]] = [
        lambda: log.rename_person(rng.choice(people), new, RENAMED),
        lambda: log.merge_people(rng.choices(people, k=2), rng.choice(people), RENAMED),
        lambda: log.merge_kinds(rng.choices(kinds, k=2), rng.choice(kinds), RENAMED),
        lambda: log.put_group(Group(f"g{rng.randrange(3)}", new, tuple(people[:2])), RENAMED),
    ]
    if tags:
        steps += [
            lambda: log.rename_tag(rng.choice(tags), new, RENAMED),
            lambda: log.merge_tags(rng.choices(tags, k=2), rng.choice([*tags, new]), RENAMED),
            lambda: log.remove_tag(rng.choice(tags), RENAMED),
        ]
    if places:
        steps += [
            lambda: log.rename_place(rng.choice(places), new, RENAMED),
            lambda: log.merge_places(rng.choices(places, k=2), rng.choice(places), RENAMED),
        ]
    return rng.choice(steps)


def random_session(rng: random.Random, number: int) -> Session:
    return a_session(
        number,
        kind=rng.choice(["dinner", "coffee", "chess"]),
        people=tuple(rng.sample(["Ana", "Tom", "Tom Müller", "Zoë", "王思远"], rng.randrange(4))),
        place=rng.choice(["", "Da Enzo", "da enzo", "Home"]),
        tags=tuple(rng.sample(["kin", "Work", "long table", "ñ"], rng.randrange(3))),
    )


@pytest.mark.parametrize("seed", range(SEED, SEED + 12))
def test_any_sequence_undone_gives_the_log_before_and_redone_the_log_after(
    paths: Paths, seed: int
) -> None:
    rng = random.Random(seed)
    log = open_log(paths)
    log.put_kind(CHESS, RENAMED)
    put(log, *(random_session(rng, number) for number in range(12)))
    log.put_thing("goal", "1", '{"kind":"chess","tag":"kin"}', RENAMED)
    states = [everything(paths)]
    while len(states) <= 12:
        random_steps(log, rng)()
        if (state := everything(paths)) != states[-1]:  # what changes nothing is no step to undo
            states.append(state)
    for state in reversed(states[:-1]):
        log.undo()
        assert everything(paths) == state
    for state in states[1:]:
        log.redo()
        assert everything(paths) == state
    log.close()
    assert verify(paths.database).problems == ()


def test_ten_thousand_sessions_have_another_name(log: SessionStore) -> None:
    evenings = [
        Session(
            new_id(), "dinner", began := EVENING - number * DAY / 4, "Europe/Berlin", began, began,
            people=("Ana", "Tom"), place="Da Enzo", tags=("family",),
        )
        for number in range(10_000)
    ]  # fmt: skip
    log.put(*evenings, because=RENAMED)
    for step in (
        lambda: log.rename_person("Ana", "Ana Müller", RENAMED),
        lambda: log.merge_people(["Tom"], "Ana Müller", RENAMED),
        log.undo,
        lambda: log.rename_tag("family", "kin", RENAMED),
        lambda: log.merge_kinds(["dinner"], "coffee", RENAMED),
    ):
        step()
    assert log.tags() == [("kin", 10_000)]
    assert {session.kind for session in log.newest(20)} == {"coffee"}


def test_each_name_says_how_often_how_long_of_late_and_when_last(log: SessionStore) -> None:
    put(
        log,
        a_session(0, people=("Ana",), tags=("kin",), place="Club"),
        a_session(400, people=("Ana", "Tom"), kind="coffee", tags=("Kin", "x"), place="club"),
        a_session(401, people=("Tom",), tags=("kin",), place=""),
    )
    log.put_group(Group("g1", "Both", ("Ana", "Tom")), RENAMED)
    log.put_group(Group("g2", "Nobody", ()), RENAMED)
    now = EVENING + 402 * DAY
    last = now - DAY

    def said(names: Names) -> list[tuple[object, ...]]:
        uses = log.name_uses(names, now - 365 * DAY, now)
        return [(use.name, use.sessions, use.lately, use.last_at) for use in uses]

    before = last - DAY
    assert said(Names.PEOPLE) == [("Tom", 2, 2 * HOUR, last), ("Ana", 2, HOUR, before)]
    assert said(Names.KINDS) == [("coffee", 1, HOUR, before), ("dinner", 2, HOUR, last)]
    assert said(Names.TAGS) == [("kin", 3, 2 * HOUR, last), ("x", 1, HOUR, before)]
    assert said(Names.PLACES) == [("Club", 2, HOUR, before)]
    assert said(Names.GROUPS) == [("g1", 3, 2 * HOUR, last), ("g2", 0, 0 * HOUR, None)]
