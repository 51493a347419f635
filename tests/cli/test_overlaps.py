"""Sessions at the same time: seen in a terminal, and put right in each of the ways."""

import pytest

from tests.cli.conftest import Terminal


@pytest.fixture
def dinner(terminal: Terminal) -> str:
    return added(terminal, "yesterday 19-21 dinner @Ana")


@pytest.fixture
def walk(terminal: Terminal) -> str:
    return added(terminal, "yesterday 20-22 walk @Tom")


def added(terminal: Terminal, line: str) -> str:
    return str(terminal.json("add", line)["id"])[:8]


def spans(terminal: Terminal) -> list[str]:
    return [
        f"{row.kind} {row.started_at:%H:%M}–{row.ended_at:%H:%M}"
        for row in terminal.sessions()[::-1]
        if row.ended_at is not None
    ]


def test_nothing_at_the_same_time_is_said_to_be_so(terminal: Terminal, dinner: str) -> None:
    assert terminal.type("overlaps").out == "No two sessions were at the same time.\n"
    assert terminal.json("overlaps") == []
    assert terminal.refused("overlaps", dinner, "--merge") == "1 no_overlap"


def test_a_pair_is_shown_with_what_each_way_gives(
    terminal: Terminal, dinner: str, walk: str
) -> None:
    said = terminal.type("overlaps").out.splitlines()
    assert "Dinner" in said[0]
    assert "Walk" in said[1]
    assert said[2] == "  20:00 – 21:00 is in both, 1 h"
    assert said[3].startswith("  --end-first")
    assert "19:00–20:00" in said[3]
    assert "21:00–22:00" in said[4]
    assert "19:00–22:00" in said[5]
    (pair,) = terminal.json("overlaps", walk)
    assert (pair["earlier"]["kind"], pair["later"]["kind"]) == ("dinner", "walk")
    assert pair["from"][11:16] == "20:00"
    assert pair["to"][11:16] == "21:00"
    assert pair["ways"] == ["end-first", "begin-second", "merge"]


@pytest.mark.parametrize(
    ("way", "after"),
    [
        ("--end-first", ["dinner 19:00–20:00", "walk 20:00–22:00"]),
        ("--begin-second", ["dinner 19:00–21:00", "walk 21:00–22:00"]),
        ("--merge", ["dinner 19:00–22:00"]),
    ],
)
def test_each_way_puts_it_right_and_undo_takes_it_back(
    terminal: Terminal, dinner: str, walk: str, way: str, after: list[str]
) -> None:
    before = spans(terminal)
    terminal.json("overlaps", walk, dinner, way)
    assert spans(terminal) == after
    assert terminal.json("overlaps") == []
    terminal.type("undo")
    assert spans(terminal) == before


def test_a_way_that_leaves_nothing_of_one_is_neither_offered_nor_done(
    terminal: Terminal, dinner: str
) -> None:
    within = added(terminal, "yesterday 19:30-20 coffee @Tom")
    assert terminal.json("overlaps", within)[0]["ways"] == ["end-first", "merge"]
    before = spans(terminal)
    assert terminal.refused("overlaps", within, "--begin-second") == "1 end_before_start"
    assert spans(terminal) == before


def test_one_way_is_not_taken_for_several_pairs(terminal: Terminal, dinner: str, walk: str) -> None:
    coffee = added(terminal, "yesterday 19:30-20:30 coffee @Tom")
    assert len(terminal.json("overlaps")) == 3
    assert len(terminal.json("overlaps", coffee)) == 2
    assert terminal.refused("overlaps", coffee, "--merge") == "1 which_overlap"
    assert terminal.refused("overlaps", "--end-first") == "1 which_overlap"
    words = (coffee, "--merge", "--end-first")
    assert terminal.refused("overlaps", *words) == "2 conflicting_words"
    assert terminal.refused("overlaps", coffee, dinner, walk) == "2 bad_request"


def test_one_that_goes_on_is_ended_first(terminal: Terminal) -> None:
    terminal.type("start", "coffee", "--ago", "30m", "--no-spawn")
    walk = added(terminal, "20m ago walk 10m")
    (pair,) = terminal.json("overlaps")
    assert pair["ways"] == []
    assert pair["to"] == terminal.json("log", walk)[0]["ended_at"]
    assert "is in both, 10 min" in terminal.type("overlaps").out
    assert terminal.refused("overlaps", walk, "--merge") == "1 still_goes_on"


def test_an_edit_over_another_session_says_so_and_how_to_go_on(
    terminal: Terminal, dinner: str
) -> None:
    later = added(terminal, "yesterday 21-22 walk @Tom")
    said = terminal.type("edit", later, "--from", "20:30").out
    assert "At the same time as:" in said
    assert "Dinner" in said
    assert f"“presence overlaps {later}”" in said
    assert "At the same time" not in terminal.type("edit", later, "--note", "stars").out
    assert "At the same time" not in terminal.type("edit", later, "--from", "21:00").out
    said = terminal.type("add", "yesterday 19:15-19:30 coffee").out
    assert "At the same time as:" in said
