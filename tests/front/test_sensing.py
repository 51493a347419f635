"""Listening for who leaves and comes back, for as long as it matters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject

from presence.core.session import Watched
from presence.core.tracker import StartRequest
from presence.core.watch import Asked, Watch, WatchEvent
from presence.desktop.sleep.gap import SleepGap
from presence.desktop.zone.watch import ZoneWatch
from presence.front.sensing import Sensing
from presence.store import new_id
from tests.core.conftest import Desk, desk
from tests.fakes import FakeAlarm
from tests.front.fake_input import FakeInput
from tests.front.fake_screen import FakeScreen

__all__ = ["desk"]

DINNER = StartRequest("dinner", length=timedelta(minutes=90))
MEETING = StartRequest("meeting", length=timedelta(minutes=60))


class FakeZone:
    """A ``zone.watch.Source``: the computer is taken somewhere else when the test says so."""

    def __init__(self) -> None:
        self.told = self._to_nobody

    def start(self, told: Callable[[], None]) -> None:
        self.told = told

    def stop(self) -> None:
        self.told = self._to_nobody

    @staticmethod
    def _to_nobody() -> None:
        pass


class Door:
    """A desk with all that senses a person; ``met`` is how often one was met after the end."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.screen = FakeScreen()
        self.input = FakeInput(desk.clock)
        self.zone = FakeZone()
        self.met = 0
        self.looked = 0
        self.slept = timedelta()
        alarm = FakeAlarm(desk.clock)
        self.watch = Watch(
            desk.engine, desk.clock, alarm, new_id, lambda: self.input.watch.is_resting is False
        )
        alarm.on_ring = self.watch.on_alarm
        self.told: list[WatchEvent] = []
        self.watch.listen(self.told.append)
        self.parent = QObject()
        self.sensing = Sensing(
            desk.engine,
            self.watch,
            self.screen.watch,
            self.input.watch,
            ZoneWatch(self.parent, lambda: self.zone, lambda: desk.zone),
            desk.clock,
            self._look_again,
            self._meet,
            self.parent,
            SleepGap(lambda: self.slept),
        )

    def is_listening(self) -> bool:
        return self.screen.is_listened_to or self.input.is_listened_to

    def asked(self) -> Asked | None:
        return None if self.watch.question is None else self.watch.question.what

    def _look_again(self) -> None:
        self.looked += 1

    def _meet(self) -> None:
        self.met += 1


@pytest.fixture
def door(desk: Desk) -> Door:
    return Door(desk)


def test_nobody_is_listened_for_before_and_after_a_session(desk: Desk, door: Door) -> None:
    assert not door.is_listening()
    desk.engine.start(DINNER)
    assert door.screen.is_listened_to
    assert door.input.is_listened_to
    desk.engine.stop()
    assert not door.is_listening()


def test_in_a_meeting_nobody_asks_for_input(desk: Desk, door: Door) -> None:
    desk.engine.start(MEETING)
    assert door.screen.is_listened_to
    assert not door.input.is_listened_to
    desk.engine.start(DINNER, switch=True)
    assert door.input.is_listened_to


@pytest.mark.parametrize("way", ["the lock", "the lid", "no input", "sleep"])
def test_who_comes_back_within_a_dinner_is_asked(desk: Desk, door: Door, way: str) -> None:
    desk.engine.start(DINNER)
    match way:
        case "the lock":
            door.screen.lock()
            desk.clock.advance(minutes=5)
            door.screen.unlock()
        case "the lid":
            door.screen.close_lid()
            desk.clock.advance(minutes=5)
            door.screen.open_lid()
        case "no input":
            desk.clock.advance(minutes=5)
            door.input.rest(minutes=5)
            door.input.stir()
        case _:
            door.screen.sleep()
            desk.clock.sleep_through(minutes=5)
            door.screen.wake()
    assert door.asked() is Asked.RETURN


def test_the_evening_is_watched_from_the_last_key_on(desk: Desk, door: Door) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(minutes=5)
    door.input.rest(minutes=1)
    assert door.watch.left_at(session.id) == session.started_at + timedelta(minutes=4)


def test_keys_at_the_lock_are_nobody_at_the_computer(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    door.screen.lock()
    desk.clock.advance(minutes=5)
    door.input.rest(minutes=5)
    door.input.stir()
    assert door.asked() is None


def test_a_closed_lid_that_presses_on_the_keys_is_nobody(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    door.screen.close_lid()
    desk.clock.advance(minutes=5)
    door.input.rest(minutes=5)
    door.input.stir()
    assert door.asked() is None


def test_a_meeting_asks_about_the_sleep_it_was_told_of(desk: Desk, door: Door) -> None:
    session = desk.engine.start(MEETING)
    desk.clock.advance(minutes=10)
    door.screen.sleep()
    desk.clock.sleep_through(minutes=20)
    door.screen.wake()
    question = door.watch.question
    assert question is not None
    assert question.what is Asked.SLEEP
    assert question.since == session.started_at + timedelta(minutes=10)
    assert question.at == session.started_at + timedelta(minutes=30)


def test_a_sleep_that_nobody_has_told_of_is_found_when_the_alarm_rings(
    desk: Desk, door: Door
) -> None:
    desk.engine.start(MEETING)
    desk.clock.advance(minutes=1)
    door.slept = timedelta(minutes=20)
    desk.clock.sleep_through(minutes=20)
    question = door.watch.question
    assert question is not None
    assert question.what is Asked.SLEEP
    assert question.at - (question.since or question.at) == timedelta(minutes=20)


def test_who_wakes_the_computer_after_the_bound_is_met_once(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=14)
    assert desk.log.open_session() is None
    desk.clock.advance(days=7)  # what a click starts changes meanwhile
    door.screen.wake()
    door.screen.wake()
    assert door.met == 1
    assert not door.is_listening()


def test_who_is_there_when_a_forgotten_meeting_closes_is_asked(desk: Desk, door: Door) -> None:
    desk.engine.start(MEETING)
    door.input.is_used = True
    desk.clock.advance(hours=2)
    assert door.met == 1


def test_who_is_not_there_then_is_met_with_the_first_key(desk: Desk, door: Door) -> None:
    desk.engine.start(MEETING)
    door.input.rest(minutes=30)
    desk.clock.advance(hours=2)
    assert door.met == 0
    door.input.stir()
    assert door.met == 1


def test_a_click_waits_for_the_mute_and_not_for_the_listening(desk: Desk, door: Door) -> None:
    desk.muter.hangs = True
    desk.engine.start(DINNER)
    assert not door.is_listening()
    desk.muter.answer()
    assert door.is_listening()


def test_after_a_flight_and_after_waking_the_clock_is_looked_at_again(
    desk: Desk, door: Door
) -> None:
    desk.engine.start(MEETING)
    door.screen.wake()
    assert door.looked == 1
    desk.zone = "America/New_York"
    door.zone.told()
    assert door.looked == 2
    desk.engine.stop()
    desk.zone = "Europe/Berlin"
    door.zone.told()
    assert door.looked == 2


def test_a_computer_that_wakes_with_its_lid_closed_lets_nothing_in(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    door.screen.close_lid()
    door.screen.sleep()
    desk.clock.sleep_through(hours=2)
    door.screen.wake()
    desk.clock.advance(minutes=5)
    assert desk.is_quiet()
    assert door.asked() is None
    door.screen.open_lid()
    assert door.asked() is Asked.RETURN


def test_half_a_minute_begins_when_the_screen_is_unlocked(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    door.screen.lock()
    door.screen.sleep()
    desk.clock.sleep_through(hours=2)
    door.screen.wake()
    desk.clock.advance(minutes=1)
    assert desk.is_quiet()
    door.screen.unlock()
    desk.clock.advance(seconds=29)
    assert desk.is_quiet()
    assert door.asked() is Asked.RETURN
    desk.clock.advance(seconds=2)
    assert not desk.is_quiet()


@pytest.mark.parametrize("way", ["the lock", "the lid", "no input"])
def test_who_is_away_when_one_follows_another_is_asked_of_that_one(
    desk: Desk, door: Door, way: str
) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=5)
    match way:
        case "the lock":
            door.screen.lock()
        case "the lid":
            door.screen.close_lid()
        case _:
            door.input.rest(minutes=5)
    following = desk.engine.start(StartRequest("coffee"), switch=True)
    assert Watched.COMPUTER in (desk.log.get(following.id) or following).watched
    desk.clock.advance(minutes=5)
    door.screen.unlock()
    door.screen.open_lid()
    door.input.stir()
    assert door.asked() is Asked.RETURN


def test_a_look_is_over_with_a_sleep_that_nobody_has_told_of(desk: Desk, door: Door) -> None:
    session = desk.engine.start(DINNER)
    door.screen.lock()
    desk.clock.advance(minutes=5)
    door.screen.unlock()
    door.watch.moment()
    desk.clock.advance(minutes=5)
    door.slept = timedelta(minutes=30)
    desk.clock.sleep_through(minutes=30)
    desk.clock.advance(minutes=2)
    door.screen.lock()
    slips = (desk.log.get(session.id) or session).slips
    assert [slip.length for slip in slips] == [timedelta(minutes=3)]


def test_a_forgotten_dinner_waits_for_the_return_while_the_log_is_changed(
    desk: Desk, door: Door
) -> None:
    desk.engine.start(DINNER)
    door.screen.lock()
    desk.clock.advance(hours=6)
    desk.engine.on_log_changed()  # a calendar or another computer, say
    door.screen.unlock()
    assert door.met == 1
    assert not door.is_listening()
