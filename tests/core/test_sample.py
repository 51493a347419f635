"""The made-up log: the same each time, believable, and with everything the pictures need."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from presence.core.kind import BUILT_IN
from presence.core.review import Calendar
from presence.core.sample import (
    PEOPLE,
    SEED,
    last_evening,
    sample_week,
    sample_year,
    within,
)
from presence.core.session import Basis, Session

NAME = "Europe/Berlin"
BERLIN = ZoneInfo(NAME)
NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def year() -> tuple[Session, ...]:
    return sample_year(SEED, BERLIN, NAME, NOW)


def test_the_same_seed_gives_the_same_log_and_another_one_does_not(
    year: tuple[Session, ...],
) -> None:
    assert sample_year(SEED, BERLIN, NAME, NOW) == year
    assert sample_year(SEED + 1, BERLIN, NAME, NOW) != year


def test_a_day_later_the_past_is_still_the_same(year: tuple[Session, ...]) -> None:
    later = sample_year(SEED, BERLIN, NAME, NOW + timedelta(days=1))
    past = {session.id: session for session in later}
    assert all(past[session.id] == session for session in year[20:-2])


def test_it_has_every_kind_and_person_and_a_year_of_days(year: tuple[Session, ...]) -> None:
    assert {session.kind for session in year} == {kind.key for kind in BUILT_IN}
    assert {name for session in year for name in session.people} == set(PEOPLE)
    assert NOW - year[0].started_at > timedelta(days=360)
    assert {Basis.SAID, Basis.COMPUTER, Basis.NOT_KNOWN} <= {session.basis for session in year}


def test_names_come_from_several_scripts() -> None:
    scripts = {
        "latin": range(0x41, 0x250),
        "cyrillic": range(0x400, 0x500),
        "hebrew": range(0x590, 0x600),
        "arabic": range(0x600, 0x700),
        "han": range(0x4E00, 0xA000),
    }
    found = {
        name
        for person in PEOPLE
        for letter in person
        for name, letters in scripts.items()
        if ord(letter) in letters
    }
    assert found == set(scripts)


def test_nobody_is_in_two_places_at_once(year: tuple[Session, ...]) -> None:
    assert all(
        one.ended_at is not None and one.ended_at <= other.started_at
        for one, other in pairwise(year)
    )


def test_everything_is_over_and_every_id_is_used_once(year: tuple[Session, ...]) -> None:
    assert all(session.ended_at is not None and session.ended_at <= NOW for session in year)
    assert len({session.id for session in year}) == len(year)
    assert all(
        session.started_at <= slip.at
        and session.ended_at is not None
        and slip.at <= session.ended_at
        for session in year
        for slip in session.slips
    )


def test_the_last_two_wait_for_an_answer_in_the_present_week(year: tuple[Session, ...]) -> None:
    waiting = [session for session in year if not session.confirmed]
    assert waiting == list(year[-2:])
    week = Calendar(BERLIN).week_of(NOW.date())
    assert all(session in within(year, week) for session in waiting)


def test_a_night_out_goes_over_the_hour_that_comes_twice(year: tuple[Session, ...]) -> None:
    back = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # 3:00 becomes 2:00 in Berlin
    assert any(
        session.started_at < back < session.ended_at
        for session in year
        if session.ended_at is not None
    )


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Apia"])
@pytest.mark.parametrize("first_weekday", [0, 5, 6])
@pytest.mark.parametrize("day", range(1, 8))
def test_a_sample_week_is_never_thin_wherever_and_whenever_it_is_asked_for(
    zone: str, first_weekday: int, day: int
) -> None:
    calendar = Calendar(ZoneInfo(zone), first_weekday=first_weekday)
    now = datetime(2026, 3, day, 12, tzinfo=UTC)
    review = sample_week(calendar, zone, now)
    assert review.week == calendar.week_of(calendar.day_of(now))
    assert len(review.sessions) >= 6
    assert len([each for each in review.days if each.total]) >= 4
    assert len(review.unconfirmed) == 2
    assert review.is_running
    assert calendar.day_of(last_evening(review.week)) == review.week.days[-1]


def test_the_weeks_edge_belongs_to_one_week_only(year: tuple[Session, ...]) -> None:
    week = Calendar(BERLIN).week_of(date(2026, 11, 18))
    here = set(within(year, week))
    over = [s for s in here if s.started_at < week.start]
    assert all(s.ended_at is not None and s.ended_at > week.start for s in here)
    assert set(over) <= set(within(year, week.shifted(-1)))
