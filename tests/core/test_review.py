"""The review of a week: cut at edges, over daylight saving, compared with the week before."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.kind import Kinds, Sphere
from presence.core.review import Calendar, Week, WeekReview, review_week
from presence.core.session import Basis, Said, Session
from presence.core.slip import Slip, SlipReason, SlipSource

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_WEEKS = Calendar(BERLIN)
HOUR = timedelta(hours=1)
# The clock in Berlin is set back in the night to Sunday 2026-10-25 and forward on 2026-03-29.
BACK = MONDAY_WEEKS.week_of(date(2026, 10, 25))
FORWARD = MONDAY_WEEKS.week_of(date(2026, 3, 29))
PLAIN = MONDAY_WEEKS.week_of(date(2026, 11, 18))


def here(day: str, clock: str, fold: int = 0) -> datetime:
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN, fold=fold)
    return local.astimezone(UTC)


def session(
    started_at: datetime,
    ended_at: datetime | None,
    kind: str = "dinner",
    people: tuple[str, ...] = (),
    said: Said | None = None,
    slips: tuple[Slip, ...] = (),
    confirmed: bool = True,
) -> Session:
    return Session(
        id=f"{kind} {started_at.isoformat()}",
        kind=kind,
        started_at=started_at,
        ended_at=ended_at,
        zone="Europe/Berlin",
        people=people,
        said=said,
        slips=slips,
        confirmed=confirmed,
    )


def review(
    week: Week,
    *sessions: Session,
    before: Iterable[Session] = (),
    now: datetime | None = None,
) -> WeekReview:
    return review_week(week, sessions, before, Kinds(), now or week.end + HOUR)


def test_the_week_in_which_the_clock_is_set_back_has_169_hours() -> None:
    assert BACK.end - BACK.start == 169 * HOUR
    assert FORWARD.end - FORWARD.start == 167 * HOUR


def test_a_session_over_the_hour_that_comes_twice_counts_its_real_time() -> None:
    party = session(here("2026-10-25", "01:30"), here("2026-10-25", "03:30"))
    result = review(BACK, party)
    assert result.total == 3 * HOUR
    assert result.days[-1].total == 3 * HOUR


def test_a_session_within_the_hour_that_comes_twice_is_not_lost_or_doubled() -> None:
    first_time, second_time = (here("2026-10-25", "02:15", fold=fold) for fold in (0, 1))
    assert review(BACK, session(first_time, second_time)).total == HOUR


def test_a_session_over_the_hour_that_is_left_out_counts_its_real_time() -> None:
    party = session(here("2026-03-29", "01:30"), here("2026-03-29", "03:30"))
    assert review(FORWARD, party).total == HOUR


def test_a_session_over_midnight_is_shared_by_both_days_and_listed_once() -> None:
    late = session(here("2026-11-18", "22:00"), here("2026-11-19", "01:00"), "event")
    result = review(PLAIN, late)
    assert [day.total for day in result.days] == [
        0 * HOUR, 0 * HOUR, 2 * HOUR, 1 * HOUR, 0 * HOUR, 0 * HOUR, 0 * HOUR,
    ]  # fmt: skip
    assert result.sessions == (late,)


def test_a_session_over_the_edge_of_the_week_gives_each_week_its_part() -> None:
    over = session(here("2026-11-15", "22:00"), here("2026-11-16", "01:00"), people=("Ana",))
    this, last = review(PLAIN, over, before=[over]), review(PLAIN.shifted(-1), over)
    assert (this.total, this.before_total, last.total) == (HOUR, 2 * HOUR, 2 * HOUR)
    assert this.by_person == [("Ana", HOUR)]
    assert this.by_sphere[Sphere.PRIVATE] == HOUR


def test_with_a_day_that_starts_at_four_a_night_belongs_to_the_evening_before() -> None:
    owl = Calendar(BERLIN, day_starts_at=time(4))
    week = owl.week_of(date(2026, 11, 18))
    night = session(here("2026-11-18", "23:00"), here("2026-11-19", "05:00"))
    days = {day.day: day.total for day in review(week, night).days}
    assert days[date(2026, 11, 18)] == 5 * HOUR
    assert days[date(2026, 11, 19)] == HOUR
    assert owl.day_of(here("2026-11-16", "03:59")) == date(2026, 11, 15)
    assert owl.week_of(owl.day_of(here("2026-11-16", "03:59"))) == week.shifted(-1)


def test_a_day_that_starts_within_the_hour_that_comes_twice_starts_once() -> None:
    owl = Calendar(BERLIN, day_starts_at=time(2, 30))
    assert owl.day_of(here("2026-10-25", "02:29", fold=0)) == date(2026, 10, 24)
    assert owl.day_of(here("2026-10-25", "02:30", fold=0)) == date(2026, 10, 25)
    assert owl.day_of(here("2026-10-25", "02:10", fold=1)) == date(2026, 10, 25)


def test_a_day_that_starts_within_the_hour_that_is_left_out_starts_when_the_clock_jumps() -> None:
    owl = Calendar(BERLIN, day_starts_at=time(2, 30))
    assert owl.start_of(date(2026, 3, 29)) == here("2026-03-29", "03:00")
    assert owl.day_of(here("2026-03-29", "01:59")) == date(2026, 3, 28)
    assert owl.day_of(here("2026-03-29", "03:00")) == date(2026, 3, 29)


@pytest.mark.parametrize(
    ("zone", "day", "starts_at", "hours"),
    [
        ("America/Santiago", date(2026, 9, 6), "01:00", 23),
        ("Asia/Beirut", date(2026, 3, 29), "01:00", 23),
        ("Australia/Lord_Howe", date(2026, 10, 4), "00:00", 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), "00:00", 24.5),
        ("America/Santiago", date(2026, 4, 4), "00:00", 25),
        ("Europe/Berlin", date(2026, 10, 25), "00:00", 25),
        ("Europe/Berlin", date(2026, 3, 29), "00:00", 23),
    ],
)
def test_a_day_is_as_long_as_it_was_there(
    zone: str, day: date, starts_at: str, hours: float
) -> None:
    calendar = Calendar(ZoneInfo(zone))
    start, end = calendar.start_of(day), calendar.start_of(day + timedelta(days=1))
    assert f"{start.astimezone(calendar.zone):%H:%M}" == starts_at
    assert end - start == timedelta(hours=hours)
    night = session(start - HOUR, end + HOUR)
    result = review(calendar.week_of(day), night)
    assert {each.day: each.total for each in result.days}[day] == timedelta(hours=hours)


@pytest.mark.parametrize("starts_at", [time(0), time(4)])
def test_a_day_that_a_zone_left_out_has_no_hours_and_loses_none(starts_at: time) -> None:
    samoa = Calendar(ZoneInfo("Pacific/Apia"), starts_at)
    began = datetime(2011, 12, 29, 23, 0, tzinfo=samoa.zone).astimezone(UTC)
    result = review(samoa.week_of(date(2011, 12, 30)), session(began, began + 8 * HOUR))
    hours = {day.day.day: day.total / HOUR for day in result.days if day.total}
    assert hours == ({29: 1, 31: 7} if starts_at == time(0) else {29: 5, 31: 3})


def test_a_date_that_a_clock_set_back_over_midnight_shows_twice_is_entered_once() -> None:
    newfoundland = Calendar(ZoneInfo("America/St_Johns"))  # at 00:01, until 2011
    midnight = newfoundland.start_of(date(2010, 11, 7))
    assert f"{(midnight + HOUR / 2).astimezone(newfoundland.zone):%d %H:%M}" == "06 23:30"
    assert newfoundland.day_of(midnight + HOUR / 2) == date(2010, 11, 7)


@pytest.mark.parametrize(
    ("first_weekday", "first"),
    [(i, date(2026, 11, 16) + timedelta(days=(i if i <= 2 else i - 7))) for i in range(7)],
)
def test_a_week_starts_on_any_weekday(first_weekday: int, first: date) -> None:
    calendar = Calendar(BERLIN, first_weekday=first_weekday)
    assert calendar.week_of(date(2026, 11, 18)).first == first
    assert calendar.week_of(first).first == first
    assert calendar.week_of(first - timedelta(days=1)).first == first - timedelta(days=7)


def test_a_running_week_is_compared_with_the_same_point_of_the_week_before() -> None:
    now = here("2026-11-18", "20:00")
    before = [
        session(here("2026-11-11", "19:00"), here("2026-11-11", "21:00")),
        session(here("2026-11-13", "19:00"), here("2026-11-13", "21:00")),
    ]
    running = review(PLAIN, before=before, now=now)
    assert running.is_running
    assert running.before_total == HOUR


def test_the_same_point_is_that_of_the_wall_clock_also_when_it_was_set_back() -> None:
    now = here("2026-10-25", "12:00")  # 157 real hours after the week began
    before = [session(here("2026-10-18", "11:00"), here("2026-10-18", "14:00"))]
    assert review(BACK, before=before, now=now).before_total == HOUR


def test_a_week_that_is_over_is_compared_with_the_whole_week_before() -> None:
    before = [session(here("2026-11-13", "19:00"), here("2026-11-13", "21:00"))]
    result = review(PLAIN, before=before)
    assert not result.is_running
    assert result.before_total == 2 * HOUR


def test_a_session_in_progress_counts_up_to_now() -> None:
    now = here("2026-11-18", "20:00")
    result = review(PLAIN, session(here("2026-11-18", "19:00"), None), now=now)
    assert result.total == HOUR


def test_a_session_in_progress_when_the_clock_was_set_back_before_its_start_counts_nothing() -> (
    None
):
    now = here("2026-11-18", "18:00")
    assert review(PLAIN, session(here("2026-11-18", "19:00"), None), now=now).total == 0 * HOUR


def test_hours_with_several_people_overlap_and_a_name_given_twice_counts_once() -> None:
    both = session(
        here("2026-11-18", "19:00"), here("2026-11-18", "21:00"), people=("Tom", "Ana", "Tom")
    )
    alone_with_ana = session(
        here("2026-11-19", "19:00"), here("2026-11-19", "20:00"), people=("Ana",)
    )
    result = review(PLAIN, both, alone_with_ana)
    assert result.by_person == [("Ana", 3 * HOUR), ("Tom", 2 * HOUR)]
    assert result.total == 3 * HOUR


def test_time_alone_on_purpose_is_not_time_with_people() -> None:
    alone = session(here("2026-11-18", "09:00"), here("2026-11-18", "10:00"), "alone")
    dinner = session(here("2026-11-18", "19:00"), here("2026-11-18", "21:00"))
    result = review(PLAIN, alone, dinner)
    assert (result.total, result.with_people) == (3 * HOUR, 2 * HOUR)


def test_work_and_private_are_apart() -> None:
    meeting = session(here("2026-11-18", "09:00"), here("2026-11-18", "10:00"), "meeting")
    dinner = session(here("2026-11-18", "19:00"), here("2026-11-18", "21:00"))
    gone = session(here("2026-11-19", "19:00"), here("2026-11-19", "20:00"), "a kind deleted since")
    spheres = review(PLAIN, meeting, dinner, gone).by_sphere
    assert spheres == {Sphere.WORK: HOUR, Sphere.PRIVATE: 3 * HOUR}


def test_the_kept_share_is_weighed_by_time_and_leaves_out_what_is_not_known() -> None:
    long = session(here("2026-11-16", "10:00"), here("2026-11-16", "13:00"), said=Said.YES)
    short = session(here("2026-11-17", "10:00"), here("2026-11-17", "11:00"), said=Said.NO)
    unknown = session(here("2026-11-18", "10:00"), here("2026-11-18", "20:00"))
    result = review(PLAIN, long, short, unknown)
    assert result.kept_share == 0.75
    assert result.kept_known == 2
    assert result.by_basis == {Basis.SAID: 2, Basis.NOT_KNOWN: 1}
    assert review(PLAIN, unknown).kept_share is None


def test_a_session_over_the_edge_weighs_only_with_its_part() -> None:
    over = session(here("2026-11-15", "20:00"), here("2026-11-16", "01:00"), said=Said.NO)
    kept = session(here("2026-11-17", "10:00"), here("2026-11-17", "13:00"), said=Said.YES)
    assert review(PLAIN, over, kept).kept_share == 0.75


def test_each_kind_says_how_many_of_the_known_sessions_were_kept() -> None:
    looked = Slip("1", here("2026-11-17", "19:30"), timedelta(minutes=3), SlipSource.INPUT)
    showed = Slip("2", here("2026-11-18", "19:30"), reason=SlipReason.SHOWED)
    dinners = (
        session(here("2026-11-16", "19:00"), here("2026-11-16", "20:00"), said=Said.YES),
        session(here("2026-11-17", "19:00"), here("2026-11-17", "20:00"), slips=(looked,)),
        session(here("2026-11-18", "19:00"), here("2026-11-18", "20:00"), slips=(showed,)),
        session(here("2026-11-19", "19:00"), here("2026-11-19", "20:00")),
    )
    dinner = review(PLAIN, *dinners).by_kind["dinner"]
    assert (dinner.count, dinner.known, dinner.kept, dinner.total) == (4, 3, 2, 4 * HOUR)


def test_sessions_are_newest_first_and_those_to_confirm_are_named() -> None:
    first = session(here("2026-11-16", "19:00"), here("2026-11-16", "20:00"))
    second = session(here("2026-11-17", "19:00"), here("2026-11-17", "20:00"), confirmed=False)
    result = review(PLAIN, first, second)
    assert result.sessions == (second, first)
    assert result.unconfirmed == (second.id,)


def test_nothing_at_all_is_a_review_of_seven_empty_days() -> None:
    result = review(PLAIN)
    assert len(result.days) == 7
    assert (result.total, result.kept_share, result.by_person) == (0 * HOUR, None, [])


ZONES = st.sampled_from(
    """Europe/Berlin America/New_York Asia/Tehran Australia/Lord_Howe America/Santiago Asia/Beirut
    America/St_Johns Africa/Casablanca Pacific/Apia Asia/Kathmandu America/Havana""".split()
)
INSTANTS = st.datetimes(datetime(2009, 1, 1), datetime(2030, 1, 1))


@given(
    zone=ZONES,
    day_starts_at=st.times(),
    first_weekday=st.integers(0, 6),
    start=INSTANTS,
    minutes=st.integers(0, 7 * 24 * 60),
)
def test_wherever_and_however_long_no_minute_is_lost_or_counted_twice(
    zone: str, day_starts_at: time, first_weekday: int, start: datetime, minutes: int
) -> None:
    calendar = Calendar(ZoneInfo(zone), day_starts_at, first_weekday)
    begin = start.replace(tzinfo=UTC)
    one = session(begin, begin + timedelta(minutes=minutes))
    week = calendar.week_of(calendar.day_of(begin))
    total = timedelta()
    for shift in range(3):
        result = review(week.shifted(shift), one)
        assert result.total == sum((day.total for day in result.days), timedelta())
        total += result.total
    assert total == timedelta(minutes=minutes)


@given(
    zone=ZONES,
    day_starts_at=st.times(),
    instant=INSTANTS,
)
def test_every_instant_lies_within_the_day_it_belongs_to(
    zone: str, day_starts_at: time, instant: datetime
) -> None:
    calendar = Calendar(ZoneInfo(zone), day_starts_at)
    aware = instant.replace(tzinfo=UTC)
    day = calendar.day_of(aware)
    assert calendar.start_of(day) <= aware < calendar.start_of(day + timedelta(days=1))
