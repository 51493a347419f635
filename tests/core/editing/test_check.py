"""What no session of the log can be, and an edit of one that was changed meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given

from presence.core.editing.check import check, check_together, on_top_of
from presence.core.errors import ErrorCode, Refused
from presence.core.kind import Kinds
from presence.core.session import MAX_LENGTH, Session
from presence.core.slip import Slip
from tests.core.editing.made import EVENING, MINUTE, NOON, sessions

HOUR = 60 * MINUTE
DINNER = Session("a", "dinner", NOON, "UTC", ended_at=NOON + HOUR, people=("Tom",), note="pizza")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ended_at": NOON - MINUTE}, ErrorCode.END_BEFORE_START),
        ({"ended_at": NOON}, ErrorCode.END_BEFORE_START),
        ({"ended_at": EVENING + MINUTE}, ErrorCode.IN_THE_FUTURE),
        ({"started_at": NOON - MAX_LENGTH}, ErrorCode.TOO_LONG),
        ({"kind": "chess"}, ErrorCode.KIND_IS_GONE),
        ({"slips": (Slip("s", NOON - MINUTE),)}, ErrorCode.LOOK_OUTSIDE),
        ({"slips": (Slip("s", NOON + 2 * HOUR),)}, ErrorCode.LOOK_OUTSIDE),
        ({"started_at": EVENING + MINUTE, "ended_at": None}, ErrorCode.IN_THE_FUTURE),
    ],
)
def test_an_edit_that_cannot_be_is_refused(changes: dict[str, object], code: ErrorCode) -> None:
    edited = replace(DINNER, **changes)  # type: ignore[arg-type]  # names are a Session's
    with pytest.raises(Refused) as refused:
        check(edited, EVENING, Kinds(), DINNER)
    assert refused.value.code is code


@given(sessions())
def test_a_session_as_it_may_be_passes(session: Session) -> None:
    check(session, EVENING, Kinds())


def test_a_kind_that_was_gone_before_does_not_hinder_another_edit() -> None:
    before = replace(DINNER, kind="chess")
    check(replace(before, note="fun"), EVENING, Kinds(), before)


def test_two_sessions_are_not_moved_onto_one_another() -> None:
    walk = replace(DINNER, id="b", started_at=NOON + HOUR, ended_at=NOON + 2 * HOUR)
    onto = replace(walk, started_at=NOON)
    with pytest.raises(Refused) as refused:
        check_together((DINNER, walk), (DINNER, onto))
    assert refused.value.code is ErrorCode.OVERLAPS_ITSELF
    assert refused.value.values == {"started_at": NOON, "ended_at": NOON + HOUR}


def test_those_that_overlapped_before_may_go_on_doing_so() -> None:
    call = replace(DINNER, id="b", started_at=NOON + MINUTE)
    check_together((DINNER, call), (DINNER, replace(call, note="with Ana")))


def test_what_was_changed_meanwhile_elsewhere_stays() -> None:
    renamed = replace(DINNER, people=("Thomas",))
    edited = replace(DINNER, note="pasta")
    assert on_top_of(DINNER, edited, renamed) == replace(DINNER, people=("Thomas",), note="pasta")


def test_a_field_that_both_have_changed_is_refused() -> None:
    renamed = replace(DINNER, people=("Thomas",))
    edited = replace(DINNER, people=("Tom", "Ana"))
    with pytest.raises(Refused) as refused:
        on_top_of(DINNER, edited, renamed)
    assert refused.value.code is ErrorCode.CHANGED_SINCE
    assert on_top_of(DINNER, renamed, renamed) == renamed


def test_a_session_that_is_gone_is_not_edited() -> None:
    with pytest.raises(Refused) as refused:
        on_top_of(DINNER, replace(DINNER, note=""), None)
    assert refused.value.code is ErrorCode.SESSION_IS_GONE
