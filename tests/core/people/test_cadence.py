"""Who is due: never whom one has just met, never whom one is going to meet, nobody forgotten."""

from datetime import date, timedelta

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from presence.core.frozen import replace
from presence.core.people.cadence import (
    Cadence,
    Due,
    Reach,
    Wishes,
    can_be,
    not_seen_for_a_while,
    wish_for,
)
from presence.core.people.details import Details
from presence.core.people.digest import MOST, named_in_digest, not_now, wrote
from presence.core.people.relation import Relation

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
ANA = Details("Ana", id="a")
BO = Details("Bo", id="b")
THREE_WEEKS = Cadence(21, 42)

CADENCES = st.builds(
    lambda days, more: Cadence(days, None if more is None else days + more),
    st.integers(1, 400),
    st.none() | st.integers(0, 400),
)
AGO = st.integers(0, 900)


def due_of(
    who: Details, cadence: Cadence, days_ago: int | None, planned: int | None = None
) -> Due | None:
    """Whether one is due whom one met so many days ago, and is going to see in so many."""
    last = {} if days_ago is None else {who.id: TODAY - DAY * days_ago}
    coming = {} if planned is None else {who.id: TODAY + DAY * planned}
    return next(iter(not_seen_for_a_while([(who, cadence)], last, coming, TODAY)), None)


def test_due_is_the_last_time_met_and_the_wish() -> None:
    assert due_of(ANA, THREE_WEEKS, 21) is None
    due = due_of(ANA, THREE_WEEKS, 22)
    assert due is not None
    assert (due.reach, due.days, due.last_met) == (Reach.SOON, 22, TODAY - DAY * 22)


def test_past_the_outer_bound_it_is_long_ago() -> None:
    due = due_of(ANA, THREE_WEEKS, 43)
    assert due is not None
    assert due.reach is Reach.LONG


def test_whom_one_never_met_is_listed_and_comes_last() -> None:
    found = not_seen_for_a_while(
        [(ANA, THREE_WEEKS), (BO, THREE_WEEKS)], {"b": TODAY - DAY * 30}, {}, TODAY
    )
    assert [(each.who.name, each.reach) for each in found] == [
        ("Bo", Reach.SOON),
        ("Ana", Reach.NEVER_MET),
    ]


def test_whom_one_misses_most_for_the_wish_comes_first() -> None:
    people = [(ANA, Cadence(100)), (BO, Cadence(10))]
    last = {"a": TODAY - DAY * 120, "b": TODAY - DAY * 40}
    assert [due.who.name for due in not_seen_for_a_while(people, last, {}, TODAY)] == ["Bo", "Ana"]


def test_a_line_puts_it_off_by_half_of_the_wish_and_not_past_the_bound() -> None:
    written = replace(ANA, wrote_on=TODAY - DAY * 10)
    assert due_of(written, THREE_WEEKS, 30) is None
    assert due_of(replace(ANA, wrote_on=TODAY - DAY * 11), THREE_WEEKS, 30) is not None
    assert due_of(written, THREE_WEEKS, 43) is not None
    assert due_of(written, THREE_WEEKS, None) is None


def test_an_own_wish_comes_before_a_groups_and_that_before_a_relations() -> None:
    wishes = Wishes({Relation.FRIEND: Cadence(30)}, {"g": Cadence(14), "h": Cadence(7)})
    friend = Details("Ana", relation=Relation.FRIEND)
    assert wish_for(friend, [], wishes) == Cadence(30)
    assert wish_for(friend, ["g", "h", "gone"], wishes) == Cadence(7)
    assert wish_for(replace(friend, cadence=Cadence(3)), ["g"], wishes) == Cadence(3)
    assert wish_for(Details("Bo"), [], wishes) is None
    assert wish_for(replace(friend, is_let_be=True), ["g"], wishes) is None


def test_a_wish_is_a_day_at_least_and_its_bound_no_sooner() -> None:
    assert can_be(Cadence(1, 1))
    assert not can_be(Cadence(0))
    assert not can_be(Cadence(5, 4))
    assert not can_be(Cadence(10_000))


def test_not_now_is_half_of_the_wish_and_a_week_at_least() -> None:
    assert not_now(ANA, Cadence(60), TODAY).quiet_until == TODAY + DAY * 30
    assert not_now(ANA, Cadence(3), TODAY).quiet_until == TODAY + DAY * 7
    assert not_now(ANA, None, TODAY).quiet_until == TODAY + DAY * 7


def test_a_line_of_before_does_not_take_a_later_one_back() -> None:
    assert wrote(replace(ANA, wrote_on=TODAY), TODAY - DAY * 9).wrote_on == TODAY


def test_the_digest_names_a_few() -> None:
    people = [(Details(str(n), id=str(n)), THREE_WEEKS) for n in range(9)]
    due = not_seen_for_a_while(people, {}, {}, TODAY)
    assert len(named_in_digest(due)) == MOST


@seed(7)
@settings(derandomize=True, max_examples=300, deadline=None)
@given(cadence=CADENCES, ago=AGO)
def test_nobody_is_due_within_the_wish(cadence: Cadence, ago: int) -> None:
    due = due_of(ANA, cadence, ago)
    assert (due is None) == (ago <= cadence.days)


@seed(8)
@settings(derandomize=True, max_examples=300, deadline=None)
@given(cadence=CADENCES, ago=AGO, planned=st.integers(0, 60))
def test_nobody_is_due_whom_one_is_going_to_see(cadence: Cadence, ago: int, planned: int) -> None:
    assert due_of(ANA, cadence, ago, planned) is None


@seed(9)
@settings(derandomize=True, max_examples=300, deadline=None)
@given(cadence=CADENCES, ago=st.none() | AGO, quiet=st.integers(1, 60))
def test_nobody_is_due_who_is_archived_or_paused(
    cadence: Cadence, ago: int | None, quiet: int
) -> None:
    assert due_of(replace(ANA, is_archived=True), cadence, ago) is None
    assert due_of(replace(ANA, quiet_until=TODAY + DAY * quiet), cadence, ago) is None


@seed(10)
@settings(derandomize=True, max_examples=300, deadline=None)
@given(cadence=CADENCES, ago=st.none() | AGO, wrote_ago=AGO)
def test_a_pause_that_is_over_and_a_line_of_long_ago_change_nothing(
    cadence: Cadence, ago: int | None, wrote_ago: int
) -> None:
    long_ago = TODAY - DAY * (wrote_ago + cadence.days)
    known = replace(ANA, quiet_until=TODAY, wrote_on=long_ago)
    plain, other = due_of(ANA, cadence, ago), due_of(known, cadence, ago)
    assert (plain and plain.reach) == (other and other.reach)


@seed(11)
@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CADENCES, st.none() | AGO), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_is_the_same_however_people_come(
    wanted: list[tuple[Cadence, int | None]], chance: object
) -> None:
    people = [(Details(f"P{n:02}", id=str(n)), each) for n, (each, _ago) in enumerate(wanted)]
    last = {
        str(n): TODAY - DAY * ago for n, (_cadence, ago) in enumerate(wanted) if ago is not None
    }
    expected = not_seen_for_a_while(people, last, {}, TODAY)
    chance.shuffle(people)  # type: ignore[attr-defined]  # a random.Random
    assert not_seen_for_a_while(people, last, {}, TODAY) == expected
