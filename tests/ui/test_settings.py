"""The settings: effect at once, each can be put back."""

from datetime import time
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from presence.core.settings import DEFAULTS, Theme, Weekly, WeekStart
from presence.ui.painted import Choice, Switch
from presence.ui.time_edit import TimeEdit
from presence.ui.weekly_edit import WeeklyEdit
from presence.ui.windows.settings import LOGIN, SettingsWindow
from tests.screenshots_windows import VARIANTS, settings
from tests.ui.test_first_minute import button, words

LOOK = VARIANTS[0].look


@pytest.fixture
def window(qtbot: QtBot) -> SettingsWindow:
    return made(qtbot)


def made(qtbot: QtBot, starts_at_login: bool = False, **changes: object) -> SettingsWindow:
    window = settings(LOOK, starts_at_login, **changes)
    assert isinstance(window, SettingsWindow)
    qtbot.addWidget(window)
    window.show()
    return window


W = TypeVar("W", bound=QWidget)


def field(window: SettingsWindow, kind: type[W], name: str) -> W:
    return next(w for w in window.findChildren(kind) if w.accessibleName() == name)


def choose(choice: Choice, value: object) -> None:
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_every_setting_has_its_effect_at_once(qtbot: QtBot, window: SettingsWindow) -> None:
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "Appearance"), Theme.DARK)
    assert changed.args == ["theme", Theme.DARK]
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "Week starts on"), WeekStart.SUNDAY)
    assert changed.args == ["week_starts", WeekStart.SUNDAY]
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "A click starts"), "dinner")
    assert changed.args == ["default_kind", "dinner"]
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "Quiet by"), "dunst")
    assert changed.args == ["mechanism", "dunst"]
    with qtbot.waitSignal(window.changed) as changed:
        field(window, Switch, "Show names in notices").click()
    assert changed.args == ["show_people", True]
    with qtbot.waitSignal(window.changed) as changed:
        field(window, Switch, "Ask afterwards how it was").click()
    assert changed.args == ["ask_afterwards", True]
    with qtbot.waitSignal(window.changed) as changed:
        field(window, TimeEdit, "Day starts at").show_time(time(4, 30))
    assert changed.args == ["day_starts_at", time(4, 30)]


def test_showing_values_changes_none(qtbot: QtBot, window: SettingsWindow) -> None:
    with qtbot.assertNotEmitted(window.changed):
        made(qtbot, theme=Theme.DARK, show_people=True, day_starts_at=time(4, 0))


def test_a_week_starts_on_whichever_day_somebody_chooses(window: SettingsWindow) -> None:
    choice = field(window, Choice, "Week starts on")
    assert [choice.itemText(i) for i in range(choice.count())] == (
        "as usual here|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|")
    )


def test_only_what_was_changed_can_be_put_back(qtbot: QtBot) -> None:
    window = made(qtbot, language="de")
    with qtbot.waitSignal(window.changed) as changed:
        button(window, "Put back: Language").click()
    assert changed.args == ["language", DEFAULTS.language]
    with pytest.raises(AssertionError, match="no button"):
        button(window, "Put back: Appearance")


def test_a_value_that_only_the_file_knows_is_shown_as_it_is(qtbot: QtBot) -> None:
    window = made(qtbot, mechanism="something of mine")
    assert field(window, Choice, "Quiet by").currentText() == "something of mine"


def test_the_way_found_here_is_named(window: SettingsWindow) -> None:
    assert field(window, Choice, "Quiet by").currentText() == "the one found (GNOME)"


def test_the_file_is_named_and_can_be_opened(qtbot: QtBot, window: SettingsWindow) -> None:
    assert "settings.toml" in words(window)
    with qtbot.waitSignal(window.open_file_requested):
        button(window, "Open the file").click()


def test_the_wheel_changes_nothing_in_passing(window: SettingsWindow) -> None:
    choice = field(window, Choice, "Appearance")
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentData() == Theme.SYSTEM


def test_starting_at_login_is_shown_as_the_desktop_has_it_and_can_be_put_back(
    qtbot: QtBot, window: SettingsWindow
) -> None:
    switch = field(window, Switch, "Start at login")
    assert not switch.isChecked()
    with qtbot.waitSignal(window.changed) as changed:
        switch.click()
    assert changed.args == [LOGIN, True]
    window = made(qtbot, starts_at_login=True)
    assert field(window, Switch, "Start at login").isChecked()
    with qtbot.waitSignal(window.changed) as changed:
        button(window, "Put back: Start at login").click()
    assert changed.args == [LOGIN, False]


def test_there_are_at_most_a_dozen(window: SettingsWindow) -> None:
    shown = [w for kind in (Choice, Switch, TimeEdit) for w in window.findChildren(kind)]
    assert len(shown) <= 12


def test_what_few_people_change_is_shown_when_somebody_asks_for_it(qtbot: QtBot) -> None:
    window = made(qtbot, weekly_review=Weekly(6, time(19, 0)))
    assert not window.findChildren(WeeklyEdit)
    more = button(window, "More")
    more.setFocus()
    more.click()
    (weekly,) = window.findChildren(WeeklyEdit)
    qtbot.waitUntil(weekly.isVisible)
    assert weekly.chosen == Weekly(6, time(19, 0))
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "Tell me of the week on"), 4)
    assert changed.args == ["weekly_review", Weekly(4, time(19, 0))]
    with qtbot.waitSignal(window.changed) as changed:
        field(window, TimeEdit, "Tell me of the week on: time").show_time(time(17, 30))
    assert changed.args == ["weekly_review", Weekly(4, time(17, 30))]
    with qtbot.waitSignal(window.changed) as changed:
        choose(field(window, Choice, "Tell me of the week on"), None)
    assert changed.args == ["weekly_review", Weekly()]
    assert not field(window, TimeEdit, "Tell me of the week on: time").isVisible()
    with qtbot.waitSignal(window.changed) as changed:
        button(window, "Put back: Tell me of the week on").click()
    assert changed.args == ["weekly_review", DEFAULTS.weekly_review]
