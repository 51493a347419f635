"""Listening for somebody who comes back: for as long as somebody may, and no longer."""

from datetime import timedelta

import pytest

from presence.core.tracker import StartRequest
from presence.desktop.lock.return_watch import ReturnWatch
from presence.front.returning import Returning
from tests.core.conftest import Desk, desk
from tests.front.fake_screen import FakeScreen

__all__ = ["desk"]

DINNER = StartRequest("dinner", length=timedelta(minutes=90))


class Door:
    """A desk, and how often somebody was met on coming back to it."""

    def __init__(self, desk: Desk) -> None:
        self.screen = FakeScreen()
        self.met = 0
        self.returning = Returning(desk.engine, ReturnWatch(self.screen.watch), self._meet)

    def is_listening(self) -> bool:
        return self.screen.is_listened_to

    def _meet(self) -> None:
        self.met += 1


@pytest.fixture
def door(desk: Desk) -> Door:
    return Door(desk)


def test_nobody_is_listened_for_before_and_after_a_session(desk: Desk, door: Door) -> None:
    assert not door.is_listening()
    desk.engine.start(DINNER)
    assert door.is_listening()
    desk.engine.stop()
    assert not door.is_listening()


def test_who_comes_back_within_a_session_is_met_each_time(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    door.screen.lock()
    assert door.met == 0
    door.screen.unlock()
    door.screen.wake()
    assert door.met == 2


def test_who_wakes_the_computer_after_the_bound_is_met_once(desk: Desk, door: Door) -> None:
    desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=14)
    assert desk.log.open_session() is None
    desk.clock.advance(days=7)  # what a click starts changes meanwhile
    door.screen.wake()
    door.screen.wake()
    assert door.met == 1
    assert not door.is_listening()


def test_a_click_waits_for_the_mute_and_not_for_the_listening(desk: Desk, door: Door) -> None:
    desk.muter.hangs = True
    desk.engine.start(DINNER)
    assert not door.is_listening()
    desk.muter.answer()
    assert door.is_listening()
