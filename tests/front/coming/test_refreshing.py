"""Calendars are read again politely, and in time for what begins."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Trouble
from presence.front.coming.refreshing import Done, Refreshing
from tests.fakes import EVENING, FakeAlarm, FakeClock
from tests.front.test_weekly_review import AlarmOnFakeClock

WORK = ChosenCalendar(source=SourceKind.CALDAV, name="Work")


class FakeFetching:
    """A server that answers at once, as the test says."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.asked: list[tuple[str, float]] = []
        self.failure: Failure | None = None
        self.hangs = False
        self.told_of: set[str] = set()
        self.given_up: list[str] = []

    def fetch(self, calendar_id: str, chosen: ChosenCalendar, done: Done) -> None:
        minutes = (self._clock.now() - EVENING) / timedelta(minutes=1)
        self.asked.append((calendar_id, round(minutes, 1)))
        if not self.hangs:
            done(self.failure, self.failure is None)

    def give_up(self, calendar_id: str) -> None:
        self.given_up.append(calendar_id)

    def is_told_of(self, calendar_id: str) -> bool:
        return calendar_id in self.told_of

    def close(self) -> None:
        self.asked.append(("closed", 0))

    def minutes(self) -> list[float]:
        return [minutes for _id, minutes in self.asked]


class Server:
    """A calendar and the one who reads it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.calendars = {"work": WORK}
        self.next_start: datetime | None = None
        self.fetching = FakeFetching(self.clock)
        self.alarm = FakeAlarm(self.clock)
        self.refreshing = Refreshing(
            lambda: self.calendars,
            self.fetching,
            self.clock,
            AlarmOnFakeClock(self.alarm),
            lambda now: self.next_start if self.next_start and self.next_start > now else None,
        )


@pytest.fixture
def server(qapp: QCoreApplication) -> Server:
    return Server()


def test_it_is_read_at_the_start_and_every_half_hour(server: Server) -> None:
    server.refreshing.look()
    server.clock.advance(minutes=95)
    assert server.fetching.minutes() == [0, 30, 60, 90]
    assert server.alarm.rings == 3, "nothing else woke it"


def test_without_a_calendar_nothing_ever_wakes(server: Server) -> None:
    server.calendars.clear()
    server.refreshing.look()
    assert server.alarm.at is None


def test_a_server_that_is_away_is_asked_less_and_less_and_again_when_it_is_back(
    server: Server,
) -> None:
    server.fetching.failure = Failure(Trouble.UNREACHABLE)
    server.refreshing.look()
    server.clock.advance(minutes=20)
    assert server.fetching.minutes() == [0, 1, 3, 7, 15]
    server.fetching.failure = None
    server.clock.advance(minutes=12)
    assert server.fetching.minutes()[-1] == 31
    server.clock.advance(minutes=31)
    assert server.fetching.minutes()[-1] == 61


def test_it_waits_as_long_as_the_server_asks_for_but_not_for_ever(server: Server) -> None:
    retry_at = EVENING + timedelta(minutes=50)
    server.fetching.failure = Failure(Trouble.TOO_MANY_REQUESTS, retry_at=retry_at)
    server.refreshing.look()
    server.clock.advance(minutes=51)
    assert server.fetching.minutes() == [0, 50]
    forever = EVENING + timedelta(days=900)
    server.fetching.failure = replace(server.fetching.failure, retry_at=forever)
    server.clock.advance(hours=14)
    assert len(server.fetching.asked) > 2


def test_shortly_before_something_begins_it_is_read_once_more(server: Server) -> None:
    server.next_start = EVENING + timedelta(minutes=50)
    server.refreshing.look()
    server.clock.advance(minutes=52)
    assert server.fetching.minutes() == [0, 30, 45, 49]


def test_what_was_read_a_moment_before_that_is_read_shortly_before_the_start(
    server: Server,
) -> None:
    server.next_start = EVENING + timedelta(minutes=37)
    server.refreshing.look()
    server.clock.advance(minutes=38)
    assert server.fetching.minutes() == [0, 30, 36]


def test_on_waking_it_is_read_again_once_the_network_may_be_there(server: Server) -> None:
    server.refreshing.look()
    server.clock.advance(minutes=10)
    server.refreshing.hurry()
    server.clock.advance(seconds=2)
    assert server.fetching.minutes() == [0]
    server.clock.advance(seconds=2)
    assert len(server.fetching.asked) == 2


def test_while_it_is_asked_nobody_asks_again(server: Server) -> None:
    server.fetching.hangs = True
    server.refreshing.look()
    server.refreshing.ask_all()
    server.clock.advance(hours=5)
    assert server.fetching.minutes() == [0]


def test_a_calendar_that_is_chosen_or_changed_is_read_at_once(server: Server) -> None:
    server.refreshing.look()
    server.clock.advance(minutes=5)
    server.calendars["home"] = WORK
    server.calendars["work"] = replace(WORK, address="https://elsewhere.example/")
    server.refreshing.look()
    assert server.fetching.asked == [("work", 0), ("work", 5), ("home", 5)]


def test_one_that_tells_of_its_changes_is_asked_then_and_not_every_half_hour(
    server: Server,
) -> None:
    server.fetching.told_of.add("work")
    server.next_start = EVENING + timedelta(minutes=60)
    server.refreshing.look()
    server.clock.advance(minutes=90)
    assert server.fetching.minutes() == [0]
    server.refreshing.on_changed("work")
    server.clock.advance(minutes=1)
    assert server.fetching.minutes() == [0, 90]
    for _ in range(20):
        server.refreshing.on_changed("work")
        server.clock.advance(seconds=1)
    assert len(server.fetching.asked) == 5, "a calendar that changes all the time is not read so"
    server.refreshing.ask_all()
    assert len(server.fetching.asked) == 6
    server.clock.advance(hours=13)
    assert len(server.fetching.asked) == 7, "the days that are looked at have gone on"


def test_one_that_tells_no_more_is_asked_every_half_hour_again(server: Server) -> None:
    server.fetching.told_of.add("work")
    server.refreshing.look()
    server.clock.advance(minutes=45)
    server.fetching.told_of.clear()
    server.refreshing.on_changed("work")  # that it tells no more
    server.clock.advance(minutes=46)
    assert server.fetching.minutes() == [0, 45, 75]


def test_a_change_that_is_told_of_while_it_is_read_is_read_after_that(server: Server) -> None:
    server.fetching.told_of.add("work")
    server.fetching.hangs = True
    server.refreshing.look()
    server.refreshing.on_changed("work")
    server.clock.advance(minutes=5)
    assert server.fetching.minutes() == [0]


def test_a_change_of_one_that_nobody_chose_is_nothing(server: Server) -> None:
    server.refreshing.look()
    server.refreshing.on_changed("other")
    server.clock.advance(minutes=1)
    assert server.fetching.minutes() == [0]


def test_one_that_fails_and_tells_of_changes_all_the_time_is_asked_less_and_less(
    server: Server,
) -> None:
    """A server of the desktop's that dies of the question is not started again and again."""
    server.fetching.failure = Failure(Trouble.UNREACHABLE)
    server.refreshing.look()
    for _each in range(20 * 60):
        server.clock.advance(seconds=1)
        server.refreshing.on_changed("work")
    assert server.fetching.minutes() == [0, 1, 3, 7, 15]


def test_one_that_is_taken_out_or_another_while_it_is_asked_is_given_up(server: Server) -> None:
    server.fetching.hangs = True
    server.refreshing.look()
    server.calendars["work"] = replace(WORK, address="https://example.org/other")
    server.refreshing.look()
    assert server.fetching.given_up == ["work"]
    assert len(server.fetching.asked) == 2
    server.calendars.clear()
    server.refreshing.look()
    assert server.fetching.given_up == ["work", "work"]


def test_with_the_app_it_goes_and_asks_nobody_more(server: Server) -> None:
    server.refreshing.look()
    server.refreshing.close()
    server.calendars["home"] = WORK
    server.refreshing.look()
    server.refreshing.on_changed("work")
    server.refreshing.hurry()
    assert server.fetching.asked == [("work", 0), ("closed", 0)]
    assert server.alarm.at is None
