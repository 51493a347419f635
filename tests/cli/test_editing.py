"""Editing, splitting, merging and finding on the command line, and the history of an entry."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import new_id, open_log
from tests.cli.conftest import Terminal


def added(terminal: Terminal, line: str) -> str:
    """The id of a session that is entered."""
    session_id: str = terminal.json("add", line)["id"]
    return session_id[:8]


@pytest.fixture
def dinner(terminal: Terminal) -> str:
    return added(terminal, "yesterday 19-21:30 dinner @Ana #family slipped 2")


@pytest.fixture
def walk(terminal: Terminal) -> str:
    return added(terminal, "yesterday 21:30-22 walk @Tom note:stars")


def test_a_session_is_split_and_merged_again(terminal: Terminal, dinner: str) -> None:
    before = terminal.sessions()
    halves = terminal.json("split", dinner, "20:15")
    assert [half["duration_s"] for half in halves] == [4500, 4500]
    assert [len(half["slips"]) for half in halves] == [1, 1]
    assert all(half["people"] == ["Ana"] and half["tags"] == ["family"] for half in halves)
    ids = [half["id"] for half in halves]
    merged = terminal.json("merge", *ids)
    assert merged["id"] == ids[0]
    assert terminal.sessions() == before
    assert "made one of several, Dinner" in terminal.type("undo").out
    assert "split Dinner" in terminal.type("undo").out
    assert terminal.sessions() == before
    terminal.type("redo")
    assert [row.id for row in terminal.sessions()] == ids[::-1]


def test_a_split_over_midnight_takes_the_time_after_the_start(terminal: Terminal) -> None:
    party = added(terminal, "3 days ago 22:00 event 4h")
    halves = terminal.json("split", party, "0:30")
    assert [half["duration_s"] for half in halves] == [9000, 5400]


def test_neighbours_are_merged_and_the_longer_one_says_what_it_was(
    terminal: Terminal, dinner: str, walk: str
) -> None:
    said = terminal.type("merge", walk, dinner).out
    assert said.startswith("One session now: ")
    assert "19:00–22:00" in said
    (row,) = terminal.sessions()
    assert (row.kind, row.people, row.note, row.tags) == (
        "dinner",
        ("Ana", "Tom"),
        "stars",
        ("family",),
    )
    terminal.type("undo")
    assert terminal.json("merge", walk, dinner, "--kind", "walk")["kind"] == "walk"


def test_what_cannot_be_split_or_merged_is_refused_with_a_way(
    terminal: Terminal, dinner: str
) -> None:
    later = added(terminal, "yesterday 22-23 walk")
    before = terminal.sessions()
    assert terminal.refused("split", dinner, "18:00") == "1 split_outside"
    assert terminal.refused("split", dinner, "21:30") == "1 split_outside"
    assert terminal.refused("split", dinner, "never") == "2 bad_time"
    assert terminal.refused("split", "nope", "20:00") == "1 no_such_session"
    assert terminal.refused("merge", dinner, later) == "1 join_over_gap"
    assert terminal.refused("merge", dinner) == "1 join_needs_two"
    assert terminal.refused("merge", dinner, dinner) == "1 join_needs_two"
    assert terminal.refused("merge", dinner, later, "--kind", "dinnr") == "2 unknown_kind"
    told = terminal.type("merge", dinner, later).err
    assert "Between 21:30 and 22:00 there was no session" in told
    assert "add what lies between" in told
    assert terminal.sessions() == before


def test_a_session_that_goes_on_is_not_merged(terminal: Terminal) -> None:
    terminal.type("kinds", "add", "chess", "--name", "Chess club")
    terminal.type("start", "chess", "--no-spawn", "--for", "1h")
    (row,) = terminal.sessions()
    told = terminal.type("split", row.id, "now")
    assert told.code == 1
    assert "still goes on. End it first." in told.err


def test_several_sessions_are_edited_as_one_change(
    terminal: Terminal, dinner: str, walk: str
) -> None:
    changed = terminal.json(
        *("edit", dinner, walk, "--kind", "family", "--add", "Mia, tom", "--remove", "ana"),
        *("--tag", "#outside", "--untag", "family", "--note", "with the dog"),
    )
    assert [item["kind"] for item in changed] == ["family", "family"]
    assert [item["people"] for item in changed] == [["Mia", "Tom"], ["Tom", "Mia"]]
    assert [item["tags"] for item in changed] == [["outside"], ["outside"]]
    terminal.type("undo")
    assert [row.kind for row in terminal.sessions()] == ["walk", "dinner"]
    terminal.type("redo")
    assert [row.tags for row in terminal.sessions()] == [("outside",), ("outside",)]


def test_a_group_stands_for_its_people(terminal: Terminal, dinner: str) -> None:
    terminal.type("groups", "add", "Team", "--with", "Mia", "--with", "Tom")
    assert terminal.json("edit", dinner, "--add", "@Team")["people"] == ["Ana", "Mia", "Tom"]
    assert [item["kind"] for item in terminal.json("log", "--with", "team")] == ["dinner"]


def test_a_tag_is_spelt_as_the_log_spells_it(terminal: Terminal, dinner: str, walk: str) -> None:
    assert terminal.json("edit", walk, "--tag", "FAMILY, dog")["tags"] == ["family", "dog"]
    assert terminal.json("edit", dinner, "--untag", "Family")["tags"] == []


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--from", "18:00"), "2 conflicting_words"),
        (("--look", "20:00"), "2 conflicting_words"),
        (("--remove", "Zoë"), "1 not_in_session"),
        (("--untag", "work"), "1 not_in_session"),
        ((), "2 bad_request"),
        (("--add", "Ana", "--note", ""), "0"),
    ],
)
def test_what_several_cannot_be_is_refused(
    terminal: Terminal, dinner: str, walk: str, words: tuple[str, ...], refusal: str
) -> None:
    before = terminal.sessions()
    if refusal == "0":
        assert len(terminal.json("edit", dinner, walk, *words)) == 1  # the other has it already
        return
    assert terminal.refused("edit", dinner, walk, *words) == refusal
    assert terminal.sessions() == before


def test_everything_that_is_wrong_with_one_leaves_all_as_they_were(
    terminal: Terminal, dinner: str
) -> None:
    before = terminal.sessions()
    assert terminal.refused("edit", dinner, "nope", "--note", "x") == "1 no_such_session"
    assert terminal.sessions() == before


def test_an_id_of_which_too_little_is_written_is_told_apart_from_one_that_is_not_there(
    terminal: Terminal, walk: str, tmp_path: Path
) -> None:
    added(terminal, "yesterday 9-10 coffee")
    text = terminal.type("export", "jsonl", "-").out
    for number, session in enumerate(terminal.sessions()):
        text = text.replace(session.id, f"abcd{number}")
    file = tmp_path / "log.jsonl"
    file.write_text(text)
    terminal.type("import", "jsonl", str(file))
    assert "The ids of 2 sessions begin with “abcd”." in terminal.type("log", "abcd").err
    assert terminal.refused("log", "abcd") == "1 no_such_session"
    assert terminal.type("log", "abcd1").code == 0


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (("edit", "{dinner}", "--tag", "x" * 1001), 1000),
        (("edit", "{dinner}", "{walk}", "--tag", "x" * 1001), 1000),
        (("edit", "{dinner}", "--note", "x" * 100_001), 100_000),
        (("edit", "{dinner}", "--word", "x" * 100_001), 100_000),
        (("add", f"yesterday 15-16 coffee #{'x' * 1001}"), 1000),
        (("start", "coffee", f"#{'x' * 1001}", "--no-spawn"), 1000),
        (("goals", "break", "2026-12-20", "2027-01-03", "x" * 1001), 1000),
    ],
)
def test_what_no_file_could_take_along_is_refused(
    terminal: Terminal, dinner: str, walk: str, words: tuple[str, ...], limit: int
) -> None:
    before = terminal.sessions()
    typed = tuple(word.replace("{dinner}", dinner).replace("{walk}", walk) for word in words)
    assert terminal.refused(*typed) == "2 text_too_long"
    assert f"Give at most {limit} letters." in terminal.type(*typed).err
    assert terminal.sessions() == before


def test_a_look_longer_than_the_rest_of_its_session_is_refused(
    terminal: Terminal, dinner: str
) -> None:
    before = terminal.sessions()
    assert terminal.refused("edit", dinner, "--look", "20:30 99h") == "1 look_outside"
    assert terminal.sessions() == before


def test_the_log_is_filtered_by_everything(terminal: Terminal, dinner: str, walk: str) -> None:
    meal = added(terminal, 'yesterday 20-20:30 coffee @Ana place:"Da Enzo" slipped 0')
    ids = {dinner: "dinner", walk: "walk", meal: "meal"}

    def found(*filters: str) -> list[str]:
        return [ids[item["id"][:8]] for item in terminal.json("log", *filters)]

    assert found() == ["walk", "meal", "dinner"]
    assert found("--kept") == ["meal"]
    assert found("--looked") == ["dinner"]
    assert found("--not-known") == ["walk"]
    assert found("--look-reason", "untold") == found("--look-source", "self") == ["dinner"]
    assert found("--look-reason", "habit") == found("--look-source", "phone") == []
    assert found(dinner, "--look-reason", "untold") == ["dinner"]
    terminal.type("edit", dinner, "--look", "20:10 needed")
    assert found("--look-hour", "20", "--look-reason", "needed") == ["dinner"]
    assert found("--look-hour", "5") == []
    assert terminal.refused("log", "--look-hour", "24") == "2 bad_filter"
    assert found("--overlapping") == ["meal", "dinner"]
    assert found("--tag", "#Family") == ["dinner"]
    assert found("--place", "enzo") == ["meal"]
    assert found("--kind", "walk", "--kind", "coffee") == ["walk", "meal"]
    assert found("--with", "ana", "--with", "@tom") == ["walk", "meal", "dinner"]
    assert found("--with-all", "ana") == ["meal", "dinner"]
    assert found("--with-all", "ana", "--with-all", "tom") == []
    assert found("--text", "stars") == ["walk"]
    assert found("--text", "dinn") == ["dinner"]
    assert found("--text", "dinn", "--kept") == []
    assert found(dinner, walk, "--looked") == ["dinner"]
    assert found("--limit", "1") == ["walk"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--kept", "--not-known"), "2 conflicting_words"),
        (("--with", "Zoë"), "1 no_such_person"),
        (("--with", ""), "1 no_such_person"),
        (("--tag", "work"), "1 no_such_tag"),
        (("--place", "nowhere"), "1 no_such_place"),
        (("--history",), "2 bad_request"),
        (("nope", "--history"), "1 no_such_session"),
    ],
)
def test_a_filter_for_what_is_not_there_is_refused(
    terminal: Terminal, dinner: str, words: tuple[str, ...], refusal: str
) -> None:
    assert terminal.refused("log", *words) == refusal


def test_a_near_name_is_offered(terminal: Terminal, dinner: str) -> None:
    assert "Ana" in terminal.type("log", "--with", "Anna").err


def test_a_session_past_its_end_is_among_the_unconfirmed(terminal: Terminal) -> None:
    began = datetime.now(UTC) - timedelta(hours=3)
    open_ = Session(new_id(), "coffee", began, "UTC", planned_end_at=began + timedelta(hours=1))
    log = open_log(find_paths(str(terminal.home)))
    log.put(open_, because=Change(ChangeKind.STARTED, open_.id, "coffee", began))
    log.close()
    assert [item["kind"] for item in terminal.json("log", "--unconfirmed")] == ["coffee"]
    assert terminal.json("log", "--unconfirmed", "--kind", "walk") == []


def test_more_than_a_page_is_counted(terminal: Terminal) -> None:
    for day in range(1, 28):
        added(terminal, f"{day} days ago 9-10 walk")
    assert "… and 2 earlier ones: --limit shows more." in terminal.type("log").out
    assert len(terminal.json("log")) == 27


def test_the_history_of_an_entry_says_what_was_changed(terminal: Terminal, dinner: str) -> None:
    terminal.type("edit", dinner, "--to", "22:00", "--add", "Tom", "--kind", "family")
    terminal.type("undo")
    terminal.type("redo")
    lines = terminal.type("log", dinner, "--history").out.splitlines()
    assert lines[0] == dinner
    assert lines[1].startswith("  added Dinner")
    assert lines[2].startswith("  changed Family")
    assert lines[3:6] == [
        "    kind: Dinner → Family",
        "    end: yesterday 21:30 → yesterday 22:00",
        "    people: Ana → Ana, Tom",
    ]
    assert lines[6].startswith("  taken back: changed Family")
    assert "    people: Ana, Tom → Ana" in lines
    assert any(line.startswith("  done again: changed Family") for line in lines)
    (record,) = terminal.json("log", dinner, "--history")
    assert [step["what"] for step in record["changes"]] == ["added", *["edited"] * 3]
    assert [step["taken_back"] for step in record["changes"]] == [False, False, True, False]
    assert record["changes"][1]["fields"][0] == {
        "name": "kind",
        "before": "dinner",
        "after": "family",
    }


def test_one_that_was_deleted_still_has_its_history(terminal: Terminal) -> None:
    gone = terminal.json("add", "yesterday 9-10 walk @Ana")["id"]
    terminal.type("people", "rename", "Ana", "Anna Sousa")
    terminal.type("delete", gone)
    (record,) = terminal.json("log", gone, "--history")
    assert [step["what"] for step in record["changes"]] == ["added", "deleted"]


@pytest.mark.parametrize("command", ["split", "merge", "edit", "log"])
def test_every_command_helps(terminal: Terminal, command: str) -> None:
    told = terminal.type(command, "--help")
    assert told.code == 0
    assert f"presence {command}" in told.out
