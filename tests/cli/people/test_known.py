"""People on the command line: who they are, and what is said of them."""

import pytest

from tests.cli.conftest import FakeApp, Terminal


def names(terminal: Terminal, *words: str) -> list[str]:
    return [who["name"] for who in terminal.json("people", *words)]


def test_its_help_says_what_can_be_typed(terminal: Terminal) -> None:
    said = " ".join(terminal.type("people", "--help").out.split())
    assert "cadence friend 3w" in said
    assert "follow-ups" in said


def test_somebody_is_added_shown_changed_and_all_is_taken_back(terminal: Terminal) -> None:
    said = terminal.type(
        *("people", "add", "Zoë Lang", "--relation", "friend", "--met", "online"),
        *("--met-on", "2019-05-03", "--met-at", "PyCon", "--link", "https://example.org/zoe"),
        *("--birthday", "04-12", "--every", "3w", "--at-most", "6w", "--note", "likes maps"),
    ).out
    assert said.splitlines() == [
        "Noted: Zoë Lang",
        "  friend",
        "  met first online, 3 May 2019, PyCon",
        "  birthday 12 Apr",
        "  https://example.org/zoe",
        "  to be seen every 3 weeks, at most 6 weeks",
        "  likes maps",
    ]
    assert names(terminal) == ["Zoë Lang"]
    page = terminal.json("people", "show", "zoe")
    assert page["birthday"] == "--04-12"
    assert page["cadence"] == {"days": 21, "at_most_days": 42}
    assert page["sessions_count"] == 0
    terminal.type("people", "edit", "zoe", "--nick", "Zo", "--relation", "none", "--every", "none")
    page = terminal.json("people", "show", "zo")
    assert (page["nick"], page["relation"], page["cadence"]) == ("Zo", None, None)
    assert "changed what is known of Zoë Lang" in terminal.type("undo").out
    assert terminal.json("people", "show", "zoe")["relation"] == "friend"
    terminal.type("undo")
    assert names(terminal) == []


def test_who_was_met_is_known_by_adding_and_not_twice(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    assert terminal.json("people", "add", "ana", "--relation", "friend")["name"] == "Ana"
    assert terminal.refused("people", "add", "Ana", "--nick", "A") == "1 person_exists"
    assert len(names(terminal)) == 1


def test_the_list_has_those_met_last_first_and_finds_by_letters(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë", "--relation", "friend")
    terminal.type("add", "yesterday 9-10 coffee @Bo")
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    assert names(terminal) == ["Ana", "Bo", "Zoë"]
    assert names(terminal, "list", "zo") == ["Zoë"]
    assert names(terminal, "list", "--relation", "friend") == ["Zoë"]
    terminal.type("people", "edit", "bo", "--archive")
    assert names(terminal) == ["Ana", "Zoë"]
    assert names(terminal, "list", "--all") == ["Ana", "Bo", "Zoë"]
    assert terminal.json("people", "edit", "bo", "--unarchive")["archived"] is False


def test_a_page_has_the_hours_the_last_time_and_what_is_planned(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    terminal.type("groups", "add", "Team", "--with", "Ana")
    terminal.type("people", "cadence", "@team", "2w")
    terminal.type("plans", "add", "weekdays 19:00 dinner 90m @Ana")
    page = terminal.json("people", "show", "Ana")
    assert (page["total_s"], page["sessions_count"], page["groups"]) == (7200, 1, ["Team"])
    assert page["wish"] == {"days": 14, "at_most_days": None}
    assert sum(month["total_s"] for month in page["months"]) == 7200
    assert len(page["sessions"]) == 1
    assert page["next_at"]
    said = terminal.type("people", "show", "Ana").out
    assert "to be seen every 2 weeks" in said
    assert "last time Dinner" in said
    (coming,) = [line for line in said.splitlines() if line.startswith("  next ")]
    assert coming.endswith(" 19:00 · Dinner")


def test_an_option_may_stand_before_the_name(terminal: Terminal) -> None:
    terminal.type("people", "add", "--relation", "friend", "Ana", "Silva")
    terminal.type("people", "edit", "--nick", "Ani", "Ana")
    assert terminal.json("people", "show", "Ani")["name"] == "Ana Silva"
    assert names(terminal, "list", "--relation", "friend", "an") == ["Ana Silva"]


def test_a_list_of_a_relation_that_nobody_has_says_that_nobody_was_found(
    terminal: Terminal,
) -> None:
    terminal.type("people", "add", "Ana")
    assert terminal.type("people", "list", "--relation", "friend").out == "Nobody found.\n"


def test_links_are_added_once_and_taken_off(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--link", "a", "--link", "b", "--link", "a")
    done = terminal.json("people", "edit", "Ana", "--unlink", "a", "--link", "c")
    assert done["links"] == ["b", "c"]
    assert terminal.refused("people", "edit", "Ana", "--unlink", "x") == "2 bad_request"


def test_renaming_merging_and_grouping_are_as_before(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    terminal.type("people", "add", "Ana Sousa", "--nick", "Anita")
    terminal.type("people", "merge", "Ana", "--into", "Ana Sousa")
    assert terminal.json("people", "show", "Anita")["sessions_count"] == 1
    terminal.type("people", "rename", "Ana Sousa", "Ana S.")
    assert terminal.json("people", "show", "Anita")["name"] == "Ana S."
    terminal.type("people", "group", "Ana S.", "--into", "Team")
    assert terminal.json("groups")[0]["people"] == ["Ana S."]


def test_what_is_known_goes_out_and_comes_back(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë", "--relation", "friend", "--every", "3w")
    terminal.type("people", "cadence", "friend", "4w")
    terminal.type("people", "follow-up", "Zoë", "write", "--about", "maps")
    file = str(terminal.home.parent / "all.jsonl")
    assert terminal.type("export", "jsonl", file).code == 0
    other = Terminal(terminal.home.parent / "other")
    assert other.type("import", "jsonl", file).code == 0
    for words in (("list",), ("show", "zoe"), ("cadence",), ("follow-ups",)):
        assert other.json("people", *words) == terminal.json("people", *words)


def test_an_import_gives_details_to_the_person_of_that_name(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë", "--relation", "friend")
    file = str(terminal.home.parent / "all.jsonl")
    terminal.type("export", "jsonl", file)
    other = Terminal(terminal.home.parent / "other")
    other.type("add", "yesterday 19-21 dinner @Zoë")
    other.type("import", "jsonl", file)
    page = other.json("people", "show", "zoe")
    assert (page["relation"], page["sessions_count"]) == ("friend", 1)
    assert other.json("verify")["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["show"], "bad_request"),
        (["show", "nobody"], "no_such_person"),
        (["show", "An"], "ambiguous_person"),
        (["add"], "bad_request"),
        (["edit", "Ana"], "bad_request"),
        (["edit", "Ana", "--relation", "enemy"], "bad_relation"),
        (["edit", "Ana", "--met", "twice"], "bad_request"),
        (["edit", "Ana", "--met-on", "soonish"], "bad_day"),
        (["edit", "Ana", "--met-on", "tomorrow"], "day_to_come"),
        (["edit", "Ana", "--birthday", "02-30"], "bad_birthday"),
        (["wrote", "Ana", "--on", "2099-01-01"], "day_to_come"),
        (["not-now", "Ana", "--until", "2020-01-01"], "day_is_over"),
        (["book", "Ana", "--on", "2020-01-01"], "day_is_over"),
        (["book", "Ana", "--on", "today", "--at", "00:00"], "day_is_over"),
        (["met", "Ana", "--in", "3d"], "bad_request"),
        (["add", "x" * 1001], "text_too_long"),
        (["met", "x" * 1001], "text_too_long"),
        (["edit", "Ana", "--every", "often"], "bad_days"),
        (["edit", "Ana", "--every", "3w", "--at-most", "2w"], "bound_too_soon"),
        (["edit", "Ana", "--at-most", "2w"], "bad_request"),
        (["edit", "Ana", "--archive", "--unarchive"], "conflicting_words"),
        (["edit", "Ana", "--note", "x" * 100_001], "text_too_long"),
        (["edit", "Ana", "--link", "x" * 2001], "text_too_long"),
        (["list", "--nick", "x"], "bad_request"),
        (["due", "Ana"], "bad_request"),
        (["due", "--every", "3w"], "bad_request"),
        (["cadence", "friend"], "bad_request"),
        (["cadence", "foe", "3w"], "bad_relation"),
        (["cadence", "@Nobody", "3w"], "no_such_group"),
        (["cadence", "friend", "often"], "bad_days"),
        (["cadence", "--at-most", "3w"], "bad_request"),
        (["follow-up", "Ana"], "bad_request"),
        (["follow-up", "Ana", "dance"], "bad_deed"),
        (["follow-up", "Ana", "write", "--in", "soonish"], "bad_day"),
        (["done"], "bad_request"),
        (["done", "1"], "no_such_follow_up"),
        (["met"], "bad_request"),
        (["met", "Kim", "--then", "dance"], "bad_deed"),
        (["met", "Kim", "--session", "zzzz"], "no_such_session"),
        (["wrote"], "bad_request"),
        (["not-now", "Ana", "--until", "soonish"], "bad_day"),
        (["book", "Ana", "--on", "yesterday"], "day_is_over"),
        (["book", "Ana", "--kind", "duel"], "unknown_kind"),
        (["book", "Ana", "--for", "a while"], "bad_length"),
        (["book", "Ana", "--at", "noonish"], "bad_time"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    terminal: Terminal, words: list[str], code: str
) -> None:
    terminal.type("people", "add", "Ana")
    terminal.type("people", "add", "Anatol")
    before = terminal.json("people", "list", "--all")
    assert terminal.refused("people", *words).split()[1] == code
    assert terminal.json("people", "list", "--all") == before


def test_a_running_app_hears_of_each_change(terminal: Terminal, app: FakeApp) -> None:
    terminal.type("people", "add", "Ana")
    terminal.type("people", "edit", "Ana", "--nick", "A")
    terminal.type("people", "wrote", "Ana")
    terminal.type("people", "cadence", "friend", "3w")
    assert [asked["do"] for asked in app.asked].count("changed") == 4
