"""Floating times of a calendar with X-WR-TIMEZONE, as GNU date reads them in that zone.

The property is of no RFC: Apple and Google write it, and mean the zone of all that names none. The
instants are those of another implementation with its own reading of the zone database.
"""

import os
import subprocess
from datetime import UTC, datetime

import pytest

from tests.calendars.reading.texts import calendar, event, read

START, END = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
ZONES = (
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",  # half an hour of summer
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
)
# Around the changes of the clocks in October, November, March and April.
WEEKS = (
    "2026-10-18 09:00",
    "2026-10-25 09:00",
    "2026-11-01 09:00",
    "2026-11-08 09:00",
)
TIMES = ("2026-10-03 23:30", "2026-12-31 23:59", "2027-03-14 12:00", "2027-04-04 04:15")


def instant(wall: str, zone: str) -> datetime:
    """What GNU date makes of a wall time."""
    command = ["date", "--date", wall, "+%s"]
    said = subprocess.run(
        command, env={**os.environ, "TZ": zone}, capture_output=True, check=True
    ).stdout
    return datetime.fromtimestamp(int(said), UTC)


def stamp(wall: str) -> str:
    return f"{datetime.fromisoformat(wall):%Y%m%dT%H%M%S}"


def starts(zone: str, *events: str) -> list[datetime]:
    text = calendar(f"X-WR-TIMEZONE:{zone}\r\n", *events)
    found, skipped = read(text, start=START, end=END, zone="Europe/London")
    assert not skipped
    return [each.starts_at for each in found]


@pytest.mark.parametrize("zone", ZONES)
def test_single_events_float_in_the_zone_of_their_calendar(zone: str) -> None:
    events = [event(f"UID:{wall}", f"DTSTART:{stamp(wall)}", "DURATION:PT1H") for wall in TIMES]
    assert starts(zone, *events) == [instant(wall, zone) for wall in TIMES]


@pytest.mark.parametrize("zone", ZONES)
def test_a_weekly_one_stays_at_its_hour_while_the_clocks_change(zone: str) -> None:
    weekly = event(
        "UID:weekly", f"DTSTART:{stamp(WEEKS[0])}", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4"
    )
    assert starts(zone, weekly) == [instant(wall, zone) for wall in WEEKS]


def test_what_names_its_own_zone_or_is_in_utc_is_not_moved() -> None:
    own = event("UID:own", "DTSTART;TZID=Europe/Berlin:20261201T100000", "DURATION:PT1H")
    utc = event("UID:utc", "DTSTART:20261201T120000Z", "DURATION:PT1H")
    assert starts("Asia/Tokyo", own, utc) == [
        instant("2026-12-01 10:00", "Europe/Berlin"),
        instant("2026-12-01 12:00", "UTC"),
    ]
