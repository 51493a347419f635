"""The settings by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from presence.ui.settings.window import SettingsWindow
from tests.screenshots_settings import settings, view
from tests.screenshots_windows import VARIANTS
from tests.ui.coming.test_calendars_window import press, tab_to, typed

NONE = Qt.KeyboardModifier.NoModifier
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot) -> SettingsWindow:
    window = settings(VARIANTS[0].look, view(toggle_key="Ctrl+Alt+P"))
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    return window


def hit(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def test_a_switch_and_what_puts_it_back(qtbot: QtBot, window: SettingsWindow) -> None:
    tab_to("Show names in notices")
    with qtbot.waitSignal(window.changed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["show_people", True]
    window.redraw(view(show_people=True))
    tab_to("Put back: Show names in notices")
    with qtbot.waitSignal(window.changed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["show_people", False]
    window.redraw(view())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Show names in notices"


def test_a_letter_with_alt_reaches_the_second_page_and_back(
    qtbot: QtBot, window: SettingsWindow
) -> None:
    hit(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.shows("toggle_key"))
    hit(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.shows("theme"))


def test_a_key_is_chosen_by_pressing_it(qtbot: QtBot, window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Start or end: Ctrl+Alt+P")
    with qtbot.waitSignal(window.key_waited_for):
        press(Qt.Key.Key_Space)
    assert "Press the keys" in _said()
    hit(Qt.Key.Key_Control)
    with qtbot.waitSignal(window.changed) as told:
        hit(Qt.Key.Key_O, CTRL_ALT)
    assert told.args == ["toggle_key", "Ctrl+Alt+O"]
    window.redraw(view(toggle_key="Ctrl+Alt+O"))
    assert _said() == "Start or end: Ctrl+Alt+O"


@pytest.mark.parametrize(
    ("key", "held", "written"),
    [
        (Qt.Key.Key_F9, NONE, "F9"),
        (Qt.Key.Key_Tab, CTRL_ALT, "Ctrl+Alt+Tab"),
        (Qt.Key.Key_F1, NONE, "F1"),
        (Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier, "Alt+M"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.MetaModifier, "Super+Escape"),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier, "Shift+PageUp"),
        (Qt.Key.Key_Exclam, CTRL_ALT, "Ctrl+Alt+!"),
        (Qt.Key.Key_Backspace, NONE, ""),
    ],
)
def test_while_a_key_is_waited_for_none_does_anything_else(
    qtbot: QtBot, window: SettingsWindow, key: Qt.Key, held: Qt.KeyboardModifier, written: str
) -> None:
    window.show_second_page()
    tab_to("Start or end: Ctrl+Alt+P")
    press(Qt.Key.Key_Space)
    with (
        qtbot.assertNotEmitted(window.help_requested),
        qtbot.waitSignal(window.changed) as told,
    ):
        hit(key, held)
    assert told.args == ["toggle_key", written]
    assert window.shows("toggle_key")


def test_escape_leaves_the_key_and_not_the_window(qtbot: QtBot, window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Start or end: Ctrl+Alt+P")
    press(Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(window.changed):
        press(Qt.Key.Key_Escape)
    assert _said() == "Start or end: Ctrl+Alt+P"
    assert window.isVisible()


def test_a_key_that_presence_holds_already_is_taken_where_it_is_heard(
    qtbot: QtBot, window: SettingsWindow
) -> None:
    window.show_second_page()
    tab_to("I looked at a screen: no key")
    with qtbot.waitSignal(window.key_waited_for) as waited:
        press(Qt.Key.Key_Space)
    name, take = waited.args or ["", None]
    assert name == "looked_key"
    with qtbot.waitSignal(window.changed) as told:
        take("Ctrl+Alt+P")
    assert told.args == ["looked_key", "Ctrl+Alt+P"]


def test_leaving_the_button_waits_for_no_key_any_more(qtbot: QtBot, window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Start or end: Ctrl+Alt+P")
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(window.key_waited_for) as waited:
        window.close()
    assert waited.args == ["toggle_key", None]


def test_what_binds_a_key_by_hand_is_copied(window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Copy: Start or end")
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "gsettings set …"
    tab_to("Copy: I looked at a screen")
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "presence slip"


def test_addresses_and_a_file_are_typed(qtbot: QtBot, window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Your addresses")
    typed("Ana@example.org; ana@work.example")
    with qtbot.waitSignal(window.changed) as told:
        press(Qt.Key.Key_Return)
    assert told.args == ["me", "Ana@example.org; ana@work.example"]
    tab_to("In a file")
    typed("~/presence.ics")
    with qtbot.waitSignal(window.changed) as told:
        press(Qt.Key.Key_Tab)
    assert told.args == ["busy_file", "~/presence.ics"]


def test_a_file_is_chosen_in_a_dialog(qtbot: QtBot, window: SettingsWindow) -> None:
    window.show_second_page()
    tab_to("Choose a file: In a file")
    press(Qt.Key.Key_Space)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    with qtbot.waitSignal(window.changed) as told:
        dialog.fileSelected.emit("/home/ana/presence.ics")
    assert told.args == ["busy_file", "/home/ana/presence.ics"]
    dialog.close()


def test_a_setting_is_searched_and_escape_ends_the_search(
    qtbot: QtBot, window: SettingsWindow
) -> None:
    tab_to("A click starts")
    hit(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    typed("goals")
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.open_requested) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["goals"]
    press(Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.shows("theme")
    press(Qt.Key.Key_Escape)
    assert not window.isVisible()


def _said() -> str:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus.accessibleName()
