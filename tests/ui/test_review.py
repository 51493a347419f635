"""The review of a week: keys, figures, tables, what screen readers get, and the made-up week."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.review import Calendar, Period, review_sessions
from presence.core.session import Said, Session
from presence.core.settings import Theme
from presence.drawing.review.page import ReviewPage
from presence.ui.dressing import apply_look
from presence.ui.look import Look, make_look
from presence.ui.review.chart import ChartView
from presence.ui.review.figures import Figure
from presence.ui.review.sample import sample_page
from presence.ui.review.window import ReviewWindow
from tests.screenshots_windows import VARIANTS, Wished, dressed

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(BERLIN)
NOW = datetime(2026, 11, 19, 11, 0, tzinfo=UTC)  # a Thursday, noon in Berlin
HOUR = timedelta(hours=1)


def ago(hours: float, length: float, kind: str = "dinner", **more: object) -> Session:
    started_at = NOW - timedelta(hours=hours)
    values: dict[str, object] = {
        "id": f"{kind}-{hours}",
        "kind": kind,
        "started_at": started_at,
        "ended_at": started_at + timedelta(hours=length),
        "zone": "Europe/Berlin",
    }
    return Session(**(values | more))  # type: ignore[arg-type]  # the fields' own types


LAST_NIGHT = ago(17, 2, people=("Ana", "Tom"), said=Said.YES)
TUESDAY = ago(40, 1, "meeting", people=("Tom",), confirmed=False)
ALONE = ago(3, 1, "alone")
LAST_WEEK = ago(24 * 7 + 5, 1.5)


def page(*sessions: Session, week: Period | None = None, **more: object) -> ReviewPage:
    week = week or CALENDAR.week_of(CALENDAR.day_of(NOW))
    review = review_sessions(week, sessions, [LAST_WEEK], Kinds(), NOW)
    waiting = len(review.unconfirmed)
    return replace(ReviewPage(review, Kinds(), NOW, to_confirm=waiting), **more)  # type: ignore[arg-type]


FULL = page(LAST_NIGHT, TUESDAY, ALONE)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = make_look(Theme.LIGHT, Wished())
    apply_look(qapp, look, Theme.LIGHT)
    yield look
    qapp.setStyleSheet("")


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> ReviewWindow:
    window = ReviewWindow(look)
    qtbot.addWidget(window)
    window.redraw(FULL)
    window.resize(1000, 1000)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.draw_the_rest()
    return window


def show(window: ReviewWindow, page: ReviewPage) -> None:
    """Show a page, and what lies below at once."""
    window.redraw(page)
    window.draw_the_rest()


def button(window: QWidget, words: str) -> QAbstractButton:
    for found in window.findChildren(QAbstractButton):
        if words in (found.text().replace("&", ""), found.accessibleName()):
            return found
    raise AssertionError(words)


def shown_words(window: QWidget) -> list[str]:
    return [
        label.accessibleName() or label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text()
    ]


def chart(window: QWidget, name: str) -> ChartView:
    return next(c for c in window.findChildren(ChartView) if c.accessibleName() == name)


def table(window: QWidget, name: str) -> QTableView:
    return next(t for t in window.findChildren(QTableView) if t.accessibleName() == name)


def figure(window: QWidget, name: str) -> Figure:
    return next(f for f in window.findChildren(Figure) if f.accessibleName().startswith(name))


def column(view: QTableView, number: int) -> list[str]:
    model = view.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


# What it says


def test_what_waits_for_an_answer_comes_first_and_its_button_asks(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    answer = button(window, "Answer…")
    title = next(label for label in window.findChildren(QLabel) if label.text() == "This week")
    assert answer.mapTo(window, QPoint()).y() < title.mapTo(window, QPoint()).y()
    assert "1 to confirm" in shown_words(window)
    with qtbot.waitSignal(window.confirm_requested, timeout=10_000):
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)


def test_with_nothing_to_confirm_there_is_no_banner(window: ReviewWindow) -> None:
    show(window, page(LAST_NIGHT))
    assert not button(window, "Answer…").isVisible()


def test_the_figures_say_total_change_spheres_and_kept_with_its_basis(window: ReviewWindow) -> None:
    words = shown_words(window)
    assert any("3 h with people" in line for line in words)
    assert "2.5 h more than last week at this point" in words
    assert "1 h of it alone on purpose" in words
    assert "you said so: 1 · not known: 2" in words
    assert {"4 h", "1 h", "work", "3 h", "private", "100 %"} <= set(words)


def test_every_figure_says_how_it_is_computed(window: ReviewWindow) -> None:
    for name, part in (
        ("Time", "up to the same point"),
        ("Work and private", "Work: Meeting, Event."),
        ("Kept", "2 sessions of which nothing is known are left out."),
    ):
        assert part in figure(window, name).toolTip()
        assert part in figure(window, name).accessibleDescription()


def test_a_figures_explanation_is_shown_by_a_key(window: ReviewWindow, qtbot: QtBot) -> None:
    kept = figure(window, "Kept")
    kept.setFocus()
    QTest.keyClick(kept, Qt.Key.Key_Space)
    assert "without a look at a screen" in QToolTip.text()


def test_the_window_says_that_hours_with_several_people_overlap(window: ReviewWindow) -> None:
    assert "Hours with several people overlap." in shown_words(window)
    show(window, page(ALONE))
    assert "Hours with several people overlap." not in shown_words(window)
    assert "No names this week." in shown_words(window)


def test_people_see_none_of_our_own_words(window: ReviewWindow) -> None:
    show(window, FULL)
    said = " ".join(
        (*shown_words(window), *(widget.toolTip() for widget in window.findChildren(QWidget)))
    ).casefold()
    for word in ("slip", "lease", "unconfirmed", "mechanism", "basis"):
        assert word not in said


# Going from week to week


@pytest.mark.parametrize(
    ("key", "modifier", "weeks"),
    [
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, -1),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, 1),
    ],
)
def test_keys_go_to_the_weeks_beside(
    window: ReviewWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, weeks: int
) -> None:
    past = FULL.review.period.shifted(-3)
    show(window, page(week=past))
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.keyClick(window, key, modifier)
    assert asked.args == [past.shifted(weeks)]


def test_home_goes_back_to_the_present_week(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(week=FULL.review.period.shifted(-3)))
    assert button(window, "This week").isVisible()
    with qtbot.waitSignal(window.present_requested, timeout=10_000):
        QTest.keyClick(window, Qt.Key.Key_Home)


def test_buttons_go_to_the_weeks_beside(window: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.period_requested, timeout=10_000) as asked:
        QTest.mouseClick(button(window, "Previous week (Page Up)"), Qt.MouseButton.LeftButton)
    assert asked.args == [FULL.review.period.shifted(-1)]


def test_there_is_no_way_into_the_future(window: ReviewWindow, qtbot: QtBot) -> None:
    assert not button(window, "Next week (Page Down)").isEnabled()
    with qtbot.assertNotEmitted(window.period_requested):
        QTest.keyClick(window, Qt.Key.Key_PageDown)


def test_in_the_list_page_keys_scroll_and_do_not_leave_the_week(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    sessions = table(window, "Sessions")
    sessions.setFocus()
    with qtbot.assertNotEmitted(window.period_requested):
        QTest.keyClick(sessions, Qt.Key.Key_PageUp)
    with qtbot.waitSignal(window.period_requested, timeout=10_000):
        QTest.keyClick(sessions, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_escape_closes_the_window(window: ReviewWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


# The list


def test_sessions_are_listed_newest_first(window: ReviewWindow) -> None:
    sessions = table(window, "Sessions")
    assert column(sessions, 0) == [
        "Today, 09:00 – 10:00", "Yesterday, 19:00 – 21:00", "Tue 17 Nov, 20:00 – 21:00",
    ]  # fmt: skip
    assert column(sessions, 4) == ["1 h", "2 h", "1 h, to confirm"]
    assert column(sessions, 5) == ["–", "100 %", "–"]


def test_enter_opens_the_session_that_is_chosen_also_when_sorted_otherwise(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    sessions = table(window, "Sessions")
    sessions.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(sessions, 1) == ["Alone", "Dinner", "Meeting"]
    sessions.setFocus()
    sessions.selectRow(1)
    with qtbot.waitSignal(window.session_chosen, timeout=10_000) as chosen:
        QTest.keyClick(sessions, Qt.Key.Key_Return)
    assert chosen.args == [LAST_NIGHT.id]


def test_lengths_are_sorted_as_lengths_not_as_words(window: ReviewWindow) -> None:
    show(window, page(ago(20, 10 / 60), ago(30, 1.5), ago(40, 9)))
    sessions = table(window, "Sessions")
    sessions.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert column(sessions, 4) == ["10 min", "1 h 30 min", "9 h"]


def test_a_session_elsewhere_is_shown_in_the_time_of_that_place(window: ReviewWindow) -> None:
    show(window, page(ago(24, 1, zone="Asia/Tokyo"), ago(30, 1, zone="Europe/Paris")))
    assert column(table(window, "Sessions"), 0) == [
        "Wed 18 Nov, 20:00 – 21:00 (Tokyo time)".replace("Wed 18 Nov", "Yesterday"),
        "Yesterday, 06:00 – 07:00",
    ]


def test_a_day_there_that_is_to_come_here_is_not_tomorrow(window: ReviewWindow) -> None:
    friday_there = ago(-0.5, 0.25, zone="Pacific/Auckland")
    show(window, replace(page(friday_there), now=NOW + HOUR))
    assert column(table(window, "Sessions"), 0) == ["Today, 00:30 – 00:45 (Auckland time)"]


def test_a_row_is_named_by_the_day_on_the_wall_also_for_who_starts_the_day_late(
    window: ReviewWindow,
) -> None:
    at_two = datetime(2026, 11, 20, 2, 0, tzinfo=BERLIN).astimezone(UTC)
    owl = Calendar(BERLIN, day_starts_at=time(4))
    week = owl.week_of(owl.day_of(at_two))
    review = review_sessions(week, [ago(-13, 0.5)], [], Kinds(), at_two)
    show(window, ReviewPage(review, Kinds(), at_two))
    assert column(table(window, "Sessions"), 0) == ["Today, 01:00 – 01:30"]


def test_a_zone_that_this_machine_does_not_know_is_shown_in_our_own_time(
    window: ReviewWindow,
) -> None:
    show(window, page(ago(24, 1, zone="Mars/Olympus")))
    assert column(table(window, "Sessions"), 0) == ["Yesterday, 12:00 – 13:00"]


def test_names_are_plain_text_everywhere(window: ReviewWindow) -> None:
    show(window, page(ago(20, 1, people=("<b>Ana</b>",), note="<i>hm</i>")))
    sessions = table(window, "Sessions")
    assert column(sessions, 2) == ["<b>Ana</b>"]
    tip = sessions.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;hm&lt;/i&gt;" in tip


# The charts


def test_the_chart_is_walked_through_with_arrow_keys_and_each_part_is_told(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    days = chart(window, "Hours per day")
    days.setFocus(Qt.FocusReason.TabFocusReason)
    told = [days.focused.says if days.focused else ""]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(days, key)
        told.append(days.focused.says if days.focused else "")
    assert told == [
        "Monday 16 Nov: nothing",
        "Tuesday 17 Nov: 1 h",
        "Tuesday 17 Nov · Meeting: 1 h",
        "Wednesday 18 Nov · Dinner: 2 h",
    ]
    assert "Wednesday 18 Nov · Dinner: 2 h" in QToolTip.text()


def test_the_part_that_was_walked_to_stays_chosen_when_the_numbers_change(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    days = chart(window, "Hours per day")
    days.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(days, Qt.Key.Key_Right)
    show(window, page(ALONE))
    assert days.focused is not None
    assert days.focused.says == "Tuesday 17 Nov: nothing"
    show(window, page(LAST_NIGHT, TUESDAY))
    QTest.keyClick(days, Qt.Key.Key_Up)
    assert days.focused is not None
    assert days.focused.says == "Tuesday 17 Nov · Meeting: 1 h"


def test_in_the_list_of_people_the_arrows_go_up_and_down(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    people = chart(window, "Hours with each person")
    people.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(people, Qt.Key.Key_Down)
    assert people.focused is not None
    assert people.focused.says == "Ana: 2 h"


def test_read_from_right_to_left_the_left_arrow_goes_on(window: ReviewWindow, qtbot: QtBot) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    days = chart(window, "Hours per day")
    days.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(days, Qt.Key.Key_Left)
    assert days.focused is not None
    assert days.focused.says == "Tuesday 17 Nov: 1 h"


def test_today_is_named(window: ReviewWindow) -> None:
    says = [spot.says for spot in chart(window, "Hours per day").spots()]
    assert "Thursday 19 Nov (today): 1 h" in says


def test_the_numbers_behind_the_charts_are_one_key_away(window: ReviewWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    days, people = table(window, "Hours per day"), table(window, "Hours with each person")
    assert days.isVisible()
    assert column(days, 0)[3] == "Thursday 19 Nov (today)"
    head = [days.model().headerData(i, Qt.Orientation.Horizontal) for i in range(5)]
    assert head == ["Day", "Meeting", "Dinner", "Alone", "Total"]
    assert column(days, 4) == ["–", "1 h", "2 h", "1 h", "–", "–", "–"]
    assert [column(people, 0), column(people, 1)] == [["Tom", "Ana"], ["3 h", "2 h"]]
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not days.isVisible()


def test_many_people_are_cut_in_the_chart_and_whole_in_the_table(window: ReviewWindow) -> None:
    crowd = tuple(f"Guest {number}" for number in range(30))
    show(window, page(ago(20, 1, people=crowd)))
    assert len(chart(window, "Hours with each person").spots()) == 8
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert len(column(table(window, "Hours with each person"), 0)) == 30


# Screen readers


def test_screen_readers_get_a_chart_whose_parts_are_named_and_in_place(
    window: ReviewWindow,
) -> None:
    days = chart(window, "Hours per day")
    told = QAccessible.queryAccessibleInterface(days)
    assert told.role() == QAccessible.Role.Chart
    assert told.text(QAccessible.Text.Name) == "Hours per day"
    assert told.text(QAccessible.Text.Description) == "4 h in 3 sessions"
    parts = [told.child(index) for index in range(told.childCount())]
    names = [part.text(QAccessible.Text.Name) for part in parts]
    assert names == [spot.says for spot in days.spots()]
    dinner = parts[names.index("Wednesday 18 Nov · Dinner: 2 h")]
    assert days.spot_under(QPointF(days.mapFromGlobal(dinner.rect().center()))) is not None
    assert told.childAt(dinner.rect().center().x(), dinner.rect().center().y()) is dinner


def test_a_part_that_is_gone_says_so(window: ReviewWindow) -> None:
    days = chart(window, "Hours per day")
    told = QAccessible.queryAccessibleInterface(days)
    last = told.child(told.childCount() - 1)
    assert last.isValid()
    show(window, page(ALONE))
    assert told.childCount() == 8
    assert not last.isValid()


def test_everything_that_takes_the_focus_has_a_name(window: ReviewWindow) -> None:
    unnamed = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert not unnamed


def test_tab_goes_through_the_window_in_reading_order(window: ReviewWindow, qtbot: QtBot) -> None:
    places = []
    for _step in range(40):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        name = QAccessible.queryAccessibleInterface(at).text(QAccessible.Text.Name)
        if name in places:
            break
        places.append(name)
    assert places == [
        "Answer…", "Previous week (Page Up)", "What is shown: Week", "Compare", "Show as table",
        "Share", "This week in a few sentences", "Hours per day", "Hours with each person",
        "Time: 4 h", "Work and private: 1 h work, 3 h private", "Kept: 100 %",
        "Longest without a screen: 2 h", "Kept, by kind",
        "With whom, by what people are to you…", "Sessions", "Open all 3 sessions",
    ]  # fmt: skip


# Empty, and made up


def test_an_empty_log_is_one_line_and_the_way_to_a_sample(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    show(window, page(log_is_empty=True))
    assert "What you start from the icon will show here." in shown_words(window)
    assert not chart(window, "Hours per day").isVisible()
    with qtbot.waitSignal(window.sample_requested, timeout=10_000):
        QTest.mouseClick(button(window, "See a sample week"), Qt.MouseButton.LeftButton)


def test_an_empty_week_of_a_full_log_offers_no_sample(window: ReviewWindow) -> None:
    show(window, page())
    assert "No sessions in this week." in shown_words(window)
    assert not button(window, "See a sample week").isVisible()


def test_a_sample_is_marked_leads_nowhere_and_escape_goes_back(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    show(window, sample_page(CALENDAR, "Europe/Berlin", NOW))
    assert "A sample week" in shown_words(window)
    assert "Nothing of this is in your log. Esc goes back." in shown_words(window)
    sessions = table(window, "Sessions")
    sessions.selectRow(0)
    with (
        qtbot.assertNotEmitted(window.period_requested),
        qtbot.assertNotEmitted(window.session_chosen),
        qtbot.assertNotEmitted(window.present_requested),
    ):
        QTest.keyClick(window, Qt.Key.Key_PageUp)
        QTest.keyClick(window, Qt.Key.Key_Home)
        QTest.keyClick(sessions, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.sample_closed, timeout=10_000):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert column(sessions, 0)[0].startswith("Today")
    show(window, page(log_is_empty=True))
    assert "A sample week" not in shown_words(window)


# Looks


def test_a_new_look_repaints_the_charts_in_its_colours(window: ReviewWindow, qtbot: QtBot) -> None:
    dark = make_look(Theme.DARK, Wished())
    window.set_look(dark)
    days = chart(window, "Hours per day")
    dinner = next(spot for spot in days.spots() if "Dinner" in spot.says)
    qtbot.wait(20)
    middle = dinner.place.center().toPoint()
    assert days.grab().toImage().pixelColor(middle) == QColor(dark.series_colour("dinner"))


@pytest.fixture
def dressed_app(qapp: QApplication) -> Iterator[QApplication]:
    """Dressed as before for whoever comes next."""
    yield qapp
    dressed(qapp, VARIANTS[0])


@pytest.mark.parametrize("as_table", [False, True])
@pytest.mark.parametrize("points", [10.0, 20.0, 28.0])
def test_with_large_type_in_a_small_window_nothing_is_cut_off_at_the_side(
    qtbot: QtBot, dressed_app: QApplication, points: float, as_table: bool
) -> None:
    look = make_look(Theme.LIGHT, Wished(font=("Noto Sans", points)))
    apply_look(dressed_app, look, Theme.LIGHT)
    window = ReviewWindow(look)
    qtbot.addWidget(window)
    window.redraw(FULL)
    window.resize(1180, 700)
    window.show()
    if as_table:
        button(window, "Show as table").toggle()
    qtbot.wait(20)
    content = window.column.parentWidget()
    assert content is not None
    assert content.width() <= window.page.viewport().width()
    for view in window.findChildren(ChartView):
        if not view.isVisible():
            continue
        assert view.width() >= view.minimumSizeHint().width()
        assert view.mapTo(window, QPoint(view.width(), 0)).x() <= window.width()
