"""The pages of the review in every state, for pictures and for tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from presence.core.kind import Kinds
from presence.core.review import Calendar, Period, PeriodReview, Unit, review_sessions
from presence.core.review.compare import compare
from presence.core.sample import PEOPLE, SEED, sample_year, within
from presence.core.session import Session
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.ui.review.sample import sample_page
from tests.screenshots_windows import LONG_NAME

ZONE_NAME = "Europe/Berlin"
CALENDAR = Calendar(ZoneInfo(ZONE_NAME))
SUNDAY = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
TODAY = SUNDAY.date()
GROUPS = {"Family": PEOPLE[:3], "Team": PEOPLE[-5:]}
GOALS = (
    GoalLine("Dinner with Family on 5 evenings", 0.6, False, "3 of 5 evenings so far"),
    GoalLine("8 h a week with Family", 1.0, True, "10 h 6 min of 8 h"),
)

Sessions = tuple[Session, ...]


def review_of(sessions: Sessions, period: Period, now: datetime = SUNDAY) -> PeriodReview:
    """The review as the log would give it; a year has no list."""
    before = within(sessions, period.shifted(-1))
    review = review_sessions(period, within(sessions, period), before, Kinds(), now, GROUPS)
    return replace(review, sessions=()) if period.unit is Unit.YEAR else review


def page_of(sessions: Sessions, now: datetime, period: Period | None = None) -> ReviewPage:
    """The window's page for a log."""
    period = period or CALENDAR.week_of(CALENDAR.day_of(now))
    waiting = sum(not session.confirmed for session in sessions)
    return ReviewPage(
        review_of(sessions, period, now),
        Kinds(),
        now,
        to_confirm=waiting,
        log_is_empty=not sessions,
        people_of=GROUPS,
    )


def year() -> Sessions:
    """A year of sessions, every second one with answers."""
    sessions = sample_year(SEED, CALENDAR.zone, ZONE_NAME, SUNDAY)
    return tuple(
        replace(session, enjoyed=3 + number % 3, distracted=1 + number % 4)
        if number % 2
        else session
        for number, session in enumerate(sessions)
    )


def full() -> ReviewPage:
    return replace(page_of(year(), SUNDAY), goals=GOALS)


def in_the_middle() -> ReviewPage:
    now = SUNDAY - timedelta(days=3, hours=7)
    past = tuple(s for s in year() if s.ended_at is not None and s.ended_at <= now)
    running = Session(
        id="running",
        kind="meeting",
        started_at=now - timedelta(minutes=25),
        zone=ZONE_NAME,
        planned_end_at=now + timedelta(minutes=35),
        people=PEOPLE[-2:],
    )
    return page_of((*past, running), now)


def long_names(period: Period | None = None) -> ReviewPage:
    named = tuple(
        replace(session, people=tuple(f"{name} {LONG_NAME}" for name in session.people))
        for session in year()
    )
    return page_of(named, SUNDAY, period)


def clock_set_back() -> ReviewPage:
    return page_of(year(), SUNDAY, CALENDAR.week_of(date(2026, 10, 25)))


def one_short() -> ReviewPage:
    one = Session(
        id="one",
        kind="coffee",
        started_at=SUNDAY - timedelta(minutes=20),
        ended_at=SUNDAY - timedelta(minutes=3),
        zone=ZONE_NAME,
    )
    return page_of((one,), SUNDAY)


def compared(period: Period, other: Period) -> ReviewPage:
    """A period with another one beside it."""
    page = page_of(year(), SUNDAY, period)
    return replace(page, comparison=compare(page.review, review_of(year(), other)))


def two_weeks() -> ReviewPage:
    week = CALENDAR.week_of(TODAY)
    return compared(week, week.shifted(-1))


def a_month_and_a_span() -> ReviewPage:
    return compared(CALENDAR.month_of(TODAY), CALENDAR.span(date(2026, 8, 1), date(2026, 8, 16)))


PAGES: dict[str, Callable[[], ReviewPage]] = {
    "week-full": full,
    "week-running": in_the_middle,
    "week-long-names": long_names,
    "week-clock-set-back": clock_set_back,
    "week-one-short": one_short,
    "week-empty": lambda: page_of((), SUNDAY),
    "week-sample": lambda: sample_page(CALENDAR, ZONE_NAME, SUNDAY),
    "week-compared": two_weeks,
    "month-full": lambda: page_of(year(), SUNDAY, CALENDAR.month_of(TODAY)),
    "month-compared": a_month_and_a_span,
    "month-empty": lambda: page_of(year(), SUNDAY, CALENDAR.month_of(date(2024, 2, 1))),
    "year-full": lambda: page_of(year(), SUNDAY, CALENDAR.year_of(TODAY)),
    "year-long-names": lambda: long_names(CALENDAR.year_of(TODAY)),
}
