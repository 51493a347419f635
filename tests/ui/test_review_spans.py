"""The review of a month and a year, two spans side by side, and the sessions behind a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QAccessible, QFont, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from presence.core.editing.filter import Kept, LogFilter
from presence.core.kind import Kinds
from presence.core.review import Calendar, Period, PeriodReview, Unit, compare, review_sessions
from presence.core.sample import PEOPLE, SEED, sample_year, within
from presence.core.session import Session
from presence.core.settings import Theme
from presence.drawing.heat_map import DEPTHS
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.sheet import sheet_of
from presence.drawing.sheet import Block, Drawing, Text
from presence.drawing.style import blend
from presence.ui.dressing import apply_look
from presence.ui.look import READABLE, Look, contrast, make_look
from presence.ui.painted import Choice
from presence.ui.review.chart import chart_style
from presence.ui.review.comparing import DayEdit
from presence.ui.review.printing import paint_on, print_page
from presence.ui.review.story import Story
from presence.ui.review.window import ReviewWindow
from tests.screenshots_windows import VARIANTS, Variant, Wished
from tests.ui.accessible import clipped, nameless
from tests.ui.test_review import button, chart, column, figure, show, shown_words, table

ZONE = "Europe/Berlin"
CALENDAR = Calendar(ZoneInfo(ZONE))
NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
TODAY = CALENDAR.day_of(NOW)
GROUPS = {"Family": PEOPLE[:3]}
LIGHT = VARIANTS[0].look
GRAPHICAL = 3.0  # WCAG 2.2, 1.4.11
CONTROL = Qt.KeyboardModifier.ControlModifier


def answered(session: Session, number: int) -> Session:
    scored = replace(session, enjoyed=3 + number % 3, distracted=1 + number % 4)
    return scored if number % 2 else session


YEAR = tuple(
    answered(session, number)
    for number, session in enumerate(sample_year(SEED, CALENDAR.zone, ZONE, NOW))
)


def page(period: Period, beside: Period | None = None, **more: object) -> ReviewPage:
    def review(of: Period) -> PeriodReview:
        return review_sessions(
            of, within(YEAR, of), within(YEAR, of.shifted(-1)), Kinds(), NOW, GROUPS
        )

    whole = review(period)
    shown = replace(whole, sessions=()) if period.unit is Unit.YEAR else whole
    made = ReviewPage(shown, Kinds(), NOW, people_of=GROUPS)
    if beside is not None:
        made = replace(made, comparison=compare(whole, review(beside)))
    return replace(made, **more)  # type: ignore[arg-type]  # the fields' own types


WEEK = page(CALENDAR.week_of(TODAY))
MONTH = page(CALENDAR.month_of(TODAY))
THIS_YEAR = page(CALENDAR.year_of(TODAY))


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
    window.redraw(THIS_YEAR)
    window.resize(1000, 1600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.draw_the_rest()
    return window


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
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
        QTest.keyClick(view, key)
    found = asked.args[0]
    assert isinstance(found, LogFilter)
    return found


# Which span


@pytest.mark.parametrize(
    ("key", "unit"),
    [(Qt.Key.Key_1, Unit.WEEK), (Qt.Key.Key_2, Unit.MONTH), (Qt.Key.Key_3, Unit.YEAR)],
)
def test_a_key_goes_from_the_year_to_what_of_it_is_now(
    window: ReviewWindow, qtbot: QtBot, key: Qt.Key, unit: Unit
) -> None:
    with qtbot.waitSignal(window.period_requested, timeout=500) as asked:
        QTest.keyClick(window, key, CONTROL)
    assert asked.args == [CALENDAR.period_of(unit, TODAY)]


def test_the_buttons_say_and_choose_what_is_shown(window: ReviewWindow, qtbot: QtBot) -> None:
    assert button(window, "Year").isChecked()
    with qtbot.waitSignal(window.period_requested, timeout=500) as asked:
        QTest.mouseClick(button(window, "Month"), Qt.MouseButton.LeftButton)
    assert asked.args == [CALENDAR.month_of(TODAY)]


def test_from_a_span_that_is_over_one_comes_to_its_end(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(CALENDAR.month_of(TODAY).shifted(-2)))
    with qtbot.waitSignal(window.period_requested, timeout=500) as asked:
        QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert asked.args == [CALENDAR.week_of(datetime(2026, 9, 30, tzinfo=UTC).date())]


@pytest.mark.parametrize("shown", [MONTH, THIS_YEAR], ids=["month", "year"])
def test_page_up_goes_one_back_and_there_is_no_way_into_the_future(
    window: ReviewWindow, qtbot: QtBot, shown: ReviewPage
) -> None:
    show(window, shown)
    with qtbot.waitSignal(window.period_requested, timeout=500) as asked:
        QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert asked.args == [shown.period.shifted(-1)]
    with qtbot.assertNotEmitted(window.period_requested):
        QTest.keyClick(window, Qt.Key.Key_PageDown)


def test_home_asks_for_the_present_one_of_the_same_kind(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(CALENDAR.month_of(TODAY).shifted(-3)))
    assert button(window, "This month").isVisible()
    with qtbot.waitSignal(window.present_requested, timeout=500) as asked:
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
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
        QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert asked.args == [LogFilter(start=THIS_YEAR.period.start, end=THIS_YEAR.period.end)]


def test_what_nobody_entered_has_no_card(window: ReviewWindow) -> None:
    assert chart(window, "Groups").isVisible()
    assert chart(window, "Your answers and what was kept").isVisible()
    none = replace(THIS_YEAR.review.enjoyed, count=0)
    bare = replace(THIS_YEAR.review, by_group=(), enjoyed=none, distracted=none)
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
    with qtbot.waitSignal(window.goals_requested, timeout=500):
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


# The sessions behind a figure


def test_a_square_opens_the_sessions_of_its_day(window: ReviewWindow, qtbot: QtBot) -> None:
    view = chart(window, "Every day of the year")
    busy = next(spot for spot in view.spots() if spot.opens is not None)
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
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
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
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
    assert found.kept is Kept.LOOKED


def test_every_part_of_every_chart_that_stands_for_sessions_opens_them(
    window: ReviewWindow,
) -> None:
    for name in (
        "Hours with each person", "Groups", "Where", "Kept, by kind", "Why", "Who noticed",
        "Planned and real time", "What the colours mean",
    ):  # fmt: skip
        spots = chart(window, name).spots()
        assert spots, name
        assert all(spot.opens is not None for spot in spots), name


def test_enter_on_a_figure_opens_its_sessions_and_space_explains_it(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    kept = figure(window, "Kept")
    kept.setFocus()
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
        QTest.keyClick(kept, Qt.Key.Key_Return)
    assert asked.args[0].kept is Kept.KEPT
    QTest.keyClick(kept, Qt.Key.Key_Space)
    assert "without a look at a screen" in QToolTip.text()


def test_the_longest_stretch_opens_its_session(window: ReviewWindow, qtbot: QtBot) -> None:
    longest = figure(window, "Longest without a screen")
    with qtbot.waitSignal(window.session_chosen, timeout=500) as asked:
        QTest.mouseClick(longest, Qt.MouseButton.LeftButton)
    assert THIS_YEAR.review.longest is not None
    assert asked.args == [THIS_YEAR.review.longest.session_id]


def test_nothing_of_a_made_up_week_leads_into_the_log(window: ReviewWindow) -> None:
    show(window, replace(WEEK, is_sample=True))
    for name in ("Hours per day", "Hours with each person", "What the colours mean", "Where"):
        assert all(spot.opens is None for spot in chart(window, name).spots()), name


# Two spans


def test_compare_asks_for_the_span_before(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, WEEK)
    with qtbot.waitSignal(window.comparison_requested, timeout=500) as asked:
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
    with qtbot.waitSignal(window.sessions_requested, timeout=500) as asked:
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
    with qtbot.waitSignal(window.comparison_requested, timeout=500) as asked:
        QTest.keyClick(last, Qt.Key.Key_Return)
    august = datetime(2026, 8, 1, tzinfo=UTC).date()
    assert asked.args == [CALENDAR.span(august, august + timedelta(days=15))]


def test_spans_that_are_not_equally_long_are_told_by_the_day(window: ReviewWindow) -> None:
    first = datetime(2026, 8, 1, tzinfo=UTC).date()
    show(window, page(WEEK.period, CALENDAR.span(first, first + timedelta(days=15))))
    assert any("not equally long" in words for words in shown_words(window))


def test_comparing_ends_with_a_button(window: ReviewWindow, qtbot: QtBot) -> None:
    show(window, page(WEEK.period, WEEK.period.shifted(-1)))
    with qtbot.waitSignal(window.comparison_requested, timeout=500) as asked:
        QTest.mouseClick(button(window, "Compare no more"), Qt.MouseButton.LeftButton)
    assert asked.args == [None]
    show(window, WEEK)
    assert not chart(window, "Hours of each kind, side by side").isVisible()


# Out of the window


def test_names_are_left_out_of_what_is_shared_until_they_are_switched_on(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    QTest.mouseClick(button(window, "Share"), Qt.MouseButton.LeftButton)
    menu = next(m for m in window.findChildren(QMenu) if m.isVisible())
    actions = {action.text().replace("&", ""): action for action in menu.actions()}
    with qtbot.waitSignal(window.share_requested, timeout=500) as asked:
        actions["Keep as a web page…"].trigger()
    assert asked.args == ["html", False]
    actions["With names"].trigger()
    with qtbot.waitSignal(window.share_requested, timeout=500) as asked:
        actions["Keep as a picture…"].trigger()
    assert asked.args == ["png", True]
    menu.close()
    with qtbot.waitSignal(window.print_requested, timeout=500) as printed:
        QTest.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert printed.args == [True]


@pytest.mark.parametrize("shown", [WEEK, MONTH, THIS_YEAR], ids=["week", "month", "year"])
def test_a_review_is_printed_on_a_page_or_two(
    qapp: QApplication, tmp_path: Path, shown: ReviewPage
) -> None:
    path = tmp_path / "review.pdf"
    pages = paint_on(QPdfWriter(str(path)), shown, with_names=True)
    assert 1 <= pages <= 3
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == pages


def test_who_prints_is_asked_for_a_printer_and_can_change_their_mind(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    dialog = print_page(window, THIS_YEAR, with_names=False)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.rejected, timeout=2000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_sheet_without_names_names_nobody(window: ReviewWindow) -> None:
    named = page(
        WEEK.period, WEEK.period.shifted(-1), goals=(GoalLine("3 h with Ana", 0.5, False, ""),)
    )
    with_names, without = (said_on(sheet_of(named, wanted)) for wanted in (True, False))
    assert "Ana Sousa" in with_names
    assert not any(name in without for name in (*PEOPLE, "Groups", "Café Rosa", "3 h with Ana"))
    assert "Hours per day" in without


def said_on(blocks: Sequence[Block]) -> str:
    """Every word of a sheet."""
    said = [block.words for block in blocks if isinstance(block, Text)]
    for block in blocks:
        if isinstance(block, Drawing):
            drawn = block.chart.lay_out(QSizeF(500, 300), chart_style(LIGHT, QFont(), False))
            said += [block.title, block.note, *(spot.says for spot in drawn.spots)]
    return "\n".join(said)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_where_nothing_can_be_printed_nothing_is(qapp: QApplication, tmp_path: Path) -> None:
    assert paint_on(QPdfWriter(str(tmp_path / "gone" / "review.pdf")), WEEK, False) == 0


# Looks, keys and screen readers


def test_every_control_is_named_and_no_word_is_cut_off(window: ReviewWindow, qtbot: QtBot) -> None:
    for shown in (THIS_YEAR, MONTH, page(WEEK.period, WEEK.period.shifted(-1))):
        show(window, shown)
        assert nameless(window) == []
        qtbot.waitUntil(lambda: clipped(window) == [], timeout=2000)  # layouts take some turns


def test_screen_readers_get_every_square_of_the_year(window: ReviewWindow) -> None:
    told = QAccessible.queryAccessibleInterface(chart(window, "Every day of the year"))
    assert told.childCount() == 365
    last = told.child(325)
    assert last.text(QAccessible.Text.Name) == "Sunday 22 Nov (today): 1 h"
    assert QRect(QPoint(), window.size()).contains(window.mapFromGlobal(last.rect().center()))


def test_the_story_is_read_aloud_in_one_piece(window: ReviewWindow) -> None:
    story = window.findChild(Story)
    assert isinstance(story, Story)
    assert "sentences" in story.accessibleName()
    assert story.accessibleDescription().count(".") >= 2


def test_the_numbers_behind_every_chart_are_a_key_away(window: ReviewWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    shown = {view.accessibleName() for view in window.findChildren(QTableView) if view.isVisible()}
    assert {
        "Hours per month", "Hours with each person", "Every day of the year", "Kept, by kind",
        "Looks by hour of the day", "Why", "Planned and real time", "Groups",
    } <= shown  # fmt: skip


def test_all_buttons_have_different_letters(window: ReviewWindow) -> None:
    letters = [
        text[text.index("&") + 1].casefold()
        for found in window.findChildren(QAbstractButton)
        if found.isVisible() and "&" in (text := found.text().replace("&&", ""))
    ]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_square_that_stands_for_hours_is_seen_on_its_ground(
    qapp: QApplication, variant: Variant
) -> None:
    style = chart_style(variant.look, QFont(), is_mirrored=False)
    depths = [blend(style.grid, style.accent, depth).name() for depth in DEPTHS]
    assert all(contrast(depth, variant.look.surface) >= GRAPHICAL for depth in depths[1:])
    assert [contrast(depth, variant.look.surface) for depth in depths] == sorted(
        contrast(depth, variant.look.surface) for depth in depths
    )


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_text_and_bar_of_a_chart_is_readable_on_its_ground(
    qapp: QApplication, variant: Variant
) -> None:
    style = chart_style(variant.look, QFont(), is_mirrored=False)
    for ground in (style.ground, style.today):
        for text in (style.text, style.dim):
            assert contrast(text.name(), ground.name()) >= READABLE
        for bar in (style.accent, *style.series.values()):
            assert contrast(bar.name(), ground.name()) >= GRAPHICAL
