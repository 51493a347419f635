"""With whom the hours went, on the command line."""

from datetime import date, timedelta

import pytest

from presence.core.clock import SystemClock
from tests.cli.conftest import Terminal


def today() -> date:
    """Of the moment: a run may begin before midnight."""
    return SystemClock().now().date()


def yesterday() -> date:
    return today() - timedelta(days=1)


def test_hours_by_relation_stand_beside_the_span_before(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--relation", "friend")
    terminal.type("people", "add", "Bo", "--relation", "friend")
    terminal.type("people", "add", "Kim", "--relation", "colleague")
    terminal.type("add", f"{yesterday()} 10-12 coffee @Ana @Bo @Kim")
    terminal.type("add", f"{yesterday()} 13-14 alone")
    terminal.type("add", f"{yesterday() - timedelta(days=1)} 10-11 coffee @Kim @Zoë")
    span = ("--from", str(yesterday()), "--to", str(yesterday()))
    found = terminal.json("week", "--by", "relation", *span)
    lines = [(each["relation"], each["code"], each["total_s"]) for each in found["with"]]
    assert lines == [
        ("colleague", 61, 7200),
        ("friend", 54, 7200),
        ("alone", 18, 3600),
        ("unknown", 58, 0),
    ]
    assert found["with"][0]["before_s"] == 3600
    assert [each["name"] for each in found["more"]] == ["Ana", "Bo", "Kim"]
    assert found["less"] == [{"name": "Zoë", "change_s": -3600}]
    said = terminal.type("week", "--by", "relation", *span).out
    assert "Friends" in said
    assert "counts for both" in said
    assert "Less: Zoë −1 h" in said


def test_a_span_with_nothing_says_so(terminal: Terminal) -> None:
    assert "No session" in terminal.type("month", "--by", "relation").out


@pytest.mark.parametrize("other", [["--hours"], ["--compare", "last"], ["--html", "x.html"]])
def test_it_goes_with_no_other_view(terminal: Terminal, other: list[str]) -> None:
    assert terminal.refused("week", "--by", "relation", *other) == "2 conflicting_words"


def test_published_averages_are_there_only_when_asked(terminal: Terminal) -> None:
    terminal.json("add", "yesterday 19-21 dinner @Ana")
    terminal.json("people", "edit", "Ana", "--relation", "friend")
    span = ("--from", "2020-01-01", "--to", "today")
    assert "averages" not in terminal.json("week", "--by", "relation", *span)
    found = terminal.json("week", "--by", "relation", "--averages", *span)
    (friends,) = found["averages"]
    assert friends["with"] == ["friend"]
    assert 0 < friends["a_day_s"] < 7200
    assert friends["by_age"] == [
        {"age": 25, "a_day_s": 4680},
        {"age": 45, "a_day_s": 2160},
        {"age": 65, "a_day_s": 2160},
    ]
    said = terminal.type("week", "--by", "relation", "--averages", *span).out
    assert said.splitlines()[-3].split() == ["A", "day", "at", "25", "at", "45", "at", "65"]
    assert said.splitlines()[-2].endswith("  1 h 18 min  36 min  36 min")
    assert "Our World in Data" in said
    terminal.json("people", "edit", "Ana", "--relation", "parent")
    said = terminal.type("week", "--by", "relation", "--averages", *span).out
    assert said.splitlines()[-2].startswith("Family")
    assert said.splitlines()[-2].endswith("  1 h 41 min  58 min  1 h 5 min")
    assert terminal.refused("week", "--averages") == "2 bad_request"
