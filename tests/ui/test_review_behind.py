"""The sessions behind a bar, a square, a name and a figure."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from presence.core.editing.filter import AgainstPlan, Answered, Kept, LogFilter
from presence.core.editing.looks import AskedLooks
from presence.core.sample import PEOPLE
from presence.core.slip import SlipReason, SlipSource
from presence.ui.review.window import ReviewWindow
from tests.screenshots_review import CALENDAR
from tests.ui.reviews import THIS_YEAR, WEEK, look, window
from tests.ui.test_review import chart, figure, show

__all__ = ["look", "window"]


def wanted_by(window: ReviewWindow, qtbot: QtBot, name: str, says: str, key: Qt.Key) -> LogFilter:
    """The filter that the part with these words asks for when this key is pressed on it."""
    view = chart(window, name)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(400):
        if view.focused is not None and view.focused.says.startswith(says):
            break
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.focused is not None
    assert view.focused.says.startswith(says), [spot.says for spot in view.spots()]
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.keyClick(view, key)
    found = asked.args[0]
    assert isinstance(found, LogFilter)
    return found


def test_a_square_opens_the_sessions_of_its_day(window: ReviewWindow, qtbot: QtBot) -> None:
    view = chart(window, "Every day of the year")
    busy = next(spot for spot in view.spots() if spot.opens is not None)
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=busy.place.center().toPoint())
    day = next(day for day in THIS_YEAR.review.days if day.by_kind).day
    assert asked.args == [LogFilter(start=CALENDAR.day(day).start, end=CALENDAR.day(day).end)]


def test_a_bar_opens_its_month_and_a_piece_only_its_kind(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    march = CALENDAR.month_of(datetime(2026, 3, 1, tzinfo=UTC).date())
    whole = wanted_by(window, qtbot, "Hours per month", "Mar 2026:", Qt.Key.Key_Return)
    assert whole == LogFilter(start=march.start, end=march.end)
    view = chart(window, "Hours per month")
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert asked.args == [replace(whole, kinds=frozenset({"meeting"}))]


def test_a_name_opens_the_sessions_with_that_person(window: ReviewWindow, qtbot: QtBot) -> None:
    found = wanted_by(window, qtbot, "Hours with each person", "Mía:", Qt.Key.Key_Return)
    assert found.people == {"Mía"}
    assert (found.start, found.end) == (THIS_YEAR.period.start, THIS_YEAR.period.end)


def test_a_group_opens_the_sessions_with_any_of_its_people(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    found = wanted_by(window, qtbot, "Groups", "Family:", Qt.Key.Key_Return)
    assert found.people == set(PEOPLE[:3])


def test_an_hour_with_looks_opens_the_sessions_with_one(window: ReviewWindow, qtbot: QtBot) -> None:
    found = wanted_by(window, qtbot, "Looks by hour of the day", "19 to 20:", Qt.Key.Key_Return)
    assert found.looks == AskedLooks(frozenset({19}), str(CALENDAR.zone))
    assert (found.start, found.end) == (THIS_YEAR.period.start, THIS_YEAR.period.end)


def test_a_reason_and_who_noticed_open_only_the_sessions_with_such_a_look(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    found = wanted_by(window, qtbot, "Why", "habit:", Qt.Key.Key_Return)
    assert found.looks == AskedLooks(reasons=frozenset({SlipReason.HABIT}))
    found = wanted_by(window, qtbot, "Who noticed", "you said so:", Qt.Key.Key_Return)
    assert found.looks == AskedLooks(sources=frozenset({SlipSource.SELF}))


def test_every_part_of_every_chart_that_stands_for_sessions_opens_them(
    window: ReviewWindow,
) -> None:
    for name in (
        "Hours with each person", "Groups", "Where", "Kept, by kind", "Why", "Who noticed",
        "Planned and real time", "What the colours mean",
        "Your answers and what was kept", "Longer or shorter than planned",
    ):  # fmt: skip
        spots = chart(window, name).spots()
        assert spots, name
        assert all(spot.opens is not None for spot in spots), name


def test_enter_on_a_figure_opens_its_sessions_and_space_explains_it(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    kept = figure(window, "Kept")
    kept.setFocus()
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.keyClick(kept, Qt.Key.Key_Return)
    assert asked.args[0].kept is Kept.KEPT
    QTest.keyClick(kept, Qt.Key.Key_Space)
    assert "without a look at a screen" in QToolTip.text()


def test_the_longest_stretch_opens_its_session(window: ReviewWindow, qtbot: QtBot) -> None:
    longest = figure(window, "Longest without a screen")
    with qtbot.waitSignal(window.session_chosen, timeout=10_000) as asked:
        QTest.mouseClick(longest, Qt.MouseButton.LeftButton)
    assert THIS_YEAR.review.longest is not None
    assert asked.args == [THIS_YEAR.review.longest.session_id]


def test_nothing_of_a_made_up_week_leads_into_the_log(window: ReviewWindow) -> None:
    show(window, replace(WEEK, is_sample=True))
    for name in ("Hours per day", "Hours with each person", "What the colours mean", "Where"):
        assert all(spot.opens is None for spot in chart(window, name).spots()), name


def test_an_answer_opens_those_without_a_look_or_those_with_one(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    name = "Your answers and what was kept"
    found = wanted_by(window, qtbot, name, "Enjoyed:", Qt.Key.Key_Return)
    assert (found.kept, found.answered) == (Kept.KEPT, Answered.ENJOYED)
    view = chart(window, name)
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(window.sessions_requested, timeout=10_000) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (asked.args[0].kept, asked.args[0].answered) == (Kept.LOOKED, Answered.ENJOYED)


def test_longer_than_planned_opens_those_that_were_longer(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    name = "Longer or shorter than planned"
    found = wanted_by(window, qtbot, name, "longer:", Qt.Key.Key_Return)
    span = THIS_YEAR.period
    assert found == LogFilter(plan=AgainstPlan.LONGER, start=span.start, end=span.end)
