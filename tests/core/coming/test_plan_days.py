"""The rules of plans and their days, beside those of dateutil and of the RFC's own examples."""

import time
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.coming.plan import Plan
from presence.core.coming.plan_days import first_day, plan_days, rule_days
from presence.core.coming.plan_rules import Every, Rule, check, read_rule, rule_text
from presence.core.errors import ErrorCode, NotUnderstood

FIRST = date(1997, 9, 2)  # a Tuesday: the RFC's examples begin on it
DAY = timedelta(days=1)


def days(text: str, count: int, first: date = FIRST) -> list[str]:
    found = rule_days(read_rule(text), first, first, first + DAY * 366 * 12)
    return [day.isoformat() for _number, day in zip(range(count), found, strict=False)]


# RFC 5545, 3.8.5.3
EXAMPLES = [
    ("FREQ=DAILY;COUNT=3", ["1997-09-02", "1997-09-03", "1997-09-04"]),
    ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["1997-09-02", "1997-09-12", "1997-09-22"]),
    ("FREQ=WEEKLY;INTERVAL=2", ["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14"]),
    ("FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH", ["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"]),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,TH",
        ["1997-09-02", "1997-09-04", "1997-09-16", "1997-09-18", "1997-09-30"],
    ),
    ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", ["1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05"]),
    ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", ["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-3", ["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"]),
    ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", ["1997-09-02", "1997-09-15", "1997-10-02"]),
    ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", ["1997-09-30", "1997-10-01", "1997-10-31"]),
    ("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", ["1998-06-02", "1998-07-02", "1999-06-02"]),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3", ["1999-01-02", "1999-02-02", "1999-03-02"]),
    ("FREQ=YEARLY;BYDAY=20MO", ["1998-05-18", "1999-05-17", "2000-05-15"]),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", ["1998-03-05", "1998-03-12", "1998-03-19", "1998-03-26"]),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", ["1998-02-13", "1998-03-13", "1998-11-13"]),
    ("FREQ=DAILY;UNTIL=19970904", ["1997-09-02", "1997-09-03", "1997-09-04"]),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_the_days_are_those_that_the_rfc_names(text: str, expected: list[str]) -> None:
    assert days(text, len(expected)) == expected


WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
MONTHS = st.lists(st.integers(1, 12), max_size=3, unique=True)
MONTH_DAYS = st.lists(st.integers(-28, 28).filter(bool), max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    every = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={every}", f"INTERVAL={draw(st.integers(1, 4))}"]
    # dateutil reads "MO,1MO" as both at once, the RFC as either, and so do we: all or none here
    ordinals = ["1", "2", "-1", "5"] if every == "MONTHLY" and draw(st.booleans()) else [""]
    weekday = st.tuples(st.sampled_from(ordinals), WEEKDAYS)
    weekdays = draw(st.lists(weekday, max_size=3, unique=True))
    if weekdays:
        parts.append("BYDAY=" + ",".join(f"{number}{day}" for number, day in weekdays))
    elif every != "WEEKLY" and (month_days := draw(MONTH_DAYS)):
        parts.append("BYMONTHDAY=" + ",".join(map(str, month_days)))
    if months := draw(MONTHS):
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    return ";".join(parts)


@settings(deadline=None, max_examples=60)  # it searches until the year 9999 for some
@given(rules(), st.dates(date(2019, 12, 1), date(2028, 3, 1)), st.integers(0, 900))
def test_another_implementation_finds_the_same_days(text: str, first: date, ahead: int) -> None:
    start = first + DAY * ahead
    end = start + DAY * 120
    ours = list(rule_days(read_rule(text), first, start, end))
    begun = datetime(first.year, first.month, first.day)
    span = (datetime(day.year, day.month, day.day) for day in (start, end - DAY))
    theirs = rrulestr(text + ("" if "COUNT" in text else ";UNTIL=20331231"), dtstart=begun)
    assert ours == [at.date() for at in theirs.between(*span, inc=True)]


@given(rules())
def test_a_rule_is_written_as_it_is_read(text: str) -> None:
    rule = read_rule(text)
    assert read_rule(rule_text(rule)) == rule
    assert check(rule) == rule


BAD = [
    ("", ""),
    ("every day", "EVERY DAY"),
    ("INTERVAL=2", "FREQ"),
    ("FREQ=HOURLY", "FREQ=HOURLY"),
    ("FREQ=SECONDLY", "FREQ=SECONDLY"),
    ("FREQ=DAILY;BYHOUR=9", "BYHOUR=9"),
    ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS=1"),
    ("FREQ=DAILY;FREQ=WEEKLY", "FREQ=WEEKLY"),
    ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
    ("FREQ=DAILY;INTERVAL=1000", "INTERVAL=1000"),
    ("FREQ=DAILY;INTERVAL=١", "INTERVAL=١"),
    ("FREQ=DAILY;COUNT=99999", "COUNT=99999"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "UNTIL"),
    ("FREQ=DAILY;UNTIL=20270230", "UNTIL=20270230"),
    ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
    ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"),
    ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO"),
    ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
    ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY"),
    ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
    ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "BYMONTHDAY"),
]


@pytest.mark.parametrize(("text", "part"), BAD)
def test_what_a_plan_cannot_be_is_refused_with_what_of_it(text: str, part: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_rule(text)
    assert caught.value.code is ErrorCode.BAD_RULE
    assert caught.value.values["part"] == part


def test_a_day_that_is_excepted_counts_but_is_not_there() -> None:
    plan = Plan(
        "p",
        "",
        "dinner",
        "FREQ=DAILY;COUNT=10",
        date(2026, 7, 28),
        19 * 60,
        None,
        not_on=(date(2026, 7, 29),),
        not_in=(8,),
    )
    found = plan_days(plan, date(2026, 7, 1), date(2026, 12, 1))
    assert [day.day for day in found] == [28, 30, 31]


def test_in_a_pause_nothing_takes_place_on_its_first_and_last_day_either() -> None:
    pause = (date(2026, 12, 24), date(2026, 12, 26))
    plan = Plan("p", "", "dinner", "FREQ=DAILY", date(2026, 1, 1), 0, None, pauses=(pause,))
    found = plan_days(plan, date(2026, 12, 22), date(2026, 12, 29))
    assert [day.day for day in found] == [22, 23, 27, 28]


def test_every_second_tuesday_begins_with_the_next_tuesday() -> None:
    rule = Rule(Every.WEEK, interval=2, weekdays=((0, 1),))
    assert first_day(rule, date(2026, 11, 28)) == date(2026, 12, 1)
    yearly = Rule(Every.YEAR, month_days=(24,), months=(12,))
    assert first_day(yearly, date(2026, 12, 25)) == date(2027, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;COUNT=9999",
    ],
)
def test_no_rule_takes_long_also_where_it_has_no_day(text: str) -> None:
    begun = time.process_time()
    list(rule_days(read_rule(text), date(1997, 9, 2), date(2026, 1, 1), date(2031, 1, 1)))
    assert time.process_time() - begun < 0.5
    last = rule_days(read_rule(text), date(9999, 12, 1), date(9999, 12, 1), date.max)
    assert len(list(last)) <= 31
