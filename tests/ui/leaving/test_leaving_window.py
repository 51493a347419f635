"""Removing Presence by the keyboard alone; nothing goes that was not shown and meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from presence.ui.leaving.last_words import LastWordsWindow
from presence.ui.leaving.view import LeavingView, LogWish
from presence.ui.leaving.window import LeavingWindow
from tests.screenshots_leaving import FILE, GOES, LOG, leaving
from tests.screenshots_windows import VARIANTS
from tests.ui.accessible import clipped, nameless, out_of_order
from tests.ui.coming.test_calendars_window import press

ALT = Qt.KeyboardModifier.AltModifier
SHOWN = LeavingView(file=FILE, goes=GOES, log=LOG)


@pytest.fixture
def window(qtbot: QtBot) -> LeavingWindow:
    window = leaving(VARIANTS[0].look, SHOWN)
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    return window


def hit(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, ALT)


def button(window: LeavingWindow, text: str) -> QPushButton:
    return next(each for each in window.findChildren(QPushButton) if text in each.text())


def test_what_has_the_keyboard_first_changes_nothing(qtbot: QtBot, window: LeavingWindow) -> None:
    with qtbot.assertNotEmitted(window.leave_wanted):
        press(Qt.Key.Key_Return)
    assert not window.isVisible()


def test_the_log_is_kept_written_or_deleted_by_a_letter(
    qtbot: QtBot, window: LeavingWindow
) -> None:
    for key, wish in (
        (Qt.Key.Key_D, LogWish.DELETE),
        (Qt.Key.Key_W, LogWish.EXPORT),
        (Qt.Key.Key_K, LogWish.KEEP),
    ):
        with qtbot.waitSignal(window.wish_chosen) as told:
            hit(key)
        assert told.args == [wish]
    with qtbot.waitSignal(window.leave_wanted):
        hit(Qt.Key.Key_R)


def test_a_file_is_typed_or_chosen_only_where_one_is_written(
    qtbot: QtBot, window: LeavingWindow
) -> None:
    file = window.findChildren(QLineEdit)[0]
    assert not file.isVisible()
    window.redraw(LeavingView(LogWish.EXPORT, FILE, GOES, LOG))
    assert (file.isVisible(), file.text()) == (True, FILE)
    file.setFocus()
    with qtbot.waitSignal(window.file_typed) as told:
        QTest.keyClicks(file, "x")
    assert told.args == [f"{FILE}x"]
    with qtbot.waitSignal(window.choose_file_wanted):
        hit(Qt.Key.Key_C)


def test_nothing_can_be_removed_before_it_was_listed_nor_twice(window: LeavingWindow) -> None:
    assert button(window, "Remove").isEnabled()
    window.redraw(LeavingView(file=FILE, log=LOG))
    assert not button(window, "Remove").isEnabled()
    window.redraw(LeavingView(LogWish.DELETE, FILE, GOES, LOG, is_leaving=True))
    assert not button(window, "Remove, with the log").isEnabled()


def test_the_list_can_be_copied_as_it_stands(window: LeavingWindow) -> None:
    goes = window.findChildren(QListWidget)[0]
    goes.setFocus()
    goes.selectAll()
    assert [goes.item(row).text().strip("\u200e") for row in range(goes.count())] == list(GOES)
    assert goes.accessibleName() == "This would be taken away:"
    assert QGuiApplication.focusWindow() is not None


def test_every_control_has_a_name(window: LeavingWindow) -> None:
    window.redraw(LeavingView(LogWish.EXPORT, FILE, GOES, LOG))
    for check in (nameless, out_of_order, clipped):
        assert check(window) == []


def test_the_last_words_are_closed_by_a_key(qtbot: QtBot) -> None:
    window = LastWordsWindow(VARIANTS[0].look, ("The log stays.",), GOES, ())
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    press(Qt.Key.Key_Return)
    assert not window.isVisible()
