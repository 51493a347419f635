"""What is due, kept and missed of what was offered."""

from dataclasses import replace
from datetime import timedelta

from presence.core.coming.agenda import (
    State,
    due_now,
    entries,
    missed,
    next_change,
    request_for,
)
from presence.core.coming.offer import Offer, Origin
from presence.core.session import Session
from tests.fakes import EVENING

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MEETING = Offer(Origin.EVENT, "a", "Plan", EVENING, EVENING + HOUR, "meeting", ("Ana",), place="R1")


def session(start: timedelta, length: timedelta | None) -> Session:
    began = EVENING + start
    end = None if length is None else began + length
    return Session("s", "meeting", began, "Europe/Berlin", ended_at=end)


def state(*sessions: Session, at: timedelta, declined: tuple[str, ...] = ()) -> State:
    (entry,) = entries([MEETING], sessions, declined, EVENING + at)
    return entry.state


def test_an_offer_is_due_ten_minutes_before_until_shortly_before_its_end() -> None:
    assert state(at=-11 * MINUTE) is State.COMING
    assert state(at=-10 * MINUTE) is State.DUE
    assert state(at=30 * MINUTE) is State.DUE, "a laptop opened in the middle of it"
    assert state(at=56 * MINUTE) is State.MISSED


def test_a_session_begun_early_or_late_is_it_also_when_it_ended_early() -> None:
    assert state(session(-8 * MINUTE, 20 * MINUTE), at=30 * MINUTE) is State.KEPT
    assert state(session(20 * MINUTE, None), at=30 * MINUTE) is State.KEPT


def test_a_session_added_afterwards_through_most_of_it_is_it() -> None:
    assert state(session(-30 * MINUTE, 90 * MINUTE), at=5 * HOUR) is State.KEPT


def test_the_meeting_before_that_overran_is_not_it() -> None:
    assert state(session(-HOUR, 65 * MINUTE), at=6 * MINUTE) is State.DUE


def test_declined_is_neither_due_nor_missed() -> None:
    assert state(at=timedelta(), declined=("a",)) is State.DECLINED
    assert missed(entries([MEETING], (), ("a",), EVENING + 2 * HOUR), EVENING + 2 * HOUR) == []


def test_a_missed_one_is_asked_for_a_week() -> None:
    for days, count in ((1, 1), (8, 0)):
        now = EVENING + timedelta(days=days)
        assert len(missed(entries([MEETING], (), (), now), now)) == count


def test_of_two_at_once_the_nearer_start_is_due_and_its_change_is_foretold() -> None:
    later = replace(MEETING, key="b", starts_at=EVENING + 8 * MINUTE, ends_at=EVENING + 2 * HOUR)
    now = EVENING + MINUTE
    found = entries([later, MEETING], (), (), now)
    assert due_now(found, now) == MEETING
    at = next_change(found, now)
    assert at is not None
    assert due_now(entries([later, MEETING], (), (), at), at) == later


def test_the_session_of_an_offer_ends_when_the_event_does_and_has_its_people_and_place() -> None:
    request = request_for(MEETING, EVENING + 10 * MINUTE)
    assert (request.until, request.people, request.place) == (EVENING + HOUR, ("Ana",), "R1")
    assert not request.is_open
    endless = request_for(replace(MEETING, ends_at=None), EVENING)
    assert endless.is_open


def test_back_to_back_a_session_of_the_first_is_not_the_second_though_both_were_due() -> None:
    second = replace(MEETING, key="b", starts_at=EVENING + HOUR, ends_at=EVENING + 2 * HOUR)
    late = replace(session(51 * MINUTE, None), planned_end_at=MEETING.ends_at)
    states = [each.state for each in entries([MEETING, second], [late], (), EVENING + 52 * MINUTE)]
    assert states == [State.KEPT, State.DUE]

    early = replace(late, planned_end_at=second.ends_at)
    states = [each.state for each in entries([MEETING, second], [early], (), EVENING + 56 * MINUTE)]
    assert states[1] is State.KEPT, "the second was begun early"
