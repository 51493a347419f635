"""A free evening, and what stands on a page."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from presence.core.clock import to_ms
from presence.core.people.details import Birthday, Details
from presence.core.people.evening import free_evening, looked_at
from presence.core.people.page import hours_by_month, next_birthday, total_of
from presence.core.review import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(BERLIN)
TODAY = date(2026, 11, 20)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=BERLIN) + DAY * day


def test_the_day_after_tomorrow_is_the_first_that_is_asked_for() -> None:
    assert free_evening([], CALENDAR, TODAY) == TODAY + DAY * 2


def test_an_evening_with_something_in_it_is_not_free_and_an_afternoon_is_no_evening() -> None:
    busy = [(at(2, 21), at(2, 23)), (at(3, 9), at(3, 18)), (at(2, 22), at(3, 1))]
    assert free_evening(busy, CALENDAR, TODAY) == TODAY + DAY * 3


def test_in_four_weeks_without_a_free_evening_there_is_none() -> None:
    assert free_evening([looked_at(CALENDAR, TODAY)], CALENDAR, TODAY) is None


def test_a_year_of_months_ends_with_this_one_and_is_cut_at_its_edges() -> None:
    turn = to_ms(datetime(2026, 11, 1, tzinfo=BERLIN))
    hour = 3_600_000
    months = hours_by_month([(turn - hour, turn + 2 * hour)], CALENDAR, TODAY, turn)
    assert (months[0].first, months[-1].first) == (date(2025, 12, 1), date(2026, 11, 1))
    assert [part.total / HOUR for part in months[-2:]] == [1, 2]


def test_one_in_progress_counts_up_to_now() -> None:
    now = to_ms(at(0, 12))
    spans = [(now - 3_600_000, None)]
    assert total_of(spans, now) == HOUR
    assert hours_by_month(spans, CALENDAR, TODAY, now)[-1].total == HOUR


def test_the_next_birthday_is_this_year_or_the_next() -> None:
    assert next_birthday(Details("Ana", birthday=Birthday(11, 20)), TODAY) == TODAY
    assert next_birthday(Details("Ana", birthday=Birthday(4, 12)), TODAY) == date(2027, 4, 12)
    assert next_birthday(Details("Ana", birthday=Birthday(2, 29)), TODAY) == date(2027, 2, 28)
    assert next_birthday(Details("Ana"), TODAY) is None
