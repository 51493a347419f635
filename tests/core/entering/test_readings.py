"""A line that can be read in several ways shows all of them, the likeliest first."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.entry import Doubt, parse_add
from presence.core.errors import ErrorCode
from tests.core.entering.lines import BERLIN, MONDAY_NOON, context, read, span

WORDS = (
    "yesterday mon today 7-9 7 8:30 03/04 dinner me an @An @Mia until 9 tonight 2h 15 #x"
).split()


@pytest.mark.parametrize(
    ("line", "doubt", "spans"),
    [
        ("yesterday 7-9 dinner", Doubt.HALF, ["Sun 22 19:00-Sun 21:00", "Sun 22 07:00-Sun 09:00"]),
        ("7-9 dinner", Doubt.HALF, ["Sun 22 19:00-Sun 21:00", "Mon 23 07:00-Mon 09:00"]),
        ("yesterday 3-5 family", Doubt.HALF, ["Sun 22 15:00-Sun 17:00", "Sun 22 03:00-Sun 05:00"]),
        ("yesterday dinner 8", Doubt.HALF, ["Sun 22 20:00-Sun 21:30", "Sun 22 08:00-Sun 09:30"]),
        (
            "yesterday until 9 dinner 2h",
            Doubt.HALF,
            ["Sun 22 19:00-Sun 21:00", "Sun 22 07:00-Sun 09:00"],
        ),
        ("mon 9-10 meeting", Doubt.DAY, ["Mon 23 09:00-Mon 10:00", "Mon 16 09:00-Mon 10:00"]),
    ],
)
def test_what_is_clearly_likelier_is_taken_and_the_rest_is_shown(
    line: str, doubt: Doubt, spans: list[str]
) -> None:
    understood = read(line)
    assert understood.is_clear
    assert [(each.doubt, span(each.entry)) for each in understood.readings] == [
        (doubt, each) for each in spans
    ]
    assert understood.entry == understood.readings[0].entry


@pytest.mark.parametrize(
    ("line", "doubt", "spans"),
    [
        (
            "yesterday 7-8 meeting",
            Doubt.HALF,
            ["Sun 22 07:00-Sun 08:00", "Sun 22 19:00-Sun 20:00"],
        ),
        (
            "yesterday 7:30-9:30 dinner",
            Doubt.HALF,
            ["Sun 22 19:30-Sun 21:30", "Sun 22 07:30-Sun 09:30"],
        ),
        ("10/11 19-20 dinner", Doubt.DATE, ["Tue 10 19:00-Tue 20:00", "Sun 11 19:00-Sun 20:00"]),
        ("coffee 15", Doubt.NUMBER, ["Sun 22 15:00-Sun 15:45", "Mon 23 11:45-Mon 12:00"]),
        ("mon 7-9 dinner", Doubt.DAY, ["Mon 16 19:00-Mon 21:00", "Mon 23 07:00-Mon 09:00"]),
    ],
)
def test_what_nobody_can_know_is_not_clear(line: str, doubt: Doubt, spans: list[str]) -> None:
    understood = read(line)
    assert not understood.is_clear
    assert [(each.doubt, span(each.entry)) for each in understood.readings] == [
        (doubt, each) for each in spans
    ]


@pytest.mark.parametrize(
    "line",
    [
        "yesterday 19-21 dinner",
        "yesterday 07:00-09:00 dinner",
        "yesterday 7-9pm dinner",
        "2026-11-03 9-10 meeting",
        "yesterday 12-1 coffee",
        "yesterday 22-2 event",
        "last night 8-11 dinner",
        "sat evening 7-9 dinner",
        "3/14 19-20 dinner",
        "coffee 45",
        "yesterday 19-21 dinner mi",
        'yesterday 19-21 dinner @"Ana"',
    ],
)
def test_what_can_be_read_in_one_way_asks_nothing(line: str) -> None:
    understood = read(line)
    assert understood.entry is not None
    assert understood.is_clear
    assert understood.readings == ()


def test_a_name_that_two_people_begin_with_is_the_one_met_last_or_the_other() -> None:
    understood = read("yesterday 19-21 dinner an")
    assert not understood.is_clear
    assert [each.entry.people for each in understood.readings] == [("Ana Silva",), ("Anna Blau",)]
    assert understood.readings[1].line == 'yesterday 19-21 dinner @"Anna Blau"'


def test_a_name_after_an_at_is_new_or_one_that_is_known_so() -> None:
    understood = read("yesterday 19-21 dinner @Ana")
    assert understood.is_clear
    assert [each.entry.people for each in understood.readings] == [("Ana",), ("Ana Silva",)]


def test_a_beginning_of_two_kinds_asks_which() -> None:
    words = {"meeting": ("meeting",), "meal": ("meal",)}
    understood = read("yesterday 19-21 me", kind_words=words, people=())
    assert not understood.is_clear
    assert [each.entry.kind for each in understood.readings] == ["meeting", "meal"]
    assert understood.readings[1].doubt is Doubt.KIND


def test_one_doubt_is_asked_about_after_the_other() -> None:
    understood = read("10/11 7-8 dinner an")
    assert understood.readings[0].doubt is Doubt.DATE
    asked: list[Doubt] = []
    while understood.readings:
        asked.append(understood.readings[0].doubt)
        understood = read(understood.readings[-1].line)
    assert asked == [Doubt.DATE, Doubt.PERSON, Doubt.HALF]


def test_what_somebody_does_lately_decides() -> None:
    line = "yesterday 7-8 meeting"
    assert span(read(line).readings[0].entry) == "Sun 22 07:00-Sun 08:00"
    evenings = read(line, begun={"meeting": [19, 19, 18, 20]})
    assert evenings.entry is not None
    assert span(evenings.entry) == "Sun 22 19:00-Sun 20:00"
    assert evenings.is_clear


def test_the_region_says_whether_the_month_stands_first() -> None:
    american = read("10/11 19-20 dinner", writes_month_first=True)
    assert span(american.readings[0].entry) == "Sun 11 19:00-Sun 20:00"
    assert not american.is_clear


def test_a_day_of_this_week_that_is_still_to_come_was_last_week() -> None:
    understood = read("mon 19-21 dinner")
    assert understood.entry is not None
    assert span(understood.entry) == "Mon 16 19:00-Mon 21:00"
    assert understood.is_clear


def test_what_is_likelier_but_still_to_come_is_not_quietly_something_else() -> None:
    understood = read("today 7-9 dinner")
    assert not understood.is_clear
    assert [each.line for each in understood.readings] == ["today 07:00-09:00 dinner"]
    assert read("tonight 7-9 dinner").problem is not None


def test_what_is_likelier_but_not_over_yet_is_named_beside_what_is_left() -> None:
    half_past_eight = datetime(2026, 11, 23, 8, 30, tzinfo=BERLIN)
    understood = read("8-9 coffee", now=half_past_eight)
    assert understood.still_to_come is not None
    assert [span(each) for each in (understood.readings[0].entry, understood.still_to_come)] == [
        "Sun 22 20:00-Sun 21:00",
        "Mon 23 08:00-Mon 09:00",
    ]
    assert read("8-9 coffee").still_to_come is None


@given(
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from([2, 8, 12, 18, 23]),
    st.booleans(),
)
def test_what_is_not_clear_has_two_ways_to_be_read(
    words: list[str], hour: int, writes_12_hours: bool
) -> None:
    now = datetime(2026, 11, 23, hour, 30, tzinfo=BERLIN)
    understood = read(" ".join(words), now=now, writes_12_hours=writes_12_hours)
    if not understood.is_clear:
        assert len(understood.readings) + (understood.still_to_come is not None) >= 2


def test_until_six_tonight_is_the_night_that_has_not_ended() -> None:
    at_two = datetime(2026, 11, 24, 2, 0, tzinfo=BERLIN)
    understood = read("tonight 8-11 dinner", now=at_two)
    assert understood.entry is not None
    assert span(understood.entry) == "Mon 23 20:00-Mon 23:00"


def test_for_an_owl_it_is_still_yesterday_at_two() -> None:
    at_two = datetime(2026, 11, 24, 2, 0, tzinfo=BERLIN)
    for line in ("tonight 8-11 dinner", "today 20-23 dinner", "mon 20-23 dinner"):
        understood = read(line, now=at_two, today=date(2026, 11, 23))
        assert understood.entry is not None
        assert span(understood.entry) == "Mon 23 20:00-Mon 23:00"


def test_a_person_goes_before_a_group_of_the_same_name() -> None:
    understood = read("yesterday 19-21 dinner @Mia", groups={"Mia": ("Eve", "Zoe")})
    assert understood.is_clear
    assert [each.entry.people for each in understood.readings] == [("Mia",), ("Eve", "Zoe")]
    assert understood.readings[1].line == "yesterday 19-21 dinner @Eve @Zoe"


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.booleans())
def test_every_reading_is_read_so_from_the_line_that_it_offers(
    words: list[str], writes_12_hours: bool
) -> None:
    read_against = context(writes_12_hours=writes_12_hours)
    understood = parse_add(" ".join(words), read_against)
    assert len(understood.readings) <= 5
    if understood.readings:
        assert understood.entry == understood.readings[0].entry
    for reading in understood.readings:
        again = parse_add(reading.line, read_against)
        doubts = {each.doubt for each in again.readings}
        assert reading.doubt not in doubts or reading.doubt is Doubt.PERSON, reading.line
        if not again.readings:
            assert again.entry == reading.entry


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_a_line_without_an_entry_has_a_problem_and_nothing_to_choose(words: list[str]) -> None:
    understood = parse_add(" ".join(words), context(now=MONDAY_NOON))
    if understood.entry is None:
        assert understood.problem is not None
        assert understood.problem.code in ErrorCode
        assert understood.readings == ()
