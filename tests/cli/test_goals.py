"""Goals and breaks on the command line."""

from datetime import timedelta

import pytest

from presence.core.clock import SystemClock
from tests.cli.conftest import FakeApp, Terminal


def titles(terminal: Terminal) -> list[str]:
    return [goal["title"] for goal in terminal.json("goals")["goals"]]


def test_without_goals_it_says_how_to_have_one(terminal: Terminal) -> None:
    assert "presence goals add" in terminal.type("goals").out
    assert terminal.json("goals") == {"goals": [], "breaks": []}


def test_its_help_says_what_can_be_typed(terminal: Terminal) -> None:
    assert "3h a week with Ana" in " ".join(terminal.type("goals", "--help").out.split())


def test_goals_are_added_listed_changed_and_removed(terminal: Terminal) -> None:
    said = terminal.type("goals", "add", "3h a week with Ana").out
    assert said == "New goal: With Ana: 3 h a week\nAna is in no session yet.\n"
    terminal.type("goals", "add", "at", "most", "10h", "meeting")
    assert titles(terminal) == ["With Ana: 3 h a week", "Meeting: at most 10 h a week"]
    terminal.type("goals", "edit", "1", "dinner with Ana on 5 days")
    assert titles(terminal)[0] == "Dinner with Ana: on 5 days a week"
    assert terminal.json("goals", "remove", "1", "2")["removed"]
    assert titles(terminal) == []


def test_every_change_is_taken_back_one_at_a_time(terminal: Terminal) -> None:
    terminal.type("goals", "add", "90% kept")
    terminal.type("goals", "edit", "1", "80% kept")
    terminal.type("goals", "remove", "1")
    assert "changed the goal 80% kept" in terminal.type("undo").out
    assert titles(terminal) == ["Everything: 80 % kept"]
    terminal.type("undo")
    assert titles(terminal) == ["Everything: 90 % kept"]
    terminal.type("undo")
    assert titles(terminal) == []
    terminal.type("redo")
    assert titles(terminal) == ["Everything: 90 % kept"]


def test_what_is_entered_counts_in_its_week(terminal: Terminal) -> None:
    terminal.type("goals", "add", "dinner with Ana on 1 day")
    terminal.type("goals", "add", "at most 1h dinner")
    week_ago = SystemClock().now().date() - timedelta(days=7)
    assert terminal.type("add", f"{week_ago} 12-14 dinner @Ana").code == 0
    first, second = terminal.json("goals")["goals"]
    assert first["weeks"][-2]["outcome"] == "met"
    assert (first["weeks"][-2]["value"], first["weeks"][-2]["share"]) == (1, 1.0)
    assert second["weeks"][-2]["outcome"] == "not_known"  # nobody had set out to do it then
    assert second["weeks"][-2]["value"] == 7200
    assert second["amount"] == 3600
    assert [week["outcome"] for week in first["weeks"][:-2]] == ["not_known"] * 6
    assert first["week"] == first["weeks"][-1]
    shown = terminal.type("goals").out
    assert "· · · · · · ● ◐  0 of 1 day · 1 day to go" in shown
    assert "● met" in shown


def test_a_break_is_entered_shown_and_taken_back(terminal: Terminal) -> None:
    terminal.type("goals", "add", "3h a week")
    said = terminal.type("goals", "break", "2026-12-20", "2027-01-03", "Holiday").out
    assert "left out otherwise" in said
    (found,) = terminal.json("goals")["breaks"]
    assert (found["from"], found["to"], found["name"]) == ("2026-12-20", "2027-01-03", "Holiday")
    terminal.type("goals", "break", "today", "ill")
    assert terminal.json("goals")["goals"][0]["week"]["outcome"] == "break"
    assert "b1  " in terminal.type("goals").out
    terminal.type("undo")
    assert len(terminal.json("goals")["breaks"]) == 1
    terminal.type("goals", "edit", "b1", "2026-12-21 2027-01-03 Home")
    assert terminal.json("goals")["breaks"][0]["name"] == "Home"
    terminal.type("goals", "remove", "b1")
    assert terminal.json("goals")["breaks"] == []


def test_what_a_goal_names_may_be_gone_and_there_is_a_way_forward(terminal: Terminal) -> None:
    terminal.type("kinds", "add", "chess")
    terminal.type("goals", "add", "2h chess")
    terminal.type("kinds", "remove", "chess")
    shown = terminal.type("goals").out
    assert "“chess” (gone): 2 h a week" in shown
    assert "edit the goal, or remove it" in shown
    assert terminal.json("goals")["goals"][0]["gone"]
    terminal.type("goals", "edit", "1", "2h walk")
    assert titles(terminal) == ["Walk: 2 h a week"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("add",), "2 bad_request"),
        (("add", "Ana"), "2 bad_goal"),
        (("add", "9 days"), "2 bad_goal"),
        (("edit", "1"), "2 bad_request"),
        (("edit", "1", "nonsense"), "2 bad_goal"),
        (("edit", "7", "3h"), "1 no_such_goal"),
        (("remove", "b1"), "1 no_such_goal"),
        (("remove", "1", "2"), "1 no_such_goal"),
        (("break", "Holiday"), "2 bad_break"),
        (("break", "2027-01-03", "2026-12-20"), "2 bad_break"),
        (("sing",), "2 bad_request"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    terminal: Terminal, words: tuple[str, ...], refusal: str
) -> None:
    terminal.type("goals", "add", "3h a week")
    before = terminal.json("goals")
    assert terminal.refused("goals", *words) == refusal
    assert terminal.json("goals") == before


def test_names_that_would_steer_the_terminal_are_plain(terminal: Terminal) -> None:
    terminal.type("goals", "add", '3h with @"A\x1b[31mna"')
    assert "\x1b" not in terminal.type("goals").out


def test_a_running_app_hears_of_it(terminal: Terminal, app: FakeApp) -> None:
    terminal.type("goals", "add", "3h a week")
    assert app.asked[-1] == {"do": "changed"}
