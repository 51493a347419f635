"""Reviews of a made-up year, and the window that shows them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presence.core.review import Period
from presence.core.review.compare import compare
from presence.core.settings import Theme
from presence.drawing.review.page import ReviewPage
from presence.ui.dressing import apply_look
from presence.ui.look import Look, make_look
from presence.ui.review.window import ReviewWindow
from tests.screenshots_review import CALENDAR, SUNDAY, TODAY, page_of, review_of, year
from tests.screenshots_windows import VARIANTS, Wished

CONTROL = Qt.KeyboardModifier.ControlModifier
LIGHT = VARIANTS[0].look
NOW = SUNDAY
YEAR = year()


def page(period: Period, beside: Period | None = None, **more: object) -> ReviewPage:
    """The page of a period, with another one beside it."""
    made = replace(page_of(YEAR, NOW, period), to_confirm=0)
    if beside is not None:
        made = replace(made, comparison=compare(made.review, review_of(YEAR, beside)))
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
