"""Which unlocks of a phone lie within sessions, and what becomes of them."""

from dataclasses import replace
from datetime import timedelta

from presence.core.slip import Slip, SlipReason, SlipSource
from presence.core.unlocks.unlocks import (
    Unlocks,
    answered,
    can_be,
    found_in,
    looks_of,
    without,
)
from tests.store.logs import a_session

MINUTE = timedelta(minutes=1)
DINNER = a_session(1, people=("Ana",), slips=())
START = DINNER.started_at
assert DINNER.ended_at is not None
END = DINNER.ended_at


def test_only_what_lies_within_a_session_is_found_and_only_once() -> None:
    inside = [START, START + 10 * MINUTE, START + 10.5 * MINUTE, END - MINUTE]
    instants = [START - MINUTE, *inside, END, END + MINUTE]
    found = found_in([DINNER], instants, {})
    assert found == {DINNER.id: Unlocks((inside[0], inside[1], inside[3]))}
    assert found_in([DINNER], instants, found) == {}


def test_two_sessions_at_one_time_have_both_what_lies_in_both() -> None:
    other = replace(DINNER, id="other", started_at=START + 5 * MINUTE)
    found = found_in([other, DINNER], [START + MINUTE, START + 10 * MINUTE], {})
    assert [len(found[each.id].waiting) for each in (DINNER, other)] == [2, 1]


def test_what_is_noted_or_answered_already_and_what_goes_on_is_left_out() -> None:
    noted = Slip("s", START + 10 * MINUTE, 3 * MINUTE, SlipSource.PHONE)
    session = replace(DINNER, slips=(noted,))
    known = {session.id: Unlocks(none=(START + 30 * MINUTE,))}
    instants = [START + each * MINUTE for each in (9.5, 12, 30, 40)]
    assert found_in([session], instants, known)[session.id].waiting == (START + 40 * MINUTE,)
    assert found_in([replace(DINNER, ended_at=None)], instants, {}) == {}


def test_what_is_accepted_counts_with_its_reason_and_can_be_taken_out_again() -> None:
    first, second = START + 5 * MINUTE, START + 9 * MINUTE
    session, unlocks = answered(DINNER, Unlocks((first, second)), {second: SlipReason.CALL})
    (look,) = session.slips
    assert (look.at, look.source, look.reason) == (second, SlipSource.PHONE, SlipReason.CALL)
    assert unlocks == Unlocks(counted=(second,), none=(first,))
    assert without(session, looks_of({DINNER.id: unlocks})) == DINNER
    assert can_be(unlocks)
    assert not can_be(Unlocks((first, first)))
