"""The review's window in the app: which span opens, what a click on it leads to, two spans."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from presence.core.clock import SystemClock
from presence.core.goals.goal import Goal, Measure
from presence.core.ports import Change, ChangeKind
from presence.core.slip import Slip, SlipReason
from presence.store import new_id
from presence.store.goals import GoalBook
from presence.ui.log.filters import Chip
from presence.ui.review.chart import ChartView
from presence.ui.review.window import ReviewWindow
from tests.front.conftest import RunningApp

DAY = 24
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(running: RunningApp, name: str) -> ReviewWindow:
    screen = running.app.screen
    assert screen is not None
    screen.show(name)
    window = running.window("ReviewWindow")
    assert isinstance(window, ReviewWindow)
    window.draw_the_rest()
    return window


def opened_last_year(running: RunningApp) -> ReviewWindow:
    """The present one may have begun just now: what was entered some hours ago is not of it."""
    window = opened(running, "week#year")
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    window.draw_the_rest()
    return window


def last_summer(running: RunningApp) -> float:
    """How many hours ago that was."""
    now = SystemClock().now()
    july = datetime(now.astimezone(running.app.zone()).year - 1, 7, 1, 12, tzinfo=UTC)
    return (now - july) / timedelta(hours=1)


def words_of(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def chart(window: QWidget, name: str) -> ChartView:
    return next(c for c in window.findChildren(ChartView) if c.accessibleName() == name)


def test_the_part_after_the_mark_says_what_is_shown(running: RunningApp) -> None:
    running.enter(2, 1, people=("Zoë",))
    running.open()
    assert "This week" in words_of(opened(running, "week"))
    assert "This month" in words_of(opened(running, "week#month"))
    assert "This year" in words_of(opened(running, "week#year"))
    window = opened(running, "week#2025-11-05")
    assert "3 Nov 2025 – 9 Nov 2025" in words_of(window)
    for nonsense in ("nonsense", "2026-02-30", "9999-12-31", "0001-01-01"):
        assert "This week" in words_of(opened(running, f"week#{nonsense}"))


def test_a_window_that_is_opened_again_shows_the_present_week(running: RunningApp) -> None:
    running.enter(2, 1)
    running.open()
    window = opened(running, "week#year")
    window.close()
    assert "This week" in words_of(opened(running, "week"))


def test_a_click_on_a_name_opens_the_sessions_with_that_person_in_the_log(
    running: RunningApp,
) -> None:
    running.open()
    ago = last_summer(running)
    running.enter(ago, 1, people=("Zoë",))
    running.enter(ago + 2, 1, people=("Tom",))
    people = chart(opened_last_year(running), "Hours with each person")
    zoe = next(spot for spot in people.spots() if spot.says.startswith("Zoë"))
    QTest.mouseClick(people, Qt.MouseButton.LeftButton, pos=zoe.place.center().toPoint())
    log = running.window("LogWindow")
    said = " ".join(words_of(log))
    assert "1" in said
    assert "Tom" not in said


def test_a_click_on_a_reason_opens_only_the_sessions_with_a_look_for_it(
    running: RunningApp,
) -> None:
    running.open()
    ago = last_summer(running)
    for hours, reason in ((ago, SlipReason.HABIT), (ago + 3, SlipReason.CALL)):
        at = SystemClock().now() - timedelta(hours=hours) + timedelta(minutes=20)
        running.enter(hours, 1, slips=(Slip(new_id(), at, reason=reason),))
    why = chart(opened_last_year(running), "Why")
    call = next(spot for spot in why.spots() if spot.says.startswith("a call"))
    why.setFocus()
    while why.focused != call:
        QTest.keyClick(why, Qt.Key.Key_Down)
    QTest.keyClick(why, Qt.Key.Key_Return)
    log = running.window("LogWindow")
    assert any(words.startswith("1 session") for words in words_of(log)), words_of(log)
    kept = next(chip for chip in log.findChildren(Chip) if chip.accessibleName()[:4] == "Kept")
    assert kept.accessibleName() == "Kept: looked at a screen: a call"
    running.press(log, "Clear")
    assert any(words.startswith("2 sessions") for words in words_of(log))


def test_the_week_follows_the_keys_to_the_month_and_back(running: RunningApp) -> None:
    running.enter(2, 1)
    running.open()
    window = opened(running, "week")
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert "This month" in words_of(window)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert "Last month" in words_of(window)
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert "This month" in words_of(window)
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert "This week" in words_of(window)


def test_what_is_beside_goes_along_to_the_week_before(running: RunningApp) -> None:
    running.open()
    now = SystemClock().now()
    here = now.astimezone(running.app.zone())
    thursday = here.replace(hour=12) - timedelta(days=here.weekday() + 4)  # of last week
    ago = (now - thursday) / timedelta(hours=1)
    for weeks in range(3):  # the present one may have begun just now
        running.enter(ago + 7 * DAY * weeks, 1 + weeks)
    window = opened(running, "week")
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    running.press(window, "Compare")
    assert any(
        words.startswith("Last week: 1 h. ") and "2 h." in words for words in words_of(window)
    )
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert any(": 2 h. " in words and "3 h." in words for words in words_of(window))
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert not any("2 h. " in words for words in words_of(window))
    assert "Compared with" not in words_of(window)


def test_a_change_of_the_log_is_seen_at_once_in_the_span_that_is_shown(
    running: RunningApp,
) -> None:
    running.open()
    ago = last_summer(running)
    running.enter(ago, 1)
    window = opened_last_year(running)
    running.enter(ago + 3, 2, people=("Zoë",))
    running.app.engine.on_log_changed()
    assert "Last year" in words_of(window)
    assert any(spot.says == "Zoë: 2 h" for spot in chart(window, "Hours with each person").spots())


def test_a_sample_is_left_for_the_month(running: RunningApp) -> None:
    running.open()
    window = opened(running, "week")
    running.press(window, "See a sample week")
    assert "A sample week" in words_of(window)
    assert "This month" in words_of(opened(running, "week#month"))


def test_the_goals_of_the_week_stand_in_its_review_and_not_in_the_year(
    running: RunningApp, tmp_path: Path
) -> None:
    running.enter(0, 0.1)  # the week may have begun just now
    running.open()
    made = Change(ChangeKind.GOAL_CHANGED, "", "dinner 4 h", SystemClock().now())
    GoalBook(running.log).put_goal(Goal("g1", Measure.TIME, 240, kind="dinner"), made)
    window = opened(running, "week")
    goals = chart(window, "Goals")
    assert goals.isVisible()
    (goal,) = goals.spots()
    window.share_requested.emit("html", True)  # as the paper and the picture have it
    kept = tmp_path / "week.html"
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(kept))
    dialog.close()
    assert "<h2>Goals</h2>" in kept.read_text()
    goals.opened.emit(goal.opens)
    log = running.window("LogWindow")
    assert any(words.startswith("1 session") for words in words_of(log))
    log.close()
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    window.draw_the_rest()
    assert not goals.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    window.draw_the_rest()
    running.press(window, "Change the goals…")
    running.window("GoalsWindow")
