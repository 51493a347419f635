"""When plans take place, in zones whose clocks are set forward and back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from presence.calendars.recurrence import key_of, next_occurrence, occurrences
from presence.core.coming.offer import Offer, Origin
from presence.core.coming.plan import Plan
from presence.core.names.group import Group

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")
DAY = timedelta(days=1)


def a_plan(rule: str = "FREQ=DAILY", at: int = 19 * 60, **changes: object) -> Plan:
    values: dict[str, object] = {
        "id": "p1",
        "name": "",
        "kind": "dinner",
        "rule": rule,
        "first": date(2026, 1, 1),
        "at_minute": at,
        "length": timedelta(minutes=90),
    }
    return Plan(**{**values, **changes})  # type: ignore[arg-type]  # the fields' own types


def shown(plan: Plan, first: date, count: int, zone: ZoneInfo = BERLIN) -> list[str]:
    start = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC)
    found = occurrences(plan, zone, start, start + DAY * count)
    return [f"{offer.starts_at.astimezone(zone):%m-%d %H:%M %z}" for offer in found]


def test_the_dinner_of_the_daylight_saving_sunday_is_at_seven_on_the_wall() -> None:
    plan = a_plan("FREQ=WEEKLY;BYDAY=SA,SU,MO")
    assert shown(plan, date(2026, 3, 28), 3) == [
        "03-28 19:00 +0100",
        "03-29 19:00 +0200",
        "03-30 19:00 +0200",
    ]
    assert shown(plan, date(2026, 10, 24), 3) == [
        "10-24 19:00 +0200",
        "10-25 19:00 +0100",
        "10-26 19:00 +0100",
    ]


def test_a_time_that_the_clock_is_set_forward_over_is_left_out_that_day() -> None:
    """RFC 5545, 3.3.10: nonexistent local times are ignored, and not counted."""
    plan = a_plan("FREQ=DAILY;COUNT=4", at=150, first=date(2026, 3, 27))
    assert shown(plan, date(2026, 3, 26), 10) == [
        "03-27 02:30 +0100",
        "03-28 02:30 +0100",
        "03-30 02:30 +0200",
        "03-31 02:30 +0200",
    ]


def test_a_time_that_clocks_show_twice_is_met_once_at_the_first() -> None:
    """RFC 5545, 3.3.5."""
    found = shown(a_plan(at=150), date(2026, 10, 24), 3)
    assert found == ["10-24 02:30 +0200", "10-25 02:30 +0200", "10-26 02:30 +0100"]


def test_ninety_minutes_over_the_change_of_clocks_are_ninety_minutes() -> None:
    plan = a_plan("FREQ=DAILY", at=90)
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    (offer,) = occurrences(plan, BERLIN, start, start + timedelta(hours=3))
    assert offer.ends_at is not None
    assert offer.ends_at - offer.starts_at == timedelta(minutes=90)
    assert f"{offer.ends_at.astimezone(BERLIN):%H:%M %z}" == "02:00 +0100"


def test_a_day_that_a_country_left_out_has_no_dinner() -> None:
    plan = a_plan(first=date(2011, 12, 1))
    assert shown(plan, date(2011, 12, 29), 2, APIA) == ["12-29 19:00 -1000", "12-31 19:00 +1400"]


def test_an_offer_holds_what_a_session_is_made_of() -> None:
    plan = a_plan(
        name="Supper",
        people=("Ana",),
        group="g",
        place="Home",
        tags=("family",),
        starts_by_itself=True,
    )
    groups = {"g": Group("g", "Family", ("Tom", "Ana"))}
    start = datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert occurrences(plan, BERLIN, start, start + DAY, groups) == (
        Offer(
            origin=Origin.PLAN,
            key=key_of("p1", date(2026, 11, 28)),
            title="Supper",
            starts_at=datetime(2026, 11, 28, 18, tzinfo=UTC),
            ends_at=datetime(2026, 11, 28, 19, 30, tzinfo=UTC),
            kind="dinner",
            people=("Ana", "Tom"),
            invited=2,
            place="Home",
            tags=("family",),
            starts_by_itself=True,
            plan="p1",
        ),
    )


def test_an_open_one_has_no_end_and_one_that_is_off_no_occurrence() -> None:
    start = datetime(2026, 11, 28, 12, tzinfo=UTC)
    (offer,) = occurrences(a_plan(length=None), BERLIN, start, start + DAY)
    assert offer.ends_at is None
    off = a_plan(is_off=True)
    assert occurrences(off, BERLIN, start, start + DAY) == ()
    found = next_occurrence(off, BERLIN, start)
    assert found is not None
    assert found.starts_at == datetime(2026, 11, 28, 18, tzinfo=UTC)


def test_the_stretch_begins_with_its_first_instant_and_ends_before_its_last() -> None:
    at = datetime(2026, 11, 28, 18, tzinfo=UTC)
    assert len(occurrences(a_plan(), BERLIN, at, at + DAY)) == 1
    assert len(occurrences(a_plan(), BERLIN, at, at + DAY + timedelta(seconds=1))) == 2
    assert occurrences(a_plan(), BERLIN, at, at) == ()


def test_it_follows_the_person_into_another_zone() -> None:
    plan = a_plan("FREQ=DAILY;COUNT=1", first=date(2026, 11, 28))
    tokyo = ZoneInfo("Asia/Tokyo")
    assert shown(plan, date(2026, 11, 28), 1, tokyo) == ["11-28 19:00 +0900"]


def test_of_centuries_only_some_years_are_looked_through() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    found = occurrences(a_plan(), BERLIN, start, datetime(9999, 1, 1, tzinfo=UTC))
    assert len(found) == 366 * 5


def test_there_is_no_next_one_after_the_last() -> None:
    plan = a_plan("FREQ=DAILY;UNTIL=20260131")
    assert next_occurrence(plan, BERLIN, datetime(2026, 2, 1, tzinfo=UTC)) is None
