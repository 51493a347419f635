"""``week``, ``month`` and ``year`` without an app: any days, beside others, in both forms."""

import pytest

from presence.cli.table import AtWidth
from tests.cli.conftest import Terminal

ENTRIES = (
    "2025-03-04 19-21 dinner @Ana #family place:Home slipped 0",
    "2025-03-31 23-1:00 walk @Ana @Tom",
    "2025-04-30 9-12 meeting @Tom",
    "2024-12-31 22-2:00 dinner @Ana",
)


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    for line in ENTRIES:
        assert terminal.type("add", line).code == 0
    return terminal


def test_a_month_and_a_year_have_the_shape_of_a_week(filled: Terminal) -> None:
    week, month, year = (filled.json(unit, "2025-03-05") for unit in ("week", "month", "year"))
    assert (month["unit"], month["from"], month["to"]) == ("month", "2025-03-01", "2025-03-31")
    assert (year["from"], year["to"], year["total_s"]) == ("2025-01-01", "2025-12-31", 9 * 3600)
    assert month["total_s"] == sum(day["total_s"] for day in month["days"]) == 3 * 3600
    assert len(year["days"]) == 365
    assert [part["total_s"] for part in year["months"]][:4] == [7200, 0, 10800, 14400]
    assert sum(part["total_s"] for part in year["weeks"]) == year["total_s"]
    assert set(week) - set(year) == {"sessions"}
    assert set(week) == set(month)
    assert {"date", "total_s", "by_kind"} == set(year["days"][0])
    assert year["people"] == [
        {"name": "Ana", "total_s": 6 * 3600},
        {"name": "Tom", "total_s": 5 * 3600},
    ]
    assert (week["tags"], week["places"]) == (
        [{"name": "family", "total_s": 7200}],
        [{"name": "Home", "total_s": 7200}],
    )


def test_a_year_alone_is_a_year_and_a_month_has_a_line_a_week(filled: Terminal) -> None:
    assert filled.json("year", "2024")["total_s"] == 2 * 3600
    month = filled.type("month", "2025-03-05").out
    assert month.startswith("Mar 2025\n3 h with people, 1 of 1 dinner kept, most with Ana.\n")
    bars = {line[2:17].strip() for line in month.split("\n") if "█" in line and " h " in line}
    assert {"3 Mar – 9 Mar", "31 Mar"} <= bars
    year = filled.type("year", "2025").out
    assert "\n  Mar 2025  █" in year
    assert "The fullest month was Apr, with 4 h." in year


@pytest.mark.parametrize("columns", [40, 60])
def test_no_line_of_a_review_is_wider_than_the_terminal(filled: Terminal, columns: int) -> None:
    with AtWidth(columns):
        year = filled.type("year", "2025").out
    assert "What it rests on: " in year
    assert max(map(len, year.split("\n"))) <= columns


def test_no_line_of_a_review_begins_with_the_unit_of_the_number_before_it(
    filled: Terminal,
) -> None:
    begins = set()
    for columns in range(24, 80):
        with AtWidth(columns):
            year = filled.type("year", "2025").out
        begins |= {line.split()[0] for line in year.split("\n") if line.strip()}
    assert "with" in begins
    assert begins.isdisjoint({"h", "min", "%", "·"})


def test_a_month_is_named_by_its_number(filled: Terminal) -> None:
    assert filled.json("month", "2025-03") == filled.json("month", "2025-03-05")
    compared = filled.type("month", "2025-04", "--compare", "2025-03")
    assert compared.code == 0
    for text in ("2025-13", "2025-3", "0000-01", "20250-3"):
        assert filled.refused("month", text) == "2 bad_time"


def test_any_days_may_be_reviewed(filled: Terminal) -> None:
    span = filled.json("week", "--from", "2024-12-01", "--to", "2025-03-31")
    assert (span["unit"], span["total_s"]) == ("span", 7 * 3600)
    weeks = filled.type("week", "--from", "2024-12-01", "--to", "2025-03-31").out
    assert "\n  30 Dec – 5 Jan   █" in weeks
    years = filled.type("year", "--from", "2024-12-01", "--to", "2025-12-31").out
    assert "\n  2024  █" in years
    assert "\n  2025  █" in years
    days = filled.type("week", "--from", "2025-03-30", "--to", "2025-04-02").out
    assert "Mon  31 Mar  █" in days


def test_only_the_hours_come_for_many_years_at_once(filled: Terminal) -> None:
    words = ("--from", "2024-12-01", "--to", "2025-12-31")
    for unit in ("week", "month"):
        whole = filled.json(unit, *words)
        hours = filled.json(unit, *words, "--hours")
        assert hours["total_s"] == whole["total_s"]
        assert hours[f"{unit}s"] == whole[f"{unit}s"]
    assert filled.json("week", "2025-03-05", "--hours")["days"][1]["total_s"] == 7200
    text = filled.type("year", *words, "--hours").out
    assert text.startswith("1 Dec 2024 – 31 Dec 2025\n11 h in all\n\n  2024  █")


def test_two_of_them_stand_side_by_side(filled: Terminal) -> None:
    record = filled.json("month", "2025-03-05", "--compare", "2025-04-01")
    assert record["total"] == {"one_s": 10800, "other_s": 14400, "change_s": -3600}
    assert not record["equally_long"]
    people = {each["name"]: each["change_s"] for each in record["people"]}
    assert people == {"Ana": 2 * 3600, "Tom": 3600 - 4 * 3600}
    text = filled.type("month", "2025-03-05", "--compare", "2025-04-01").out
    assert "Mar 2025" in text.split("\n")[0]
    assert "Apr 2025" in text.split("\n")[0]
    assert "−1 h" in text
    last = filled.json("year", "2025", "--compare", "last")
    assert last["other"]["from"] == "2024-01-01"


@pytest.mark.parametrize(
    ("beside", "span"),
    [
        ("2025-02-20..2025-04-01", ("2025-02-20", "2025-04-01")),
        ("last", ("2025-02-19", "2025-02-28")),
        ("2025-02-01", ("2025-02-01", "2025-02-10")),
    ],
)
def test_any_days_stand_beside_any_others(
    filled: Terminal, beside: str, span: tuple[str, str]
) -> None:
    words = ("week", "--from", "2025-03-01", "--to", "2025-03-10", "--compare", beside)
    record = filled.json(*words)
    assert (record["one"]["from"], record["one"]["to"]) == ("2025-03-01", "2025-03-10")
    assert (record["other"]["from"], record["other"]["to"]) == span


def test_an_empty_month_says_so(terminal: Terminal) -> None:
    assert terminal.type("month", "2020-03-05").out == "Mar 2020\nNo session in this month.\n"
    assert terminal.type("year", "2020").out == "2020\nNo session in this year.\n"
    empty = terminal.json("year", "2020")
    assert (empty["count"], empty["kept_share"], empty["longest"]) == (0, None, None)


def test_a_month_can_be_named_alone(terminal: Terminal) -> None:
    (year, month) = terminal.json("month", "last")["from"].split("-")[:2]
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    said = terminal.json("month", names[int(month) - 1])
    assert said["from"].startswith(f"{year}-{month}-01")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("month", "someday"), "2 bad_time"),
        (("year", "-9999"), "2 bad_time"),
        (("year", "0001"), "2 bad_time"),
        (("month", "9999-12-31"), "2 bad_time"),
        (("week", "--to", "2025-01-01"), "2 bad_filter"),
        (("week", "--from", "2025-02-01", "--to", "2025-01-01"), "2 bad_filter"),
        (("week", "last", "--from", "2025-02-01"), "2 conflicting_words"),
        (("week", "--compare", "2025-03-09..2025-03-01"), "2 bad_filter"),
        (("week", "--compare", "2025-03-09.."), "2 bad_time"),
        (("week", "november"), "2 bad_time"),
        (("month", "--compare", "someday"), "2 bad_time"),
    ],
)
def test_what_is_no_period_is_refused(
    terminal: Terminal, words: tuple[str, ...], refused: str
) -> None:
    assert terminal.refused(*words) == refused
