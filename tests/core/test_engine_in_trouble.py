"""The engine when the world is against it: a full disk, a clock that was set, a late answer."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.ports import Change, ChangeKind
from presence.core.tracker import StartRequest, moved
from tests.core.conftest import Desk

DINNER = StartRequest("dinner", people=("Ana", "Tom"), length=timedelta(minutes=90))
MEETING = StartRequest("meeting", length=timedelta(minutes=60))


@contextmanager
def no_room() -> Iterator[None]:
    """No file can grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_at_the_bound_is_said_and_leaves_nothing_muted(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    with no_room():
        desk.clock.advance(hours=5, minutes=1)
    assert not desk.is_quiet()
    assert "trouble" in desk.told()
    (trouble,) = [event for event in desk.events if event.error is not None]
    assert trouble.error is not None
    assert trouble.error.code is ErrorCode.HOME_NOT_WRITABLE
    assert desk.engine.session == session


def test_who_ends_a_session_on_a_full_disk_is_told_and_hears_the_desktop_again(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    with no_room(), pytest.raises(StoreError):
        desk.engine.stop()
    assert not desk.is_quiet()
    assert desk.log.open_session() == session
    assert desk.engine.stop().ended_at is not None


def test_what_a_full_disk_has_kept_from_being_written_is_written_later(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    with no_room():
        desk.clock.advance(hours=5, minutes=1)
    desk.clock.advance(minutes=10)
    assert desk.engine.session is None
    (waiting,) = desk.engine.snapshot().unconfirmed
    assert waiting.ended_at == session.planned_end_at


def test_a_session_can_be_ended_after_the_clock_was_set_back_before_its_start(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.step_back(hours=1)
    ended = desk.engine.stop()
    assert ended.ended_at == ended.started_at
    assert not desk.is_quiet()


def test_one_can_be_switched_after_the_clock_was_set_back_before_its_start(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.step_back(hours=1)
    second = desk.engine.start(MEETING, switch=True)
    assert desk.engine.session == second


def test_one_that_began_before_the_clock_was_set_back_unseen_has_begun_by_now(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.log.close()
    desk.clock.alarms.clear()
    desk.clock.step_back(days=8)
    desk.restart()
    session = desk.engine.session
    assert session is not None
    assert session.started_at == desk.clock.now()
    desk.clock.advance(hours=5)
    assert desk.engine.session is None
    assert not desk.is_quiet()


def test_a_clock_that_is_set_while_the_disk_is_full_is_minded_all_the_same(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=30)
    with no_room():
        desk.clock.step(timedelta(hours=3))
    assert desk.is_quiet()
    desk.clock.advance(minutes=30)
    assert desk.engine.stop().duration(desk.clock.now()) == timedelta(hours=1)


def test_a_meeting_that_overran_when_the_app_crashed_waits_for_an_answer(desk: Desk) -> None:
    session = desk.engine.start(MEETING)
    desk.clock.advance(minutes=70)
    desk.restart()
    (waiting,) = desk.engine.unconfirmed(desk.clock.now())
    assert waiting.ended_at == session.planned_end_at
    assert not desk.is_quiet()


def test_a_session_in_progress_of_more_than_a_week_can_still_be_closed(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    assert session.planned_end_at is not None
    long = replace(session, started_at=session.planned_end_at - timedelta(days=9))
    desk.log.put(long, because=Change(ChangeKind.EDITED, long.id, long.kind, desk.clock.now()))
    desk.engine.on_log_changed()
    desk.clock.advance(days=1)
    assert desk.engine.session is None
    assert not desk.is_quiet()


def test_an_end_as_the_log_holds_it_is_confirmed_also_when_the_clock_was_set_back(
    desk: Desk,
) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=6)
    desk.clock.step_back(hours=5)
    assert desk.engine.confirm(session.id).ended_at == session.planned_end_at


def test_still_going_holds_also_for_one_that_was_closed_at_its_bound(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(hours=5, minutes=10)
    assert desk.log.open_session() is None
    going = desk.engine.still_going(session.id)
    desk.clock.advance(minutes=30)
    assert desk.engine.session == going
    assert desk.is_quiet()


def test_one_that_began_a_week_ago_is_not_still_going(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(days=7)
    with pytest.raises(Refused) as refused:
        desk.engine.still_going(session.id)
    assert refused.value.code is ErrorCode.TOO_LONG


def test_a_click_starts_also_where_a_whole_weekend_was_entered_at_this_hour(desk: Desk) -> None:
    now = desk.clock.now()
    session = desk.engine.start(DINNER)
    desk.engine.stop()
    weekend = replace(
        session,
        kind="family",
        started_at=now - timedelta(days=7),
        planned_end_at=now - timedelta(days=5),
        ended_at=now - timedelta(days=5),
    )
    desk.log.put(weekend, because=Change(ChangeKind.EDITED, weekend.id, weekend.kind, now))
    assert desk.engine.toggle().kind == "family"


def test_a_start_moved_behind_the_plan_leaves_a_session_that_can_go_on(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(hours=2)
    assert session.planned_end_at is not None
    later = moved(session, session.planned_end_at)
    desk.log.put(later, because=Change(ChangeKind.EDITED, later.id, later.kind, desk.clock.now()))
    desk.engine.on_log_changed()
    assert desk.engine.snapshot().share_left is None
    assert desk.is_quiet()


def test_an_undo_that_was_offered_takes_nothing_else_back(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.engine.stop()
    offered = desk.log.last_change()
    desk.engine.undo()
    with pytest.raises(Refused) as refused:
        desk.engine.undo(offered)
    assert refused.value.code is ErrorCode.CHANGED_SINCE
    assert desk.log.open_session() is not None
