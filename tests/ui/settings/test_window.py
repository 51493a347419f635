"""The settings: effect at once, each can be put back, and each can be found."""

from dataclasses import replace
from datetime import time
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.settings import DEFAULTS, Settings, Theme, Weekly, WeekStart
from presence.ui.mnemonics import letters_of
from presence.ui.painted import Choice, Switch
from presence.ui.settings.rows import (
    FILE_ONLY,
    MOST_ON_FIRST_PAGE,
    Sort,
    first_page,
    second_page,
)
from presence.ui.settings.view import LOGIN
from presence.ui.settings.window import SettingsWindow
from presence.ui.time_edit import TimeEdit
from presence.ui.weekly_edit import WeeklyEdit
from tests.screenshots_settings import MORE_CHANGED, TROUBLED, settings, view
from tests.screenshots_windows import VARIANTS
from tests.ui.test_first_minute import button, words

LOOK = VARIANTS[0].look
ALL_GROUPS = (*first_page(), *second_page())
ALL_ROWS = [each for group in ALL_GROUPS for each in group.settings]


@pytest.fixture
def window(qtbot: QtBot) -> SettingsWindow:
    return made(qtbot)


def made(qtbot: QtBot, starts_at_login: bool = False, **changes: object) -> SettingsWindow:
    window = settings(LOOK, view(starts_at_login, **changes))
    qtbot.addWidget(window)
    window.show()
    return window


W = TypeVar("W", bound=QWidget)


def field(window: SettingsWindow, kind: type[W], name: str) -> W:
    return next(w for w in window.findChildren(kind) if w.accessibleName().startswith(name))


def choose(choice: Choice, value: object) -> None:
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


# What there is


def test_no_setting_is_forgotten() -> None:
    shown = [each.name for each in ALL_ROWS if each.sort is not Sort.WINDOW]
    assert sorted([*shown, *FILE_ONLY]) == sorted([*Settings.__match_args__, LOGIN])
    assert all(FILE_ONLY.values())


def test_there_are_at_most_a_dozen_things_on_the_first_page(window: SettingsWindow) -> None:
    assert sum(len(group.settings) for group in first_page()) <= MOST_ON_FIRST_PAGE
    shown = [each for each in ALL_ROWS if window.shows(each.name)]
    assert shown == [each for group in first_page() for each in group.settings]


# What is changed


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
        window.show_second_page()
        window.redraw(MORE_CHANGED)
        window.redraw(view(theme=Theme.DARK, show_people=True, day_starts_at=time(4, 0)))
        window.redraw(view())


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


@pytest.mark.parametrize(
    ("setting", "changed", "word"),
    [
        ("toggle_key", "Ctrl+Alt+P", "Start or end"),
        ("busy_file", "~/presence.ics", "In a file"),
        ("busy_calendar", "work", "In a calendar"),
        ("me", ("ana@example.org",), "Your addresses"),
        ("offer_minutes", 5, "That long before it"),
        ("show_titles", True, "Show titles and places in notices"),
    ],
)
def test_what_few_people_change_can_be_put_back_too(
    qtbot: QtBot, setting: str, changed: object, word: str
) -> None:
    window = made(qtbot, False, **{setting: changed})
    window.show_second_page()
    with qtbot.waitSignal(window.changed) as told:
        button(window, f"Put back: {word}").click()
    assert told.args == [setting, getattr(DEFAULTS, setting)]


def test_a_value_that_only_the_file_knows_is_shown_as_it_is(qtbot: QtBot) -> None:
    window = made(qtbot, mechanism="something of mine", offer_minutes=7)
    assert field(window, Choice, "Quiet by").currentText() == "something of mine"
    window.show_second_page()
    assert field(window, Choice, "That long before it").currentText() == "7 min"


def test_a_kind_or_a_calendar_that_is_gone_is_shown_as_gone(qtbot: QtBot) -> None:
    window = made(qtbot, default_kind="therapy", busy_calendar="old")
    assert field(window, Choice, "A click starts").currentText() == "“therapy” (gone)"
    window.show_second_page()
    assert field(window, Choice, "In a calendar").currentText() == "“old” (gone)"
    window.redraw(view())
    choice = field(window, Choice, "A click starts")
    assert [choice.itemText(i) for i in range(choice.count())].count("“therapy” (gone)") == 0


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


def test_what_few_people_change_is_shown_when_somebody_asks_for_it(qtbot: QtBot) -> None:
    window = made(qtbot, weekly_review=Weekly(6, time(19, 0)))
    assert not window.findChildren(WeeklyEdit)
    more = button(window, "More")
    more.setFocus()
    more.click()
    assert not window.shows("theme")
    weekly = field(window, Choice, "Tell me of the week on").parentWidget()
    assert isinstance(weekly, WeeklyEdit)
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
    button(window, "Back").click()
    assert window.shows("theme")


@pytest.mark.parametrize(
    ("word", "opened"), [("Kinds", "names#kinds"), ("Calendars", "calendars"), ("Goals", "goals")]
)
def test_what_has_a_window_of_its_own_is_opened_from_here(
    qtbot: QtBot, window: SettingsWindow, word: str, opened: str
) -> None:
    window.go_to(opened)
    with qtbot.waitSignal(window.open_requested) as told:
        button(window, f"Open: {word}").click()
    assert told.args == [opened]


# What goes wrong


def test_what_is_wrong_stands_beside_its_field_and_is_spoken_there(qtbot: QtBot) -> None:
    window = settings(LOOK, TROUBLED)
    qtbot.addWidget(window)
    window.show()
    assert "was not written over" in words(window)
    assert "line 3: Invalid value." in words(window)
    switch = field(window, Switch, "Start at login")
    assert switch.accessibleDescription().startswith("The file of another program")
    assert not switch.isChecked()
    window.redraw(replace(TROUBLED, troubles={}))
    assert "was not written over" not in words(window)
    assert "Invalid value" not in words(window)


def test_what_was_refused_shows_the_value_from_before(qtbot: QtBot, window: SettingsWindow) -> None:
    choose(field(window, Choice, "Quiet by"), "dunst")
    switch = field(window, Switch, "Show names in notices")
    switch.click()
    window.show_second_page()
    addresses = field(window, QLineEdit, "Your addresses")
    addresses.setText("nobody")
    addresses.editingFinished.emit()
    window.redraw(view())
    assert field(window, Choice, "Quiet by").currentData() == ""
    assert not switch.isChecked()
    assert addresses.text() == ""


def test_who_types_goes_on_typing_while_other_settings_change(window: SettingsWindow) -> None:
    window.show_second_page()
    addresses = field(window, QLineEdit, "Your addresses")
    addresses.setText("ana@exam")
    window.redraw(view(theme=Theme.DARK))
    assert addresses.text() == "ana@exam"


# What is searched


def test_a_word_finds_settings_of_both_pages_whatever_its_case(window: SettingsWindow) -> None:
    search = field(window, QLineEdit, "Search in the settings")
    search.setText("NOTICES names")
    assert [each.name for each in ALL_ROWS if window.shows(each.name)] == ["show_people"]
    search.setText("busy for others")
    found = [each.name for each in ALL_ROWS if window.shows(each.name)]
    assert found == ["busy_file", "busy_calendar"]
    search.setText("zebra")
    assert "No setting has these words." in words(window)
    search.clear()
    assert window.shows("theme")
    assert not window.shows("busy_file")


# Letters


def test_each_setting_of_a_page_has_a_letter_of_its_own(window: SettingsWindow) -> None:
    for _page in range(2):
        labels = [each for each in window.findChildren(QLabel) if each.buddy() is not None]
        letters = [letters_of(each.text()) for each in labels if each.isVisible()]
        assert all(letters)
        assert len(set().union(*letters)) == len(letters)
        window.show_second_page()
        QApplication.processEvents()
