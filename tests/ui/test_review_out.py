"""The review on paper and in a menu, to screen readers, and on its ground."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QAccessible, QFont, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTableView
from pytestqt.qtbot import QtBot

from presence.core.sample import PEOPLE
from presence.drawing.heat_map import DEPTHS
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.sheet import sheet_of
from presence.drawing.sheet import Block, Drawing, Text
from presence.drawing.style import blend
from presence.ui.look import READABLE, contrast
from presence.ui.review.chart import chart_style
from presence.ui.review.printing import paint_on, print_page
from presence.ui.review.story import Story
from presence.ui.review.window import ReviewWindow
from tests.screenshots_windows import VARIANTS, Variant
from tests.ui.accessible import clipped, nameless
from tests.ui.reviews import CONTROL, LIGHT, MONTH, THIS_YEAR, WEEK, look, page, window
from tests.ui.test_review import button, chart, show

__all__ = ["look", "window"]

GRAPHICAL = 3.0  # WCAG 2.2, 1.4.11

# Out of the window


def test_names_are_left_out_of_what_is_shared_until_they_are_switched_on(
    window: ReviewWindow, qtbot: QtBot
) -> None:
    QTest.mouseClick(button(window, "Share"), Qt.MouseButton.LeftButton)
    menu = next(m for m in window.findChildren(QMenu) if m.isVisible())
    actions = {action.text().replace("&", ""): action for action in menu.actions()}
    with qtbot.waitSignal(window.share_requested, timeout=10_000) as asked:
        actions["Keep as a web page…"].trigger()
    assert asked.args == ["html", False]
    actions["With names"].trigger()
    with qtbot.waitSignal(window.share_requested, timeout=10_000) as asked:
        actions["Keep as a picture…"].trigger()
    assert asked.args == ["png", True]
    menu.close()
    with qtbot.waitSignal(window.print_requested, timeout=10_000) as printed:
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
    with qtbot.waitSignal(dialog.rejected, timeout=10_000):
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
        qtbot.waitUntil(lambda: clipped(window) == [], timeout=10_000)  # layouts take some turns


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
