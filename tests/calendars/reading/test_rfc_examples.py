"""The examples of RFC 5545, 3.8.5.3, with the dates that the RFC itself gives for them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.reading.texts import calendar, event, read

NEW_YORK = ZoneInfo("America/New_York")


def days(year: int, month: int, *numbers: int) -> list[str]:
    return [f"{year}-{month:02}-{number:02}" for number in numbers]


EXAMPLES = [
    ("19970902", "FREQ=DAILY;COUNT=10", days(1997, 9, *range(2, 12))),
    (
        "19970902",
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        [
            *days(1997, 9, *range(2, 31)),
            *days(1997, 10, *range(1, 32)),
            *days(1997, 11, *range(1, 31)),
            *days(1997, 12, *range(1, 24)),
        ],
    ),
    (
        "19970902",
        "FREQ=DAILY;INTERVAL=10;COUNT=5",
        days(1997, 9, 2, 12, 22) + days(1997, 10, 2, 12),
    ),
    (
        "19980101",
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        [day for year in (1998, 1999, 2000) for day in days(year, 1, *range(1, 32))],
    ),
    (
        "19970902",
        "FREQ=WEEKLY;COUNT=10",
        days(1997, 9, 2, 9, 16, 23, 30) + days(1997, 10, 7, 14, 21, 28) + days(1997, 11, 4),
    ),
    (
        "19970902",
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        days(1997, 9, 2, 4, 9, 11, 16, 18, 23, 25, 30) + days(1997, 10, 2),
    ),
    (
        "19970901",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        [
            *days(1997, 9, 1, 3, 5, 15, 17, 19, 29),
            *days(1997, 10, 1, 3, 13, 15, 17, 27, 29, 31),
            *days(1997, 11, 10, 12, 14, 24, 26, 28),
            *days(1997, 12, 8, 10, 12, 22),
        ],
    ),
    (
        "19970902",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        days(1997, 9, 2, 4, 16, 18, 30) + days(1997, 10, 2, 14, 16),
    ),
    (
        "19970905",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        [
            "1997-09-05",
            "1997-10-03",
            "1997-11-07",
            "1997-12-05",
            "1998-01-02",
            "1998-02-06",
            "1998-03-06",
            "1998-04-03",
            "1998-05-01",
            "1998-06-05",
        ],
    ),
    (
        "19970907",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        [
            *days(1997, 9, 7, 28),
            *days(1997, 11, 2, 30),
            *days(1998, 1, 4, 25),
            *days(1998, 3, 1, 29),
            *days(1998, 5, 3, 31),
        ],
    ),
    (
        "19970922",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        ["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22", "1998-01-19", "1998-02-16"],
    ),
    (
        "19970930",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        [
            "1997-09-30",
            "1997-10-01",
            "1997-10-31",
            "1997-11-01",
            "1997-11-30",
            "1997-12-01",
            "1997-12-31",
            "1998-01-01",
            "1998-01-31",
            "1998-02-01",
        ],
    ),
    (
        "19970910",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        days(1997, 9, 10, 11, 12, 13, 14, 15) + days(1999, 3, 10, 11, 12, 13),
    ),
    (
        "19970610",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        [f"{year}-{month}-10" for year in range(1997, 2002) for month in ("06", "07")],
    ),
    (
        "19970101",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        [
            "1997-01-01",
            "1997-04-10",
            "1997-07-19",
            "2000-01-01",
            "2000-04-09",
            "2000-07-18",
            "2003-01-01",
            "2003-04-10",
            "2003-07-19",
            "2006-01-01",
        ],
    ),
    ("19970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["1997-05-12", "1998-05-11", "1999-05-17"]),
    ("19970519", "FREQ=YEARLY;BYDAY=20MO", ["1997-05-19", "1998-05-18", "1999-05-17"]),
    (
        "19980213",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"],
    ),
    (
        "19961105",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        ["1996-11-05"],  # and 2000-11-07, 2004-11-02: below
    ),
    (
        "19970904",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        ["1997-09-04", "1997-10-07", "1997-11-06"],
    ),
    (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        days(1997, 8, 5, 10, 19, 24),
    ),
    (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        days(1997, 8, 5, 17, 19, 31),
    ),
    (
        "20070115",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        ["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"],
    ),
]


@pytest.mark.parametrize(("first", "rule", "expected"), EXAMPLES)
def test_a_rule_gives_the_dates_that_the_rfc_gives(
    first: str, rule: str, expected: list[str]
) -> None:
    text = calendar(
        event("UID:a", f"DTSTART;TZID=America/New_York:{first}T090000", f"RRULE:{rule}")
    )
    last = 2000 if "COUNT" not in rule and "UNTIL" not in rule else 2010
    end = datetime(last, 1, 1, tzinfo=UTC)
    events, skipped = read(text, start=datetime(1996, 1, 1, tzinfo=UTC), end=end)
    assert not skipped
    at = [each.starts_at.astimezone(NEW_YORK) for each in events]
    assert [f"{each:%Y-%m-%d}" for each in at] == expected
    assert {f"{each:%H:%M}" for each in at} == {"09:00"}  # on both sides of the clock's change


def test_an_election_day_comes_every_four_years() -> None:
    rule = "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8"
    text = calendar(event("UID:a", "DTSTART:19961105T090000", f"RRULE:{rule}"))
    start, end = datetime(1996, 1, 1, tzinfo=UTC), datetime(2005, 1, 1, tzinfo=UTC)
    events, _skipped = read(text, start=start, end=end, zone="UTC")
    assert [f"{each.starts_at:%Y-%m-%d}" for each in events] == [
        "1996-11-05",
        "2000-11-07",
        "2004-11-02",
    ]


def test_friday_the_thirteenth_leaves_out_its_first() -> None:
    """With ``EXDATE``, as the RFC has it: the start is no Friday."""
    text = calendar(
        event(
            "UID:a",
            "DTSTART;TZID=America/New_York:19970902T090000",
            "EXDATE;TZID=America/New_York:19970902T090000",
            "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        )
    )
    start, end = datetime(1997, 1, 1, tzinfo=UTC), datetime(2000, 12, 1, tzinfo=UTC)
    events, _skipped = read(text, start=start, end=end)
    assert [f"{each.starts_at:%Y-%m-%d}" for each in events] == [
        "1998-02-13",
        "1998-03-13",
        "1998-11-13",
        "1999-08-13",
        "2000-10-13",
    ]


def test_every_three_hours_of_one_day_is_short_enough() -> None:
    rule = "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z"
    text = calendar(
        event("UID:a", "DTSTART;TZID=America/New_York:19970902T090000", f"RRULE:{rule}")
    )
    start, end = datetime(1997, 9, 1, tzinfo=UTC), datetime(1997, 9, 4, tzinfo=UTC)
    events, skipped = read(text, start=start, end=end)
    # The RFC's text names 15:00 too; its UNTIL of 17:00 UTC is 13:00 in New York.
    assert not skipped
    assert [f"{each.starts_at.astimezone(NEW_YORK):%H:%M}" for each in events] == ["09:00", "12:00"]
