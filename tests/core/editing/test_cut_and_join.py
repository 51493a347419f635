"""Splitting a session and joining sessions."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.editing.cut import cut, split
from presence.core.editing.join import SMALL_GAP, join
from presence.core.errors import ErrorCode, Refused
from presence.core.session import MAX_LENGTH, Said, Session, Watched
from presence.core.slip import Slip, spoilt_time
from presence.store import new_id
from tests.core.editing.made import EVENING, MINUTE, NOON, sessions

HOUR = 60 * MINUTE


def a_session(**changes: object) -> Session:
    session = Session("a", "dinner", NOON, "Europe/Berlin", ended_at=NOON + HOUR)
    return replace(session, **changes)  # type: ignore[arg-type]  # names are a Session's


def length(session: Session) -> timedelta:
    return session.duration(EVENING)


def spoilt(session: Session) -> timedelta:
    assert session.ended_at is not None
    return spoilt_time(session.slips, session.started_at, session.ended_at)


@given(sessions(), st.floats(0.01, 0.99))
def test_what_is_split_and_joined_again_is_as_it_was(session: Session, share: float) -> None:
    first, second = split(session, session.started_at + share * length(session), new_id)
    assert join((second, first)) == session
    assert first.ended_at == second.started_at
    assert first.id == session.id != second.id
    assert length(first) + length(second) == length(session)
    assert spoilt(first) + spoilt(second) == spoilt(session)
    for half in (first, second):
        assert (half.people, half.tags, half.note) == (session.people, session.tags, session.note)
        assert half.said is session.said
        assert all(half.started_at <= slip.at for slip in half.slips)


@given(sessions(), st.floats(0.01, 0.99))
def test_halves_have_looks_of_their_own(session: Session, share: float) -> None:
    halves = split(session, session.started_at + share * length(session), new_id)
    ids = [slip.id for half in halves for slip in half.slips]
    assert len(ids) == len(set(ids))


@given(sessions(), st.sampled_from((-HOUR, -MINUTE, timedelta(0))))
def test_a_split_outside_the_session_is_refused(session: Session, early: timedelta) -> None:
    assert session.ended_at is not None
    for at in (session.started_at + early, session.ended_at - early):
        with pytest.raises(Refused) as refused:
            split(session, at, new_id)
        assert refused.value.code is ErrorCode.SPLIT_OUTSIDE


def test_a_session_that_goes_on_is_neither_split_nor_joined() -> None:
    going_on = a_session(id="b", ended_at=None)
    with pytest.raises(Refused) as refused:
        split(going_on, NOON + MINUTE, new_id)
    assert refused.value.code is ErrorCode.STILL_GOES_ON
    with pytest.raises(Refused) as refused:
        join((going_on, a_session()))
    assert refused.value.code is ErrorCode.STILL_GOES_ON


def test_a_look_over_the_cut_is_in_both_halves() -> None:
    look = Slip("look", NOON + 29 * MINUTE, 3 * MINUTE)
    first, second = split(a_session(slips=(look,)), NOON + 30 * MINUTE, new_id)
    assert [(slip.at, slip.length) for slip in first.slips] == [(look.at, MINUTE)]
    assert [(slip.at, slip.length) for slip in second.slips] == [(NOON + 30 * MINUTE, 2 * MINUTE)]


@given(st.lists(sessions(), min_size=1, max_size=4))
def test_joined_sessions_lose_nothing_and_gain_nothing(parts: list[Session]) -> None:
    first = min(parts, key=lambda each: each.started_at)
    whole = replace(first, id=new_id(), slips=(), ended_at=EVENING)  # so that there is no gap
    together = [*parts, whole]
    joined = join(together)
    assert joined.started_at == first.started_at
    assert joined.ended_at == EVENING
    for part in together:
        assert set(part.people) <= set(joined.people)
        assert part.note in joined.note
        assert not part.watched < joined.watched
    at = {slip.id for part in parts for slip in part.slips}
    assert {slip.id for slip in joined.slips} <= at
    assert sum((slip.length for slip in joined.slips), timedelta()) == sum(
        (slip.length for part in parts for slip in part.slips), timedelta()
    )


@given(sessions(), sessions(), st.floats(0.01, 0.99))
def test_no_joined_session_is_kept_better_than_both_of_its_parts(
    one: Session, other: Session, share: float
) -> None:
    first, second = split(one, one.started_at + share * length(one), new_id)
    second = replace(second, said=other.said, watched=other.watched)
    joined = join((first, second)).kept_share(EVENING)
    shares = [each.kept_share(EVENING) for each in (first, second)]
    if joined is not None:
        assert joined <= max(1.0 if each is None else each for each in shares) + 1e-9


@pytest.mark.parametrize(
    ("said", "together"),
    [
        ((Said.YES, Said.YES), Said.YES),
        ((Said.YES, Said.MOSTLY), Said.MOSTLY),
        ((Said.MOSTLY, Said.NO), Said.NO),
        ((Said.YES, None), None),
        ((Said.NO, None), Said.NO),
        ((None, None), None),
    ],
)
def test_the_lesser_answer_counts(
    said: tuple[Said | None, Said | None], together: Said | None
) -> None:
    parts = [a_session(id=str(i), said=answer) for i, answer in enumerate(said)]
    assert join(parts).said is together
    assert join(parts[::-1]).said is together


def test_only_what_was_watched_all_the_time_is_watched() -> None:
    both = frozenset(Watched)
    parts = (a_session(watched=both), a_session(id="b", watched=frozenset({Watched.PHONE})))
    assert join(parts).watched == {Watched.PHONE}


def test_the_kind_is_that_of_the_longer_one_unless_another_is_chosen() -> None:
    parts = (a_session(), a_session(id="b", kind="walk", ended_at=NOON + 2 * HOUR))
    assert join(parts).kind == "walk"
    assert join(parts, "coffee").kind == "coffee"


def test_another_place_is_kept_in_the_note() -> None:
    parts = (
        a_session(place="Da Enzo", note="pizza"),
        a_session(id="b", place="Café Zoë", ended_at=NOON + MINUTE),
    )
    assert (join(parts).place, join(parts).note) == ("Da Enzo", "pizza · Café Zoë")


def test_a_gap_that_no_clock_shows_does_not_hinder() -> None:
    later = a_session(id="b", started_at=NOON + HOUR + SMALL_GAP, ended_at=NOON + 2 * HOUR)
    assert length(join((a_session(), later))) == 2 * HOUR


def test_a_gap_is_refused_with_its_edges() -> None:
    later = a_session(id="b", started_at=NOON + HOUR + 2 * MINUTE, ended_at=NOON + 2 * HOUR)
    with pytest.raises(Refused) as refused:
        join((later, a_session()))
    assert refused.value.code is ErrorCode.JOIN_OVER_GAP
    assert refused.value.values == {"ended_at": NOON + HOUR, "started_at": later.started_at}


def test_one_session_is_not_joined_with_itself() -> None:
    with pytest.raises(Refused) as refused:
        join((a_session(), a_session()))
    assert refused.value.code is ErrorCode.JOIN_NEEDS_TWO


def test_no_joined_session_is_longer_than_a_row_can_be() -> None:
    half = MAX_LENGTH / 2 + MINUTE
    parts = (
        a_session(ended_at=NOON + half),
        a_session(id="b", started_at=NOON + half, ended_at=NOON + 2 * half),
    )
    with pytest.raises(Refused) as refused:
        join(parts)
    assert refused.value.code is ErrorCode.TOO_LONG


@given(sessions(), st.floats(0.01, 0.4), st.floats(0.6, 0.99))
def test_what_is_cut_holds_the_looks_within(session: Session, start: float, end: float) -> None:
    begin = session.started_at + start * length(session)
    finish = session.started_at + end * length(session)
    part = cut(session, begin, finish)
    assert (part.started_at, part.ended_at) == (begin, finish)
    assert all(begin <= slip.at < finish for slip in part.slips)
    assert spoilt(part) == spoilt_time(session.slips, begin, finish)
