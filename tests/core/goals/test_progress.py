"""A week against a goal: what counts, what a break does, and that sums agree with the review."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.goals.goal import Bound, Goal, Measure, can_be
from presence.core.goals.pause import Pause
from presence.core.goals.progress import Outcome, WeekOfGoal, parts_of, week_of_goal
from presence.core.kind import BUILT_IN, Kinds
from presence.core.names.group import Group
from presence.core.review import Calendar, Period, review_sessions
from presence.core.sample import sample_year
from presence.core.session import Said, Session
from presence.core.slip import Slip

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(BERLIN)
MONDAY = date(2026, 11, 16)
WEEK = CALENDAR.week_of(MONDAY)
AFTER = datetime(2026, 12, 1, tzinfo=UTC)
WITHIN = datetime(2026, 11, 19, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAMILY = Group("g1", "Family", ("Ana", "Tom"))
GROUPS = {FAMILY.id: FAMILY}
HOLIDAY = Pause("p1", "Holiday", MONDAY + timedelta(days=6), MONDAY + timedelta(days=20))
DINNERS = Goal("g", Measure.DAYS, 3, kind="dinner")


def session(
    day: int, hour: int = 19, hours: float = 1, kind: str = "dinner", **more: object
) -> Session:
    """A session on so many days after Monday, by the clock in Berlin."""
    start = datetime.combine(MONDAY + timedelta(days=day), time(hour), BERLIN).astimezone(UTC)
    end = start + HOUR * hours
    plain = Session(f"s{day}-{hour}", kind, start, "Europe/Berlin", None, end, ("Ana",))
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of a Session


def week(
    goal: Goal,
    sessions: Sequence[Session],
    *pauses: Pause,
    now: datetime = AFTER,
    of: Period = WEEK,
) -> WeekOfGoal:
    return week_of_goal(goal, of, parts_of(of, sessions, now), pauses, now, GROUPS)


def test_three_evenings_are_three_days_however_many_dinners() -> None:
    twice = [session(0), session(0, 21), session(1)]
    assert week(DINNERS, twice).value == 2
    assert week(DINNERS, twice).outcome is Outcome.NOT_MET
    assert week(DINNERS, [*twice, session(4)]).is_met


def test_an_evening_over_midnight_is_one_evening_of_the_week_it_began_in() -> None:
    late = session(6, 23, 3)
    assert week(DINNERS, [late]).value == 1
    assert week(DINNERS, [late], of=WEEK.shifted(1)).value == 0
    hours = Goal("g", Measure.TIME, 60, kind="dinner")
    assert week(hours, [late]).length == HOUR
    assert week(hours, [late], of=WEEK.shifted(1)).length == 2 * HOUR


def test_a_day_that_starts_at_four_has_the_small_hours_of_the_next() -> None:
    calendar = Calendar(BERLIN, time(4, 0))
    small_hours = session(7, 2)
    assert week(DINNERS, [small_hours], of=calendar.week_of(MONDAY)).value == 1


@pytest.mark.parametrize(
    ("goal", "hours"),
    [
        (Goal("g", Measure.TIME, 60), 6),
        (Goal("g", Measure.TIME, 60, with_people=True), 4),
        (Goal("g", Measure.TIME, 60, kind="meeting"), 1),
        (Goal("g", Measure.TIME, 60, people=("Ana",)), 3),
        (Goal("g", Measure.TIME, 60, people=("Ana", "Tom")), 1),
        (Goal("g", Measure.TIME, 60, group="g1"), 3),
        (Goal("g", Measure.TIME, 60, group="g1", kind="dinner"), 1),
        (Goal("g", Measure.TIME, 60, tag="FUN"), 2),
        (Goal("g", Measure.TIME, 60, tag="never"), 0),
    ],
)
def test_everything_that_is_named_has_to_be_so(goal: Goal, hours: int) -> None:
    sessions = [
        session(0, kind="dinner", people=("Ana", "Tom")),
        session(1, kind="coffee", hours=2, tags=("fun",)),
        session(2, kind="meeting", people=("Eva",)),
        session(3, kind="alone", hours=2, people=()),
    ]
    assert week(goal, sessions).length == hours * HOUR


def test_a_bound_is_kept_until_it_is_passed() -> None:
    goal = Goal("g", Measure.TIME, 120, Bound.AT_MOST, kind="meeting")
    within, beyond = [session(0, kind="meeting", hours=2)], [session(0, kind="meeting", hours=3)]
    assert week(goal, within, now=WITHIN).outcome is Outcome.RUNNING
    assert week(goal, within).outcome is Outcome.MET
    assert week(goal, beyond, now=WITHIN).outcome is Outcome.NOT_MET
    assert week(goal, beyond).share == 1.0
    assert week(goal, beyond).apart == -HOUR // timedelta(milliseconds=1)


def test_kept_is_of_the_time_of_which_something_is_known() -> None:
    goal = Goal("g", Measure.KEPT, 90)
    spoilt = (Slip("p", session(0).started_at + HOUR / 2, HOUR / 10),)
    known, unknown = session(0, said=Said.YES, slips=spoilt), session(1, hours=5)
    assert week(goal, [known, unknown]).value == pytest.approx(90)
    assert week(goal, [known, unknown]).is_met
    assert week(goal, [unknown]).outcome is Outcome.NOT_KNOWN
    assert week(goal, [known], now=WITHIN).outcome is Outcome.RUNNING  # it may still change
    assert week(goal, [unknown], now=WITHIN).outcome is Outcome.RUNNING


def test_a_running_week_is_met_or_running_and_never_missed() -> None:
    assert week(DINNERS, [], now=WITHIN).outcome is Outcome.RUNNING
    assert week(DINNERS, [], now=WITHIN).apart == 3
    assert week(DINNERS, [session(d) for d in range(3)], now=WITHIN).is_met


def test_a_week_with_nothing_in_the_log_is_not_known() -> None:
    assert week(DINNERS, []).outcome is Outcome.NOT_KNOWN
    assert week(DINNERS, []).share is None
    assert week(DINNERS, [session(0, kind="walk")]).outcome is Outcome.NOT_MET


def test_a_week_before_the_goal_was_made_is_met_or_nothing_is_said_of_it() -> None:
    later = replace(DINNERS, made_at=WEEK.end)
    assert week(later, [session(0)]).outcome is Outcome.NOT_KNOWN
    assert week(later, [session(day) for day in range(3)]).is_met
    assert week(replace(later, made_at=WITHIN), [session(0)]).outcome is Outcome.NOT_MET


def test_a_week_with_a_break_counts_when_met_and_is_left_out_otherwise() -> None:
    met = [session(day) for day in range(3)]
    assert week(DINNERS, met, HOLIDAY).is_met
    assert week(DINNERS, met[:2], HOLIDAY).outcome is Outcome.BREAK
    assert week(DINNERS, [], HOLIDAY).outcome is Outcome.BREAK
    assert week(DINNERS, [], HOLIDAY, now=WITHIN).outcome is Outcome.BREAK
    assert week(DINNERS, met[:2], HOLIDAY, of=WEEK.shifted(-1)).outcome is not Outcome.BREAK


@pytest.mark.parametrize("goal", [replace(DINNERS, lost=1), replace(DINNERS, group="gone")])
def test_with_somebody_who_is_gone_nothing_can_be_said(goal: Goal) -> None:
    assert week(goal, [session(0)]).outcome is Outcome.NOT_KNOWN
    assert week(goal, [session(0)], now=WITHIN).outcome is Outcome.NOT_KNOWN


def a_year(seed: int) -> Sequence[Session]:
    """A made-up year with groups, tags and looks in it."""
    chance = random.Random(seed)
    made = sample_year(seed, BERLIN, "Europe/Berlin", AFTER)
    return [replace(each, tags=chance.choice([(), ("fun",), ("fun", "work")])) for each in made]


@pytest.mark.parametrize("seed", range(4))
def test_a_goal_has_the_same_sum_as_the_review(seed: int) -> None:
    sessions = a_year(seed)
    names = sorted({name for each in sessions for name in each.people})
    groups = {"g1": Group("g1", "Some", tuple(names[:3]))}
    for back in range(0, 40, 3):
        period = CALENDAR.week_of(AFTER.date()).shifted(-back)
        rows = [s for s in sessions if s.started_at < period.end and s.ended_at > period.start]  # type: ignore[operator]  # all have ended
        whole = review_sessions(period, rows, [], Kinds(), AFTER, {"Some": names[:3]})

        def length(
            rows: Sequence[Session] = rows, period: Period = period, **named: object
        ) -> float:
            goal = Goal("g", Measure.TIME, 1, **named)  # type: ignore[arg-type]  # a Goal's fields
            found = week_of_goal(goal, period, parts_of(period, rows, AFTER), (), AFTER, groups)
            return (found.value or 0) / 1000

        assert length() == whole.total.total_seconds()
        assert length(with_people=True) == whole.with_people.total_seconds()
        for kind in BUILT_IN:
            found = whole.by_kind.get(kind.key)
            assert length(kind=kind.key) == (found.total.total_seconds() if found else 0)
        for name, total in whole.by_person:
            assert length(people=(name,)) == total.total_seconds()
        for _group, total in whole.by_group:
            assert length(group="g1") == total.total_seconds()
        for tag, total in whole.by_tag:
            assert length(tag=tag) == total.total_seconds()
        parts = parts_of(period, rows, AFTER)
        kept = week_of_goal(Goal("g", Measure.KEPT, 90), period, parts, (), AFTER)
        if whole.kept_share is not None:
            assert kept.value == pytest.approx(whole.kept_share * 100)


@pytest.mark.parametrize("seed", range(60))
def test_a_break_never_makes_a_met_week_unmet_nor_adds_a_missed_one(seed: int) -> None:
    chance = random.Random(seed)
    measure, bound = chance.choice(list(Measure)), chance.choice(list(Bound))
    amount = chance.randint(1, 7 if measure is Measure.DAYS else 100)
    if not can_be(measure, amount, bound):
        bound = Bound.AT_LEAST
    goal = Goal("g", measure, amount, bound, kind=chance.choice(["", "dinner"]))
    sessions = [
        session(day, 19, chance.random() * 2, said=chance.choice([None, *Said]))
        for day in range(7)
        if chance.random() < 0.5
    ]
    first = MONDAY + timedelta(days=chance.randint(-9, 9))
    pause = Pause("p", "", first, first + timedelta(days=chance.randint(0, 9)))
    now = chance.choice([WITHIN, AFTER])
    before, after = week(goal, sessions, now=now), week(goal, sessions, pause, now=now)
    assert after.value == before.value
    assert after.is_met is before.is_met
    if pause.touches(WEEK):
        assert after.outcome is not Outcome.NOT_MET
    else:
        assert after.outcome is before.outcome


def test_to_keep_at_most_a_share_is_no_goal() -> None:
    assert not can_be(Measure.KEPT, 90, Bound.AT_MOST)
    assert not can_be(Measure.DAYS, 8, Bound.AT_LEAST)
    assert not can_be(Measure.TIME, 0, Bound.AT_LEAST)
    assert can_be(Measure.TIME, 168 * 60, Bound.AT_MOST)
