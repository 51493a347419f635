"""What is known of looks at a screen, in words that claim no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from presence.core.kind import Kinds
from presence.core.review import Calendar, WeekReview, review_week
from presence.core.session import Said, Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.words.kept import (
    basis_line,
    kept_basis_line,
    kept_help,
    kept_words,
    left_out_line,
    look_cells,
)

NOW = datetime(2026, 11, 25, 21, 0, tzinfo=UTC)  # a Wednesday
DINNER = Session(
    id="0f1e2d3c",
    kind="dinner",
    started_at=NOW - timedelta(minutes=100),
    zone="UTC",
    ended_at=NOW,
)
AT_THE_COMPUTER = Slip("a", NOW - timedelta(minutes=50), timedelta(minutes=5), SlipSource.INPUT)
SELF = replace(AT_THE_COMPUTER, id="b", source=SlipSource.SELF)
PHONE = replace(AT_THE_COMPUTER, id="c", source=SlipSource.PHONE)
COMPUTER = frozenset({Watched.COMPUTER})
BOTH = frozenset({Watched.COMPUTER, Watched.PHONE})


@pytest.mark.parametrize(
    ("session", "words", "line"),
    [
        (
            DINNER,
            "kept: not known",
            "Nothing is known of looks at a screen: it is left out of every percentage.",
        ),
        (
            replace(DINNER, watched=COMPUTER),
            "100 % kept (computer only)",
            "This computer noticed no look at it. The phone was not watched.",
        ),
        (
            replace(DINNER, watched=COMPUTER, slips=(AT_THE_COMPUTER, SELF)),
            "95 % kept (computer only)",
            "This computer noticed 1 look at it. The phone was not watched. You noted 1 look.",
        ),
        (
            replace(DINNER, watched=BOTH),
            "100 % kept (computer and phone)",
            "This computer noticed no look at it. The phone was not picked up.",
        ),
        (
            replace(DINNER, watched=BOTH, slips=(PHONE,)),
            "95 % kept (computer and phone)",
            "This computer noticed no look at it. The phone was picked up 1 time.",
        ),
        (
            replace(DINNER, said=Said.YES),
            "100 % kept (you said so)",
            "You said that the phones stayed down.",
        ),
        (
            replace(DINNER, said=Said.MOSTLY, watched=COMPUTER),
            "75 % kept (you said so)",
            "You said that the phones mostly stayed down. This computer noticed no look at it.",
        ),
        (
            replace(DINNER, said=Said.NO),
            "0 % kept (you said so)",
            "You said that the phones did not stay down.",
        ),
        (replace(DINNER, slips=(SELF,)), "95 % kept (you said so)", "You noted 1 look."),
    ],
)
def test_a_session_says_on_what_its_share_rests(session: Session, words: str, line: str) -> None:
    assert kept_words(session, NOW) == words
    assert basis_line(session) == line


def test_a_look_is_told_with_its_time_length_source_and_reason() -> None:
    assert look_cells(AT_THE_COMPUTER, UTC) == ("20:10", "5 min", "this computer", "")
    short = replace(PHONE, length=timedelta(seconds=20), reason=SlipReason.HABIT)
    assert look_cells(short, UTC) == ("20:10", "below 1 min", "the phone", "habit")
    call = replace(SELF, reason=SlipReason.CALL)
    assert look_cells(call, UTC)[2:] == ("you said so", "a call: takes nothing away")


def week_of(*sessions: Session) -> WeekReview:
    return review_week(Calendar(UTC).week_of(date(2026, 11, 23)), sessions, (), Kinds(), NOW)


def test_a_week_says_on_what_its_share_rests_and_what_is_left_out() -> None:
    watched = replace(DINNER, id="1", watched=COMPUTER)
    said = replace(DINNER, id="2", said=Said.MOSTLY)
    review = week_of(DINNER, watched, said)
    assert kept_basis_line(review) == "computer only: 1 · you said so: 1 · not known: 1"
    assert left_out_line(review) == "1 session of which nothing is known is left out."
    told = kept_help(review)
    assert "a look at a phone is not in it" in told
    assert "three quarters" in told
    assert told.endswith(left_out_line(review))


def test_a_week_of_which_all_is_known_leaves_nothing_out() -> None:
    review = week_of(replace(DINNER, said=Said.YES), replace(DINNER, id="3", watched=BOTH))
    assert left_out_line(review) == ""
    assert "only this computer" not in kept_help(review)
