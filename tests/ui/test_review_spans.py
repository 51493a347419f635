"""The review of a month and a year, and two spans side by side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from presence.core.editing.filter import LogFilter
from presence.core.kind import Kinds
from presence.core.review import Unit, review_sessions
from presence.core.review.deeper import WhenLookedAt
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.ui.painted import Choice
from presence.ui.review.comparing import DayEdit
from presence.ui.review.window import ReviewWindow
from tests.screenshots_review import CALENDAR, TODAY
from tests.ui.reviews import CONTROL, MONTH, NOW, THIS_YEAR, WEEK, YEAR, look, page, window
from tests.ui.test_review import button, chart, column, show, shown_words, table

__all__ = ["look", "window"]


@pytest.mark.parametrize(
    ("key", "unit"),
    [(Qt.Key.Key_1, Unit.WEEK), (Qt.Key.Key_2, Unit.MONTH), (Qt.Key.Key_3, Unit.YEAR)],
)
def test_a_key_goes_from_the_year_to_what_of_it_is_now(
    window: ReviewWindow, qtbot: QtBot, key: Qt.Key, unit: Unit
) -> None:
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.keyClick(window, key, CONTROL)
    assert asked.args == [CALENDAR.period_of(unit, TODAY)]


def test_the_buttons_say_and_choose_what_is_shown(window: ReviewWindow, qtbot: QtBot) -> None:
    assert button(window, "Year").isChecked()
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.mouseClick(button(window, "Month"), Qt.MouseButton.LeftButton)
    assert asked.args == [CALENDAR.month_of(TODAY)]


def test_from_a_span_that_is_over_one_comes_to_its_end(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(CALENDAR.month_of(TODAY).shifted(-2)))
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert asked.args == [CALENDAR.week_of(datetime(2026, 9, 30, tzinfo=UTC).date())]


@pytest.mark.parametrize("shown", [MONTH, THIS_YEAR], ids=["month", "year"])
def test_page_up_goes_one_back_and_there_is_no_way_into_the_future(
    window: ReviewWindow, qtbot: QtBot, shown: ReviewPage
) -> None:
    show(window, shown)
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert asked.args == [shown.period.shifted(-1)]
    with qtbot.assertNotEmitted(window.period_requested):
        QTest.keyClick(window, Qt.Key.Key_PageDown)


def test_home_asks_for_the_present_one_of_the_same_kind(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(CALENDAR.month_of(TODAY).shifted(-3)))
    assert button(window, "This month").isVisible()
    with qtbot.waitSignal(window.present_requested, timeout=10_000) as asked:
        QTest.keyClick(window, Qt.Key.Key_Home)
    assert asked.args == [Unit.MONTH]


# What it shows


def test_a_year_has_a_bar_for_each_month_and_a_square_for_each_day(window: ReviewWindow) -> None:
    months = chart(window, "Hours per month")
    assert sum(spot.part == 0 for spot in months.spots()) == 12
    assert len(chart(window, "Every day of the year").spots()) == 365


def test_a_month_has_a_bar_for_each_day_and_no_squares(window: ReviewWindow) -> None:
    show(window, MONTH)
    days = chart(window, "Hours per day")
    assert sum(spot.part == 0 for spot in days.spots()) == 30
    assert not chart(window, "Every day of the year").isVisible()


def test_days_and_months_add_up_to_the_same_total(window: ReviewWindow) -> None:
    review = THIS_YEAR.review
    assert sum((day.total for day in review.days), timedelta()) == review.total
    assert sum((month.total for month in review.months), timedelta()) == review.total


def test_a_year_lists_no_sessions_and_leads_to_all_of_them(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    assert not table(window, "Sessions").isVisible()
    opener = button(window, f"Open all {THIS_YEAR.review.count} sessions")
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert asked.args == [LogFilter(start=THIS_YEAR.period.start, end=THIS_YEAR.period.end)]


def test_what_nobody_entered_has_no_card(window: ReviewWindow) -> None:
    assert chart(window, "Groups").isVisible()
    assert chart(window, "Your answers and what was kept").isVisible()
    none = replace(THIS_YEAR.review.enjoyed, count=0)
    deeper = replace(THIS_YEAR.review.deeper.look(), distracted=none)
    bare = replace(THIS_YEAR.review, by_group=(), enjoyed=none, deeper=WhenLookedAt(lambda: deeper))
    show(window, replace(THIS_YEAR, review=bare))
    assert not chart(window, "Groups").isVisible()
    assert not chart(window, "Your answers and what was kept").isVisible()


def test_goals_have_a_place_and_say_how_far_they_are(window: ReviewWindow, qtbot: QtBot) -> None:
    window.set_goals(
        [
            GoalLine("Dinner with Family on 5 evenings", 0.8, False, "4 of 5 evenings"),
            GoalLine("3 h with Tom", 1.0, True, "3 h 20 min"),
            GoalLine("2 h of walks", None, False, "a week with a break"),
        ]
    )
    assert [spot.says for spot in chart(window, "Goals").spots()] == [
        "4 of 5 evenings", "3 h 20 min", "a week with a break",
    ]  # fmt: skip
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    assert column(table(window, "Goals"), 1) == ["80 %", "met", "–"]
    with qtbot.waitSignal(window.goals_requested, timeout=10_000):
        QTest.mouseClick(button(window, "Change the goals…"), Qt.MouseButton.LeftButton)
    window.set_goals([])
    assert not chart(window, "Goals").isVisible()


def test_nothing_reads_like_a_reproach(window: ReviewWindow) -> None:
    looked = [session for session in YEAR if session.slips][:1]
    week = CALENDAR.week_of(CALENDAR.day_of(looked[0].started_at))
    review = review_sessions(week, looked, (), Kinds(), NOW)
    show(window, ReviewPage(review, Kinds(), NOW))
    said = [spot.says for spot in chart(window, "What the colours mean").spots()]
    said += shown_words(window)
    assert not any("0 of" in words for words in said)


# Two spans


def test_compare_asks_for_the_span_before(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, WEEK)
    with qtbot.waitSignal(window.comparison_requested, timeout=10_000) as asked:
        QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [WEEK.period.shifted(-1)]


def test_two_weeks_stand_side_by_side_by_kind_and_by_person(window: ReviewWindow) -> None:
    compared = page(WEEK.period, WEEK.period.shifted(-1))
    show(window, compared)
    assert compared.comparison is not None
    kinds = chart(window, "Hours of each kind, side by side")
    assert kinds.isVisible()
    assert any(spot.says.startswith("This week · Dinner: ") for spot in kinds.spots())
    assert any(spot.says.startswith("Last week · Dinner: ") for spot in kinds.spots())
    people = chart(window, "Hours with each person, side by side")
    assert any("Ana Sousa" in spot.says for spot in people.spots())
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    numbers = table(window, "Hours of each kind, side by side")
    assert column(numbers, 0)[-1] == "Total"


def test_a_bar_of_the_other_span_opens_that_spans_sessions(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    before = WEEK.period.shifted(-1)
    show(window, page(WEEK.period, before))
    name = "Hours of each kind, side by side"
    view = chart(window, name)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    while view.focused is None or "Dinner" not in view.focused.says:
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [
        LogFilter(kinds=frozenset({"dinner"}), start=before.start, end=before.end)
    ]


def test_any_span_can_be_set_beside_this_one_by_keyboard(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    show(window, page(WEEK.period, WEEK.period.shifted(-1)))
    first, last = window.findChildren(DayEdit)
    assert not first.isVisible()
    choice = next(c for c in window.findChildren(Choice) if c.isVisible())
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_End)
    QTest.keyClick(choice, Qt.Key.Key_Return)
    assert first.isVisible()
    last.setDate(QDate(2026, 8, 16))
    first.setDate(QDate(2026, 8, 1))
    last.setFocus()
    with qtbot.waitSignal(window.comparison_requested, timeout=10_000) as asked:
        QTest.keyClick(last, Qt.Key.Key_Return)
    august = datetime(2026, 8, 1, tzinfo=UTC).date()
    assert asked.args == [CALENDAR.span(august, august + timedelta(days=15))]


def test_spans_that_are_not_equally_long_are_told_by_the_day(window: ReviewWindow) -> None:
    first = datetime(2026, 8, 1, tzinfo=UTC).date()
    show(window, page(WEEK.period, CALENDAR.span(first, first + timedelta(days=15))))
    assert any("not equally long" in words for words in shown_words(window))


def test_a_span_that_still_runs_is_told_to_be_not_over_beside_another(
    window: ReviewWindow,
) -> None:
    show(window, page(WEEK.period, WEEK.period.shifted(-1)))
    assert any("This week is not over yet." in words for words in shown_words(window))
    over = WEEK.period.shifted(-1)
    show(window, page(over, over.shifted(-1)))
    assert not any("is not over yet" in words for words in shown_words(window))


def test_comparing_ends_with_a_button(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(WEEK.period, WEEK.period.shifted(-1)))
    with qtbot.waitSignal(window.comparison_requested, timeout=10_000) as asked:
        QTest.mouseClick(button(window, "Compare no more"), Qt.MouseButton.LeftButton)
    assert asked.args == [None]
    show(window, WEEK)
    assert not chart(window, "Hours of each kind, side by side").isVisible()
