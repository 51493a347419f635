"""Jobs at a time of the week, on a clock that sleeps, is set, and travels."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from presence.core.settings import Weekly
from presence.scheduler import Scheduler
from tests.fakes import FakeAlarm, FakeClock

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # 19:00 in Berlin
SUNDAY_EVENING = Weekly(6, time(19, 0))
SUNDAY = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)


class Desk:
    """A scheduler with one job, which keeps what it was told."""

    def __init__(self, now: datetime = FRIDAY, zone: tzinfo = BERLIN) -> None:
        self.clock = FakeClock(now)
        self.alarm = FakeAlarm(self.clock)
        self.zone = zone
        self.scheduler = Scheduler(self.clock, self.alarm, lambda: self.zone)
        self.alarm.on_ring = self.scheduler.look_again
        self.told: list[tuple[datetime, datetime]] = []  # planned, and when it was told

    def put(self, when: Weekly = SUNDAY_EVENING, since: datetime | None = None) -> None:
        self.scheduler.put("job", when, since or self.clock.now(), self._on_due)

    @property
    def planned(self) -> list[datetime]:
        return [planned for planned, _now in self.told]

    def _on_due(self, planned_at: datetime) -> None:
        self.told.append((planned_at, self.clock.now()))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_job_is_told_at_its_time_week_after_week(desk: Desk) -> None:
    desk.put()
    desk.clock.advance(days=17)
    assert desk.told == [(at, at) for at in (SUNDAY, SUNDAY + WEEK, SUNDAY + 2 * WEEK)]


def test_nothing_wakes_it_between_two_times(desk: Desk) -> None:
    desk.put()
    desk.clock.advance(days=28)
    assert desk.alarm.rings == len(desk.told) == 4


def test_without_a_job_no_alarm_is_armed(desk: Desk) -> None:
    desk.put(Weekly())
    assert desk.alarm.at is None
    desk.put()
    assert desk.alarm.at == SUNDAY
    desk.put(Weekly())
    assert desk.alarm.at is None
    desk.clock.advance(days=30)
    assert desk.told == []


def test_what_was_slept_through_is_told_once_and_late(desk: Desk) -> None:
    desk.put()
    desk.clock.sleep_through(days=3)
    assert desk.told == [(SUNDAY, FRIDAY + timedelta(days=3))]
    desk.clock.advance(days=7)
    assert desk.planned == [SUNDAY, SUNDAY + WEEK]


def test_of_a_month_that_was_slept_through_only_the_last_week_is_told(desk: Desk) -> None:
    desk.put()
    desk.clock.sleep_through(days=25)
    assert desk.planned == [SUNDAY + 3 * WEEK]


def test_what_was_missed_while_it_was_off_is_told_when_it_is_put() -> None:
    desk = Desk(SUNDAY + timedelta(hours=14))
    desk.put(since=SUNDAY - timedelta(hours=34))
    assert desk.planned == [SUNDAY]


def test_what_was_chosen_just_now_was_not_missed() -> None:
    desk = Desk(SUNDAY + timedelta(hours=14))
    desk.put()
    assert desk.told == []


def test_a_clock_set_forward_over_the_time_tells_it_at_once(desk: Desk) -> None:
    desk.put()
    desk.clock.step(timedelta(days=2, hours=1))
    assert desk.planned == [SUNDAY]


def test_a_clock_that_was_far_ahead_and_is_put_right_does_not_silence_it(desk: Desk) -> None:
    desk.put()
    desk.clock.step(timedelta(days=400))
    told = len(desk.told)
    desk.clock.step(-timedelta(days=400))
    assert desk.alarm.at == SUNDAY
    desk.clock.advance(days=3)
    assert desk.planned[told:] == [SUNDAY]


def test_a_clock_set_back_before_the_time_waits_for_it_again(desk: Desk) -> None:
    desk.put()
    desk.clock.advance(days=2, minutes=1)
    desk.clock.step_back(hours=1)
    assert desk.planned == [SUNDAY]
    desk.clock.advance(hours=2)
    assert desk.planned == [SUNDAY, SUNDAY]  # who is told looks whether it makes sense


def test_in_another_zone_it_is_told_at_the_hour_of_that_zone(desk: Desk) -> None:
    desk.put()
    desk.zone = ZoneInfo("America/New_York")
    desk.scheduler.look_again()
    assert desk.alarm.at == SUNDAY + timedelta(hours=6)
    desk.clock.advance(days=3)
    assert desk.planned == [SUNDAY + timedelta(hours=6)]


def test_a_flight_east_over_the_hour_tells_it_late(desk: Desk) -> None:
    desk.put()
    desk.clock.advance(days=1, hours=20)  # Sunday 15:00 in Berlin
    desk.zone = ZoneInfo("Asia/Tokyo")  # where it is 23:00
    desk.scheduler.look_again()
    assert desk.planned == [SUNDAY - timedelta(hours=8)]


def test_over_daylight_saving_it_stays_at_its_hour_on_the_wall() -> None:
    desk = Desk(datetime(2026, 10, 17, tzinfo=UTC))
    desk.put()
    desk.clock.advance(days=16)
    hours = [at.astimezone(BERLIN).hour for at in desk.planned]
    assert hours == [19, 19, 19]
    assert desk.planned[1] - desk.planned[0] == WEEK + timedelta(hours=1)


def test_an_hour_that_the_night_leaves_out_is_told_when_it_would_have_been() -> None:
    desk = Desk(datetime(2027, 3, 26, tzinfo=UTC))
    desk.put(Weekly(6, time(2, 30)))
    desk.clock.advance(days=3)
    assert desk.planned == [datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]


def test_an_hour_that_the_night_has_twice_is_over_at_some_time() -> None:
    desk = Desk(datetime(2026, 10, 23, tzinfo=UTC))
    desk.put(Weekly(6, time(2, 30)))
    desk.clock.advance(days=12)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert desk.planned[0] == first
    assert desk.planned[-1] == first + WEEK + timedelta(hours=1)
    assert len(desk.planned) == 3


@pytest.mark.parametrize("name", ["Pacific/Apia", "Asia/Kathmandu", "America/St_Johns", "UTC"])
@pytest.mark.parametrize("start", [datetime(2011, 12, 20, tzinfo=UTC), FRIDAY])
def test_no_week_is_left_out_in_any_zone(name: str, start: datetime) -> None:
    desk = Desk(start, ZoneInfo(name))
    desk.put()
    desk.clock.advance(days=28)
    assert len(desk.planned) == 4
    assert {at.astimezone(desk.zone).weekday() for at in desk.planned} == {6}


def test_a_job_that_fails_does_not_stop_the_next_time(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_planned_at: datetime) -> None:
        raise ValueError("as it happens")

    desk.scheduler.put("job", SUNDAY_EVENING, desk.clock.now(), fail)
    desk.clock.advance(days=3)
    assert "the job job failed" in caplog.text
    assert desk.alarm.at == SUNDAY + WEEK
