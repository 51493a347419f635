"""Plans on the command line."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from presence.core.clock import SystemClock
from presence.texts import use_language
from tests.cli.conftest import Terminal

DINNER = "daily 23:59 dinner 90m @Ana not in august"


def today() -> date:
    return SystemClock().now().date()


def a_day(ahead: int) -> str:
    return (today() + timedelta(days=ahead)).isoformat()


def lines(terminal: Terminal) -> list[str]:
    return [plan["line"] for plan in terminal.json("plans")]


@pytest.fixture(autouse=True)
def in_no_other_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")  # the test reckons days as the program does


@pytest.fixture
def in_german(terminal: Terminal) -> Iterator[Terminal]:
    terminal.home.mkdir()
    (terminal.home / "settings.toml").write_text('language = "de"\n')
    yield terminal
    use_language()


def test_without_plans_it_says_how_to_have_one(terminal: Terminal) -> None:
    assert "presence plans add" in terminal.type("plans").out
    assert terminal.json("plans") == []
    assert "not in august" in " ".join(terminal.type("plans", "--help").out.split())


def test_plans_are_added_listed_changed_and_removed(terminal: Terminal) -> None:
    said = terminal.type("plans", "add", "weekdays 19:00 dinner 90m @Ana not in august").out
    assert said.startswith(
        "New plan: Dinner · Ana · weekdays 19:00 · 90 min · not in August\nnext: "
    )
    assert said.endswith("Ana is in no session yet.\n")
    terminal.type("plans", "add", "last", "friday", "of", "the", "month", "18:00", "networking")
    assert lines(terminal) == [
        "weekdays 19:00 dinner @Ana 90m not in August",
        "last Friday of the month 18:00 event 120m",
    ]
    terminal.type("plans", "edit", "2", "1st of the month 18:00 event 2h")
    assert lines(terminal)[1] == "1st of the month 18:00 event 120m"
    shown = terminal.type("plans").out
    assert shown.count("next: ") == 2
    assert terminal.json("plans", "remove", "1", "2")["removed"]
    assert lines(terminal) == []


def test_every_change_is_taken_back_one_at_a_time(terminal: Terminal) -> None:
    terminal.type("plans", "add", DINNER)
    terminal.type("plans", "edit", "1", "daily 20:00 dinner")
    terminal.type("plans", "off", "1")
    terminal.type("plans", "remove", "1")
    for is_off in (True, False):
        assert "changed the plan daily 20:00 dinner 90m" in terminal.type("undo").out
        (plan,) = terminal.json("plans")
        assert (plan["at"], plan["is_off"]) == ("20:00", is_off)
    terminal.type("undo")
    assert terminal.json("plans")[0]["at"] == "23:59"


def test_one_time_is_left_out_the_next_or_that_of_a_day(terminal: Terminal) -> None:
    terminal.type("plans", "add", "daily 23:59 dinner")
    assert terminal.json("plans")[0]["next_at"].startswith(a_day(0))
    terminal.type("plans", "skip", "1")
    (plan,) = terminal.json("plans")
    assert plan["next_at"].startswith(a_day(1))
    terminal.type("plans", "skip", "1", a_day(3))
    terminal.type("plans", "skip", "1", "tomorrow")
    (plan,) = terminal.json("plans")
    assert plan["skipped"] == [a_day(0), a_day(1), a_day(3)]
    assert plan["next_at"].startswith(a_day(2))
    assert "left out Dinner" in terminal.type("undo").out
    assert terminal.json("plans")[0]["next_at"].startswith(a_day(1))
    assert "left out: " in terminal.type("plans").out


def test_a_pause_and_a_plan_that_is_off_have_no_time(terminal: Terminal) -> None:
    terminal.type("plans", "add", "daily 23:59 dinner")
    terminal.type("plans", "pause", "1", a_day(0), a_day(9))
    (plan,) = terminal.json("plans")
    assert plan["next_at"].startswith(a_day(10))
    assert plan["pauses"] == [{"from": a_day(0), "to": a_day(9)}]
    terminal.type("plans", "off", "1")
    assert terminal.json("plans")[0]["next_at"] is None
    assert "switched off" in terminal.type("plans").out
    terminal.type("plans", "on", "1")
    assert terminal.json("plans")[0]["next_at"].startswith(a_day(10))


def test_the_day_from_which_it_counts_stays_when_something_else_is_changed(
    terminal: Terminal,
) -> None:
    line = f"every 3 days 12:00 dinner from {a_day(-4)}"
    terminal.type("plans", "add", line)
    before = terminal.json("plans")[0]
    terminal.type("plans", "edit", "1", "every 3 days 12:00 dinner @Tom")
    after = terminal.json("plans")[0]
    assert (after["first"], after["people"]) == (before["first"], ["Tom"])
    assert after["id"] == before["id"]


def test_what_can_be_read_in_two_ways_is_said_or_asked(terminal: Terminal) -> None:
    said = terminal.type("plans", "add", "every second tuesday 12:30 lunch 1h").out
    assert "second Tuesday of the month 12:30 lunch 1h" in said
    assert terminal.refused("plans", "add", "weekdays 7:30 dinner") == "2 ambiguous_entry"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add"], "2 bad_request"),
        (["add", "dinner"], "2 bad_plan"),
        (["add", "weekdays 19:00 blub"], "2 bad_plan"),
        (["edit", "1"], "2 bad_request"),
        (["edit", "7", "daily 19:00"], "1 no_such_plan"),
        (["remove", "0"], "1 no_such_plan"),
        (["remove", "1", "x"], "1 no_such_plan"),
        (["skip", "1", "whenever"], "2 bad_time"),
        (["skip", "1", "2031-08-01"], "1 not_a_day_of_plan"),
        (["pause", "1", "2027-01-03 2027-01-01"], "2 bad_time"),
        (["off", "1", "2"], "2 bad_request"),
        (["bury", "1"], "2 bad_request"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    terminal: Terminal, words: list[str], code: str
) -> None:
    terminal.type("plans", "add", DINNER)
    before = terminal.json("plans")
    assert terminal.refused("plans", *words) == code
    assert terminal.json("plans") == before


def test_a_plan_is_found_by_the_beginning_of_its_id(terminal: Terminal) -> None:
    terminal.type("plans", "add", DINNER)
    its_id = terminal.json("plans")[0]["id"]
    assert terminal.json("plans", "off", its_id[:6])["is_off"]
    assert terminal.refused("plans", "off", its_id[:3]) == "1 no_such_plan"


def test_a_plan_without_a_time_to_come_says_so(terminal: Terminal) -> None:
    said = terminal.type("plans", "add", "on 2020-01-01 19:00 dinner").out
    assert "no time to come" in said
    assert terminal.refused("plans", "skip", "1") == "1 not_a_day_of_plan"


def test_a_name_of_two_words_that_a_shell_took_the_quotes_off_is_one_name(
    terminal: Terminal,
) -> None:
    terminal.type("plans", "add", "daily", "19:00", "dinner", "@Tom Müller", "place:Da Enzo")
    (plan,) = terminal.json("plans")
    assert (plan["people"], plan["place"]) == (["Tom Müller"], "Da Enzo")
    terminal.type("plans", "edit", "1", "daily", "20:00", "dinner", "@Ana Silva")
    assert terminal.json("plans")[0]["people"] == ["Ana Silva"]


def test_a_plan_is_said_in_german_too(in_german: Terminal) -> None:
    in_german.type("plans", "add", "wochentags 19 Uhr Abendessen 90 min @Ana nicht im August")
    assert lines(in_german) == ["werktags 19:00 abendessen @Ana 90m nicht im August"]
    assert in_german.json("plans", "edit", "1", "mo und mi 20 uhr kaffee")["rule"] == (
        "FREQ=WEEKLY;BYDAY=MO,WE"
    )
    assert in_german.json("plans", "skip", "1", "mittwoch")["skipped"]
