"""What is dropped unread would have given nothing: compared with what the library says of it."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from presence.calendars.reading.span import lies_outside
from tests.calendars.reading.texts import calendar, event, read

START, END = datetime(2026, 11, 28, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC)
RULES = (
    "FREQ=DAILY;COUNT={count}",
    "FREQ=DAILY;INTERVAL={step};COUNT={count}",
    "FREQ=WEEKLY;COUNT={count}",
    "FREQ=WEEKLY;INTERVAL={step};BYDAY=MO,WE;COUNT={count}",
    "FREQ=WEEKLY;UNTIL={until}T120000Z",
    "FREQ=MONTHLY;COUNT={count}",
    "FREQ=MONTHLY;INTERVAL={step};COUNT={count}",
    "FREQ=YEARLY;COUNT={count}",
    "FREQ=YEARLY;INTERVAL={step};COUNT={count};WKST=SU",
    "FREQ=MONTHLY;BYMONTHDAY=31;COUNT={count}",
    "FREQ=DAILY;BYMONTH=2;COUNT={count}",
    "FREQ=DAILY;UNTIL={until}T235959Z",
)


def body(*lines: str) -> bytes:
    return "\n".join(("UID:u", *lines, "")).encode()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_dropped_has_nothing_in_the_span(rule: str) -> None:
    chance = random.Random(7)
    dropped = 0
    for _ in range(150):
        begins = datetime(2000, 1, 1, 10) + timedelta(days=chance.randrange(9900))
        until = begins + timedelta(days=chance.randrange(3000))
        given = rule.format(
            count=chance.choice((1, 3, 10, 200)),
            step=chance.choice((1, 2, 5)),
            until=f"{until:%Y%m%d}",
        )
        text = body(f"DTSTART:{begins:%Y%m%dT%H%M%S}Z", "DURATION:PT2H", f"RRULE:{given}")
        if lies_outside(text, START, END):
            dropped += 1
            expected = rrulestr(given, dtstart=begins.replace(tzinfo=UTC))
            found = expected.between(START - timedelta(hours=2), END)
            assert not found, (begins, given)
    assert dropped or "BYMONTH" in rule


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY"),
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=5", "RDATE:20261201T100000Z"),
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=5", "RRULE:FREQ=YEARLY"),
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=x"),
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=SOMETIMES;COUNT=1"),
        ("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=1;BYSETPOS=1"),
        ("DTSTART:20200101T100000Z", "RRULE:COUNT=5;FREQ=DAILY;UNTIL=never"),
        ("DTSTART:20200101T100000Z", "RDATE:20261201T100000Z"),
        ("DTSTART:20200101T100000Z", "RECURRENCE-ID:20261201T100000Z"),
        ("DTSTART:20200101T100000Z", "DURATION:P400W"),
    ],
)
def test_what_is_not_plainly_over_is_read(lines: tuple[str, ...]) -> None:
    assert not lies_outside(body(*lines), START, END)


def test_a_series_that_is_over_but_was_moved_as_a_whole_is_read() -> None:
    text = calendar(
        event("UID:u", "DTSTART:20260801T100000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT1H"),
        event(
            "UID:u",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260808T100000Z",
            "DTSTART:20261205T100000Z",
            "DURATION:PT1H",
        ),
    )
    whole = read(text)[0]
    assert [f"{each.starts_at:%d.%m.}" for each in whole] == ["05.12.", "12.12.", "19.12."]


def test_an_exception_of_a_series_that_is_over_is_still_there() -> None:
    text = calendar(
        event("UID:u", "DTSTART:20260801T100000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT1H"),
        event("UID:u", "RECURRENCE-ID:20260808T100000Z", "DTSTART:20261205T100000Z"),
    )
    assert [f"{each.starts_at:%d.%m.}" for each in read(text)[0]] == ["05.12."]
