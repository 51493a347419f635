"""The engine: a session in progress, its mute and its row, through a whole evening."""

from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.errors import ErrorCode, Refused
from presence.core.kind import OverTime
from presence.core.ports import Change, ChangeKind
from presence.core.reconcile import as_the_log_shows_it
from presence.core.slip import SlipReason, last_noted
from presence.core.tracker import Phase, StartRequest
from tests.core.conftest import Desk
from tests.fakes import FakeMuter

DINNER = StartRequest("dinner", people=("Ana", "Tom"), length=timedelta(minutes=90))
MEETING = StartRequest("meeting", length=timedelta(minutes=60))


def test_a_session_is_on_disk_and_the_desktop_quiet_the_moment_it_starts(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    assert desk.log.open_session() == session
    assert desk.is_quiet()
    assert desk.muter.until == session.started_at + timedelta(hours=5)


def test_a_desktop_that_does_not_answer_costs_no_session(desk: Desk) -> None:
    desk.muter.hangs = True
    session = desk.engine.start(DINNER)
    assert desk.log.open_session() == session
    assert "mute" not in desk.told()
    desk.muter.answer()
    assert "mute" in desk.told()


def test_a_second_start_is_refused_and_names_the_one_that_runs(desk: Desk) -> None:
    running = desk.engine.start(DINNER)
    with pytest.raises(Refused) as refused:
        desk.engine.start(MEETING)
    assert refused.value.code is ErrorCode.ALREADY_RUNNING
    assert refused.value.values["session"] == running


def test_a_switch_ends_one_and_starts_the_next_without_a_gap_in_the_mute(desk: Desk) -> None:
    first = desk.engine.start(MEETING)
    desk.clock.advance(minutes=50)
    second = desk.engine.start(DINNER, switch=True)
    ended = desk.log.get(first.id)
    assert ended is not None
    assert ended.ended_at == second.started_at
    assert "release" not in desk.muter.orders


def test_one_undo_takes_a_switch_back_as_a_whole(desk: Desk) -> None:
    first = desk.engine.start(MEETING)
    desk.clock.advance(minutes=50)
    second = desk.engine.start(DINNER, switch=True)
    desk.engine.undo()
    assert desk.engine.session == first
    assert desk.log.get(second.id) is None
    assert desk.is_quiet()


def test_ending_puts_the_desktop_back_and_undoing_it_goes_on_as_if_it_never_ended(
    desk: Desk,
) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(minutes=30)
    desk.engine.stop()
    assert not desk.is_quiet()
    desk.clock.advance(minutes=1)
    desk.engine.undo()
    assert desk.engine.session == session
    assert desk.is_quiet()
    desk.engine.redo()
    assert desk.log.open_session() is None
    assert not desk.is_quiet()


def test_the_persons_own_do_not_disturb_stays_on_afterwards(desk: Desk) -> None:
    desk.muter.is_on = True
    desk.engine.start(DINNER)
    desk.engine.stop()
    assert desk.is_quiet()


def test_a_dinner_past_its_end_stays_quiet_and_is_provisional_in_the_log(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=3)
    assert desk.is_quiet()
    (waiting,) = desk.engine.snapshot().unconfirmed
    assert waiting.ended_at == session.started_at + timedelta(minutes=90)
    assert not waiting.confirmed
    assert desk.engine.snapshot().phase is Phase.OVER_TIME


def test_a_forgotten_dinner_never_blocks_the_next_start(desk: Desk) -> None:
    first = desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=3)
    second = desk.engine.start(MEETING)
    kept = desk.log.get(first.id)
    assert kept is not None
    assert kept.ended_at == first.planned_end_at
    assert not kept.confirmed
    assert desk.engine.session == second


def test_a_meeting_that_overruns_stays_quiet_until_half_an_hour_past_its_plan(desk: Desk) -> None:
    session = desk.engine.start(MEETING)
    desk.clock.advance(minutes=85)
    assert desk.is_quiet()
    assert desk.engine.session == session
    desk.clock.advance(minutes=10)
    assert not desk.is_quiet()
    (waiting,) = desk.engine.snapshot().unconfirmed
    assert waiting.ended_at == session.planned_end_at


def test_time_alone_ends_by_itself_with_nothing_left_to_ask(desk: Desk) -> None:
    desk.engine.start(StartRequest("alone", length=timedelta(minutes=45)))
    desk.clock.advance(minutes=46)
    assert desk.engine.session is None
    assert not desk.is_quiet()
    assert "ended_softly" in desk.told()
    assert desk.engine.snapshot().unconfirmed == []


def test_after_a_crash_within_the_session_it_goes_on_and_is_quiet_again(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.sleep_through(minutes=20)
    desk.restart()
    assert desk.engine.session == session
    assert desk.is_quiet()
    assert "taken_up" in desk.told()


def test_after_an_empty_battery_the_dinner_ends_as_planned_and_asks(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=14)
    desk.restart()
    assert desk.engine.session is None
    assert not desk.is_quiet()
    (waiting,) = desk.engine.snapshot().unconfirmed
    assert waiting.ended_at == session.planned_end_at
    answered = desk.engine.confirm(waiting.id, session.started_at + timedelta(hours=2))
    assert desk.log.get(session.id) == answered
    assert answered.confirmed
    assert desk.engine.snapshot().unconfirmed == []


def test_still_going_goes_on_quiet_without_a_planned_end(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.sleep_through(hours=2)
    desk.restart()
    going = desk.engine.still_going()
    assert going.id == session.id
    assert desk.engine.session == going
    assert desk.is_quiet()


def test_what_is_over_when_it_is_entered_never_mutes_and_waits_for_an_answer(desk: Desk) -> None:
    request = StartRequest("dinner", length=timedelta(minutes=90), ago=timedelta(hours=3))
    session = desk.engine.start(request)
    assert session.ended_at == session.planned_end_at
    assert not session.confirmed
    assert desk.engine.session is None
    assert desk.muter.orders == []


def test_a_cancelled_session_leaves_no_row_and_no_mute_and_can_come_back(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    desk.engine.cancel()
    assert desk.log.get(session.id) is None
    assert not desk.is_quiet()
    desk.engine.undo()
    assert desk.engine.session == session
    assert desk.is_quiet()


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-5), timedelta(hours=25)])
def test_absurd_lengths_are_refused_and_nothing_is_touched(desk: Desk, length: timedelta) -> None:
    with pytest.raises(Refused):
        desk.engine.start(StartRequest("dinner", length=length))
    assert desk.log.open_session() is None
    assert desk.muter.orders == []


def test_an_end_before_the_start_or_in_the_future_is_refused(desk: Desk) -> None:
    session = desk.engine.start(DINNER)
    with pytest.raises(Refused) as early:
        desk.engine.stop(session.started_at - timedelta(minutes=1))
    with pytest.raises(Refused) as late:
        desk.engine.stop(session.started_at + timedelta(minutes=1))
    assert early.value.code is ErrorCode.END_BEFORE_START
    assert late.value.code is ErrorCode.IN_THE_FUTURE
    assert desk.engine.session == session


def test_stop_with_nothing_running_answers_the_newest_question_else_says_so(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.engine.stop()
    assert refused.value.code is ErrorCode.NOTHING_RUNNING
    desk.engine.start(StartRequest("dinner", length=timedelta(minutes=90), ago=timedelta(hours=3)))
    assert desk.engine.stop().confirmed


def test_a_meeting_cannot_be_planned_to_end_before_now(desk: Desk) -> None:
    session = desk.engine.start(MEETING)
    desk.clock.advance(minutes=55)
    with pytest.raises(Refused) as refused:
        desk.engine.plan(session.started_at + timedelta(minutes=15))
    assert refused.value.code is ErrorCode.ALREADY_OVER
    assert desk.engine.session == session
    assert desk.is_quiet()


def test_what_began_longer_ago_than_usual_and_is_started_now_is_still_going(desk: Desk) -> None:
    session = desk.engine.start(StartRequest("coffee", ago=timedelta(hours=2)))
    assert desk.engine.session == session
    assert session.planned_end_at is None
    assert desk.is_quiet()


def test_a_slip_said_and_taken_back_leaves_the_session_as_it_was(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=10)
    slipped = desk.engine.slip(SlipReason.HABIT)
    assert [slip.reason for slip in slipped.slips] == [SlipReason.HABIT]
    assert desk.engine.take_slip_back().slips == ()


def test_the_look_that_is_taken_back_is_the_one_said_last_however_long_ago_it_began(
    desk: Desk,
) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=30)
    desk.engine.slip(SlipReason.CALL, timedelta(minutes=3))
    desk.clock.advance(minutes=2)
    before = desk.engine.slip().slips
    desk.clock.advance(seconds=20)
    longer = desk.engine.slip(length=timedelta(minutes=10))
    assert last_noted(longer.slips) == longer.slips[0]
    assert desk.engine.take_slip_back().slips == before


def test_extending_over_time_counts_from_now(desk: Desk) -> None:
    desk.engine.start(MEETING)
    desk.clock.advance(minutes=70)
    session = desk.engine.extend(timedelta(minutes=15))
    assert session.planned_end_at == desk.clock.now() + timedelta(minutes=15)


@pytest.mark.parametrize("hours", [2, -2], ids=["forward", "back"])
def test_a_clock_that_is_set_takes_the_session_along_so_that_its_length_stays_true(
    desk: Desk, hours: int
) -> None:
    session = desk.engine.start(DINNER)
    desk.clock.advance(minutes=30)
    desk.clock.step(timedelta(hours=hours))
    moved = desk.engine.session
    assert moved is not None
    assert moved == desk.log.open_session()
    assert moved.duration(desk.clock.now()) == timedelta(minutes=30)
    assert moved.planned_end_at == session.planned_end_at + timedelta(hours=hours)  # type: ignore[operator]
    desk.clock.advance(minutes=30)
    assert desk.engine.stop().duration(desk.clock.now()) == timedelta(hours=1)


def test_a_clock_that_is_set_without_a_session_changes_no_row(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=30)
    ended = desk.engine.stop()
    desk.clock.step(timedelta(hours=3))
    later = desk.engine.start(MEETING)
    assert desk.log.get(ended.id) == ended
    assert later.started_at == desk.clock.now()


def test_another_process_that_ends_the_row_lets_the_desktop_go(desk: Desk) -> None:
    from presence.core.tracker import end
    from presence.paths import find_paths
    from presence.store import open_log

    session = desk.engine.start(DINNER)
    desk.clock.advance(minutes=5)
    other = open_log(find_paths(str(desk.home)))
    now = desk.clock.now()
    other.put(
        end(session, now, now), because=Change(ChangeKind.EDITED, session.id, session.kind, now)
    )
    other.close()
    desk.engine.on_log_changed()
    assert desk.engine.session is None
    assert not desk.is_quiet()


def test_a_click_starts_what_was_done_last_at_this_hour_of_this_weekday(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=80)
    desk.engine.stop()
    assert desk.engine.snapshot().likely.kind == "meeting"  # 20:20 is not the hour
    desk.clock.advance(days=7, minutes=-100)
    likely = desk.engine.snapshot().likely
    assert (likely.kind, likely.people, likely.length) == ("dinner", ("Ana", "Tom"), DINNER.length)


def test_the_alarm_rings_when_what_a_click_starts_changes_and_not_in_between(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.engine.stop()
    rings = desk.alarm.rings
    desk.clock.advance(minutes=47)
    assert desk.alarm.rings == rings + 1
    desk.clock.advance(days=6)
    assert desk.alarm.rings == rings + 1
    desk.clock.advance(hours=23)
    assert desk.alarm.rings == rings + 2
    assert desk.engine.snapshot().likely.kind == "dinner"


def test_what_a_click_starts_does_not_change_at_midnight(desk: Desk) -> None:
    desk.clock.advance(hours=4, minutes=50)  # 23:50 on Friday
    desk.engine.start(DINNER)
    desk.engine.stop()
    desk.clock.advance(minutes=20)
    assert desk.engine.snapshot().likely.kind == "dinner"
    desk.clock.advance(days=7, minutes=-60)
    assert desk.engine.snapshot().likely.kind == "dinner"
    desk.clock.advance(days=1)
    assert desk.engine.snapshot().likely.kind == "meeting"


def test_a_session_wakes_the_computer_a_few_times_and_never_every_minute(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=90)
    assert 10 <= desk.alarm.rings <= 16


def test_an_alarm_between_two_milliseconds_rings_once(desk: Desk) -> None:
    desk.engine.start(StartRequest("meeting", until=desk.clock.now() + timedelta(seconds=1)))
    desk.clock.advance(seconds=1)  # a twelfth of it is no whole number of milliseconds
    assert desk.alarm.rings <= 13


def test_a_listener_that_fails_does_not_stop_the_others(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_event: object) -> None:
        raise ZeroDivisionError

    heard: list[object] = []
    desk.engine.listen(fail)
    desk.engine.listen(heard.append)
    desk.engine.start(DINNER)
    assert heard
    assert "a listener failed" in caplog.text


def test_the_mute_of_a_new_desktop_is_taken_again_after_a_restart(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.restart(FakeMuter(is_on=True))
    desk.engine.stop()
    assert desk.is_quiet()  # it was the person's own this time


def test_a_look_of_three_minutes_is_over_when_it_is_told(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=10)
    (slip,) = desk.engine.slip(length=timedelta(minutes=3)).slips
    assert slip.at + slip.length == desk.clock.now()


def test_a_look_longer_than_the_session_is_refused(desk: Desk) -> None:
    desk.engine.start(DINNER)
    desk.clock.advance(minutes=1)
    with pytest.raises(Refused) as refused:
        desk.engine.slip(length=timedelta(minutes=3))
    assert refused.value.code is ErrorCode.LOOK_OUTSIDE


@pytest.mark.parametrize("way", ["undo", "another process"])
def test_a_plan_that_changes_in_the_log_changes_until_when_it_is_quiet(
    desk: Desk, way: str
) -> None:
    desk.engine.start(MEETING)
    until = desk.muter.until
    desk.engine.extend(timedelta(minutes=30))
    assert desk.muter.until != until
    if way == "undo":
        desk.engine.undo()
    else:
        desk.log.undo()
        desk.engine.on_log_changed()
    assert desk.muter.until == until


@pytest.mark.parametrize(
    ("key", "over_time"), [("meeting", OverTime.COUNT), ("dinner", OverTime.STAY_QUIET)]
)
def test_whether_a_session_over_time_waits_for_an_answer_is_chosen_for_its_kind(
    desk: Desk, key: str, over_time: OverTime
) -> None:
    kind = replace(desk.log.kinds()[key], over_time=over_time)
    desk.log.put_kind(kind, Change(ChangeKind.KIND_CHANGED, "", key, desk.clock.now()))
    session = desk.engine.start(StartRequest(key, length=timedelta(minutes=60)))
    desk.clock.advance(minutes=70)
    waits = over_time is OverTime.COUNT
    assert bool(desk.engine.unconfirmed(desk.clock.now())) == waits
    shown = as_the_log_shows_it(session, kind, desk.clock.now())
    assert (shown.ended_at is not None) == waits


def test_a_soft_end_that_is_taken_back_is_no_end_until_the_bound(desk: Desk) -> None:
    desk.engine.start(StartRequest("alone", length=timedelta(minutes=45)))
    desk.clock.advance(minutes=50)
    assert desk.log.open_session() is None
    desk.engine.undo()
    desk.engine.on_alarm()  # the computer woke up
    assert desk.log.open_session() is not None
    assert desk.is_quiet()
    desk.clock.advance(hours=4)
    assert desk.log.open_session() is None
    assert not desk.is_quiet()


def test_a_soft_end_that_was_slept_through_is_asked_about(desk: Desk) -> None:
    session = desk.engine.start(StartRequest("alone", length=timedelta(minutes=45)))
    desk.clock.advance(minutes=10)
    desk.clock.sleep_through(hours=2)
    (waiting,) = desk.engine.unconfirmed(desk.clock.now())
    assert waiting.id == session.id
    assert waiting.ended_at == session.planned_end_at
    desk.clock.advance(seconds=31)
    assert not desk.is_quiet()


def test_a_soft_end_comes_again_where_another_one_is_planned(desk: Desk) -> None:
    desk.engine.start(StartRequest("alone", length=timedelta(minutes=45)))
    desk.clock.advance(minutes=50)
    desk.engine.undo()
    desk.engine.extend(timedelta(minutes=15))
    desk.clock.advance(minutes=16)
    assert desk.engine.session is None
    assert not desk.is_quiet()
