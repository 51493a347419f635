"""Months, years and spans: their edges, their neighbours, and the same point before."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.kind import Kinds
from presence.core.review import Calendar, Period, PeriodReview, Unit, review_sessions
from presence.core.review.compare import compare
from presence.core.session import Said, Session, Watched
from presence.core.slip import Slip, SlipReason

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
OWL = Calendar(ZoneInfo("Europe/Berlin"), day_starts_at=time(4))
HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LATER = datetime(2027, 6, 1, tzinfo=UTC)


def here(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def session(start: datetime, length: timedelta = HOUR, **more: object) -> Session:
    values: dict[str, object] = {"kind": "dinner", **more}
    return Session(
        id=f"{start.isoformat()}",
        started_at=start,
        ended_at=start + length,
        zone="Europe/Berlin",
        **values,  # type: ignore[arg-type]  # as each test has them
    )


def review(period: Period, *sessions: Session, now: datetime = LATER) -> PeriodReview:
    return review_sessions(period, sessions, (), Kinds(), now)


@pytest.mark.parametrize(
    ("unit", "first", "last", "before", "after"),
    [
        (Unit.DAY, "2028-02-29", "2028-02-29", "2028-02-28", "2028-03-01"),
        (Unit.WEEK, "2028-02-28", "2028-03-05", "2028-02-21", "2028-03-06"),
        (Unit.MONTH, "2028-02-01", "2028-02-29", "2028-01-01", "2028-03-01"),
        (Unit.YEAR, "2028-01-01", "2028-12-31", "2027-01-01", "2029-01-01"),
    ],
)
def test_a_period_knows_its_edges_and_its_neighbours(
    unit: Unit, first: str, last: str, before: str, after: str
) -> None:
    period = BERLIN.period_of(unit, date(2028, 2, 29))
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.shifted(-1).first.isoformat() == before
    assert period.shifted(1).first.isoformat() == after
    assert period.shifted(-1).end == period.start
    assert period.shifted(13).shifted(-13) == period


def test_a_span_is_moved_by_its_own_length() -> None:
    span = BERLIN.span(date(2026, 3, 1), date(2026, 3, 10))
    assert span.shifted(-1) == BERLIN.span(date(2026, 2, 19), date(2026, 2, 28))


@pytest.mark.parametrize("unit", [Unit.MONTH, Unit.YEAR, Unit.WEEK])
def test_before_the_first_year_there_is_none(unit: Unit) -> None:
    with pytest.raises(OverflowError):
        BERLIN.period_of(unit, date(1, 1, 10)).shifted(-3)


@pytest.mark.parametrize(
    ("calendar", "unit", "now", "point"),
    [
        (BERLIN, Unit.WEEK, here(2026, 11, 18, 15), here(2026, 11, 11, 15)),
        (BERLIN, Unit.MONTH, here(2026, 11, 18, 15), here(2026, 10, 18, 15)),
        # The clock was set back in between, and shows the same.
        (BERLIN, Unit.YEAR, here(2026, 3, 29, 15), here(2025, 3, 29, 15)),
        # February has no 31st: all of it. A year has no 29 February: all up to March.
        (BERLIN, Unit.MONTH, here(2026, 3, 31, 15), here(2026, 3, 1)),
        (BERLIN, Unit.YEAR, here(2028, 2, 29, 15), here(2027, 3, 1, 15)),
        # At three in the night it is still the evening of the 17th.
        (OWL, Unit.MONTH, here(2026, 11, 18, 3), here(2026, 10, 18, 3)),
        (OWL, Unit.MONTH, here(2026, 11, 1, 3), here(2026, 10, 1, 4)),
        (BERLIN, Unit.MONTH, here(2026, 11, 1), here(2026, 10, 1)),
    ],
)
def test_a_running_period_is_compared_up_to_the_same_date_and_time(
    calendar: Calendar, unit: Unit, now: datetime, point: datetime
) -> None:
    period = calendar.period_of(unit, calendar.day_of(now))
    assert period.is_running(now)
    assert period.same_point_before(now) == point


def test_the_weeks_of_a_month_are_cut_at_its_edges_and_open_whole() -> None:
    over = session(here(2026, 10, 31, 23), 3 * HOUR)
    november = review(BERLIN.month_of(date(2026, 11, 5)), over)
    first = november.weeks[0]
    assert (first.first, first.last) == (date(2026, 11, 1), date(2026, 11, 1))
    assert (first.whole.first, first.total) == (date(2026, 10, 26), 2 * HOUR)
    assert november.months[0].by_kind == {"dinner": 2 * HOUR}


def test_an_hour_with_three_of_a_group_is_an_hour_with_the_group() -> None:
    dinner = session(NOON, people=("Ana", "Tom", "Zoë"))
    found = review_sessions(
        BERLIN.week_of(date(2026, 11, 18)),
        [dinner],
        (),
        Kinds(),
        LATER,
        {"Family": ("ana", "ZOE", "Tom"), "Choir": ("Eva",)},
    )
    assert found.by_group == [("Family", HOUR)]
    assert len(found.by_person) == 3


def test_an_end_that_nobody_confirmed_proves_no_plan() -> None:
    plan = NOON + HOUR
    found = review(
        BERLIN.week_of(date(2026, 11, 18)),
        session(NOON, HOUR * 1.5, planned_end_at=plan),
        session(NOON + HOUR * 2, HOUR / 2, planned_end_at=plan + 2 * HOUR),
        session(NOON + HOUR * 4, timedelta(minutes=63), planned_end_at=plan + 4 * HOUR),
        session(NOON + HOUR * 6, planned_end_at=plan + 6 * HOUR, confirmed=False),
        session(NOON + HOUR * 8),
    ).planned
    assert (found.count, found.longer, found.shorter, found.as_planned) == (3, 1, 1, 1)
    assert (found.planned, found.real) == (3 * HOUR, HOUR * 2 + timedelta(minutes=63))


def test_the_longest_stretch_is_known_only_where_somebody_watched_or_said_so() -> None:
    watched = frozenset({Watched.COMPUTER})
    look = Slip("look", NOON + timedelta(minutes=20), timedelta(minutes=1))
    found = review(
        BERLIN.week_of(date(2026, 11, 18)),
        session(NOON, 2 * HOUR, watched=watched, slips=(look,)),
        session(NOON - 9 * HOUR, 8 * HOUR),  # nothing is known of it
        session(NOON + 3 * HOUR, 5 * HOUR, said=Said.MOSTLY),  # and of this not when
    ).longest
    assert found is not None
    assert (found.length, found.started_at) == (timedelta(minutes=99), NOON + timedelta(minutes=21))


def test_looks_are_counted_by_the_clock_and_with_their_reason() -> None:
    slips = (
        Slip("one", NOON, timedelta(minutes=2)),
        Slip("two", NOON + timedelta(minutes=50), timedelta(minutes=3), reason=SlipReason.CALL),
    )
    looks = review(BERLIN.day(date(2026, 11, 18)), session(NOON, slips=slips)).looks
    assert (looks.all.count, looks.all.length) == (2, timedelta(minutes=5))
    assert looks.by_hour[13].count == 2
    assert (looks.with_good_reason.count, looks.by_reason[None].count) == (1, 1)


def test_answers_are_set_beside_what_was_kept() -> None:
    answers = review(
        BERLIN.day(date(2026, 11, 18)),
        session(NOON, enjoyed=5, said=Said.YES),
        session(NOON + HOUR, enjoyed=4, said=Said.YES),
        session(NOON + 2 * HOUR, enjoyed=2, said=Said.MOSTLY),
        session(NOON + 3 * HOUR, enjoyed=1),
    ).enjoyed
    assert (answers.count, answers.mean) == (4, 3.0)
    assert (answers.kept_mean, answers.looked_mean) == (4.5, 2.0)
    assert [score.share for score in answers.scores] == [None, 0.75, None, 1.0, 1.0]


def test_two_spans_of_unequal_length_are_compared_by_their_mean_day() -> None:
    one = review(BERLIN.day(date(2026, 11, 18)), session(NOON, people=("Ana",)))
    other = review(BERLIN.week_of(date(2026, 11, 4)), session(NOON - timedelta(days=14), 7 * HOUR))
    beside = compare(one, other)
    assert not beside.is_equally_long
    assert (beside.total.change, beside.per_day.change) == (-6 * HOUR, timedelta())
    assert [(name, pair.one, pair.other) for name, pair in beside.by_person] == [
        ("Ana", HOUR, timedelta())
    ]
