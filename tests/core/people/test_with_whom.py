"""Hours by relation: no hour twice within one, and none that nobody spent."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from presence.core.people.relation import Relation
from presence.core.people.with_whom import ALONE, UNKNOWN, beside, more_and_less, with_whom
from presence.core.review.lean import Lean, lean_of
from presence.core.session import Session

START = datetime(2026, 11, 16, tzinfo=UTC)
END = START + timedelta(days=7)
HOUR = timedelta(hours=1)
RELATIONS = {"ana": Relation.FRIEND, "bo": Relation.FRIEND, "kim": Relation.COLLEAGUE}


def a_session(hour: float, hours: float, *people: str) -> Lean:
    """So many hours after Monday, for so long."""
    start = START + HOUR * hour
    return lean_of(Session("s", "dinner", start, "UTC", None, start + HOUR * hours, people))


def hours_with(*sessions: Lean) -> dict[object, float]:
    found = with_whom(sessions, RELATIONS, START, END, END)
    return {who: time / HOUR for who, time in found.items()}


def test_two_friends_at_one_dinner_are_one_hour_with_friends() -> None:
    assert hours_with(a_session(10, 2, "Ana", "Bo")) == {Relation.FRIEND: 2}


def test_a_friend_and_a_colleague_are_an_hour_of_each() -> None:
    assert hours_with(a_session(10, 1, "Ana", "Kim")) == {Relation.FRIEND: 1, Relation.COLLEAGUE: 1}


def test_two_sessions_at_one_time_are_one_hour() -> None:
    assert hours_with(a_session(10, 2, "Ana"), a_session(11, 2, "Bo")) == {Relation.FRIEND: 3}


def test_nobody_and_somebody_of_whom_nothing_is_said_have_lines_of_their_own() -> None:
    assert hours_with(a_session(10, 1), a_session(12, 1, "Zoë")) == {ALONE: 1, UNKNOWN: 1}


def test_time_is_cut_at_the_edges_and_one_in_progress_goes_up_to_now() -> None:
    running = lean_of(Session("s", "dinner", END - HOUR, "UTC", None, None, ("Ana",)))
    assert hours_with(a_session(-1, 2, "Kim")) == {Relation.COLLEAGUE: 1}
    found = with_whom([running], RELATIONS, START, END, END - HOUR / 2)
    assert found == {Relation.FRIEND: HOUR / 2}


def test_names_are_found_however_they_are_spelt() -> None:
    assert hours_with(a_session(1, 1, "ÁNA")) == {Relation.FRIEND: 1}


def test_beside_the_span_before_everybody_has_a_line() -> None:
    found = beside({Relation.FRIEND: HOUR}, {Relation.COLLEAGUE: HOUR * 2})
    assert [(each.who, each.change / HOUR) for each in found] == [
        (Relation.FRIEND, 1),
        (Relation.COLLEAGUE, -2),
    ]


def test_who_gets_more_and_who_less_the_largest_change_first() -> None:
    these = {"Ana": HOUR * 5, "Bo": HOUR, "Kim": HOUR}
    before = {"Ana": HOUR, "Kim": HOUR, "Zoë": HOUR * 3, "Tom": HOUR}
    more, less = more_and_less(these, before, most=2)
    assert more == [("Ana", HOUR * 4), ("Bo", HOUR)]
    assert less == [("Zoë", -HOUR * 3), ("Tom", -HOUR)]


SESSIONS = st.lists(
    st.builds(
        lambda hour, hours, people: a_session(hour, hours, *people),
        st.integers(-30, 200),
        st.integers(0, 30),
        st.sets(st.sampled_from(["Ana", "Bo", "Kim", "Zoë"])),
    ),
    max_size=12,
)


@seed(12)
@settings(derandomize=True, max_examples=300, deadline=None)
@given(SESSIONS)
def test_each_minute_with_a_relation_counts_once(sessions: list[Lean]) -> None:
    found = with_whom(sessions, RELATIONS, START, END, END)
    for who, time in found.items():
        names = {name for name in ("Ana", "Bo", "Kim", "Zoë") if _who(name) == who}
        there = sum(
            any(_is_at(session, hour) and _has(session, names, who) for session in sessions)
            for hour in range(7 * 24)
        )
        assert time == HOUR * there
    assert all(timedelta() < time <= END - START for time in found.values())


def _who(name: str) -> object:
    return RELATIONS.get(name.casefold(), UNKNOWN)


def _is_at(session: Lean, hour: int) -> bool:
    at = int((START + HOUR * hour).timestamp() * 1000)
    return session.started <= at < session.end(0)


def _has(session: Lean, names: set[str], who: object) -> bool:
    return not session.people if who == ALONE else not names.isdisjoint(session.people)
