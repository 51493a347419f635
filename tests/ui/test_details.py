"""A session's particulars: the looks at a screen in it, nothing of which changes before Save."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from presence.core.slip import SlipReason
from presence.ui.windows.details import Details, DetailsWindow
from presence.ui.windows.looks import Looks
from presence.ui.windows.reasons import ReasonChoice
from tests.screenshots_asking import details
from tests.screenshots_windows import VARIANTS
from tests.ui.test_first_minute import button, words


@pytest.fixture
def window(qtbot: QtBot) -> DetailsWindow:
    window = details(VARIANTS[0].look)
    assert isinstance(window, DetailsWindow)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def saved(qtbot: QtBot, window: DetailsWindow) -> Details:
    with qtbot.waitSignal(window.saved) as signal:
        button(window, "Save").click()
    (told,) = signal.args
    assert isinstance(told, Details)
    return told


def test_each_look_says_when_how_long_and_who_noticed_it(window: DetailsWindow) -> None:
    said = words(window)
    assert "3 looks at a screen" in said
    assert "19:19\nyou said so" in said
    assert "19:27 · 3 min\nthis computer noticed" in said
    assert "19:39 · less than a minute\nyour phone noticed" in said


def test_only_the_reasons_that_were_changed_are_told(qtbot: QtBot, window: DetailsWindow) -> None:
    first, second, _third = window.findChildren(ReasonChoice)
    assert second.reason is SlipReason.NEEDED
    assert saved(qtbot, window).reasons == {}
    first.setCurrentIndex(first.findText("habit"))
    second.setCurrentIndex(second.findText("just so"))
    assert saved(qtbot, window).reasons == {"p1": SlipReason.HABIT, "p2": None}


def test_one_that_was_none_is_taken_out(qtbot: QtBot, window: DetailsWindow) -> None:
    button(window, "It was none: 19:27").click()
    qtbot.wait(1)
    assert "2 looks at a screen" in words(window)
    assert "this computer noticed" not in words(window)
    told = saved(qtbot, window)
    assert told.taken_out == ("p2",)
    assert told.reasons == {}


def test_all_can_be_taken_out(qtbot: QtBot, window: DetailsWindow) -> None:
    for time in ("19:19", "19:27", "19:39"):
        button(window, f"It was none: {time}").click()
        qtbot.wait(1)
    assert "No look at a screen" in words(window)
    assert saved(qtbot, window).taken_out == ("p1", "p2", "p3")


def test_taking_one_out_leaves_the_keyboard_in_the_window(window: DetailsWindow) -> None:
    out = button(window, "It was none: 19:27")
    out.setFocus()
    out.click()
    left: QWidget | None = window.focusWidget()
    assert left is None or left.isVisible()


def test_without_looks_nothing_is_said_of_them(qtbot: QtBot) -> None:
    window = details(VARIANTS[0].look, ())
    qtbot.addWidget(window)
    window.show()
    assert not window.findChildren(Looks)[0].isVisible()
