"""Sessions that share time."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.editing.overlap import Overlap, Way, overlaps, resolved, ways
from presence.core.errors import Refused
from presence.core.session import Session
from tests.core.editing.made import EVENING, MINUTE, NOON, sessions

HOUR = 60 * MINUTE


def share_time(one: Session, other: Session) -> bool:
    end = EVENING + HOUR
    return one.started_at < (other.ended_at or end) and other.started_at < (one.ended_at or end)


def pairs(found: "list[Overlap] | tuple[Overlap, ...]") -> set[frozenset[str]]:
    return {frozenset({each.earlier.id, each.later.id}) for each in found}


@given(st.lists(sessions(shortest=0, goes_on=True), max_size=6))
def test_overlaps_are_the_pairs_that_share_time(rows: list[Session]) -> None:
    expected = {
        frozenset({one.id, other.id})
        for one, other in combinations(rows, 2)
        if share_time(one, other)
    }
    found = list(overlaps(rows))
    assert pairs(found) == expected
    assert len(found) == len(expected)
    for each in found:
        assert each.earlier.started_at <= each.later.started_at
        start, end = each.shared()
        assert start <= end


@given(sessions(), sessions(goes_on=True))
def test_every_way_that_is_offered_leaves_no_overlap_but_to_keep_both(
    one: Session, other: Session
) -> None:
    for overlap in overlaps((one, other)):
        for way in ways(overlap):
            made = resolved(overlap, way)
            left = {each.id: each for each in (one, other)} | {each.id: each for each in made.put}
            left = {key: row for key, row in left.items() if key not in made.removing}
            assert bool(overlaps(left.values())) == (way is Way.KEEP_BOTH)
            assert all(row.duration(EVENING) for row in left.values())


@given(sessions(), sessions(goes_on=True))
def test_a_way_that_is_not_offered_is_refused(one: Session, other: Session) -> None:
    for overlap in overlaps((one, other)):
        for way in set(Way) - set(ways(overlap)):
            with pytest.raises(Refused):
                resolved(overlap, way)


def test_to_keep_both_is_always_offered_first() -> None:
    dinner = Session("a", "dinner", NOON, "UTC", ended_at=NOON + HOUR)
    call = replace(dinner, id="b", started_at=NOON + MINUTE, ended_at=NOON + 2 * MINUTE)
    (overlap,) = overlaps((call, dinner))
    assert ways(overlap) == [Way.KEEP_BOTH, Way.CUT_EARLIER, Way.JOIN]
    assert resolved(overlap, Way.KEEP_BOTH).put == ()
