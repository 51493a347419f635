"""The window to enter what is over, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.entry import Entry
from presence.ui.entering.window import AddWindow
from tests.screenshots_entering import add
from tests.screenshots_windows import VARIANTS
from tests.ui.entering.test_line import press, typed


@pytest.fixture
def window(qtbot: QtBot) -> AddWindow:
    window = add(VARIANTS[0].look)
    assert isinstance(window, AddWindow)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.present()
    qtbot.waitUntil(window.line.edit.hasFocus, timeout=10_000)
    return window


def words(window: AddWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def button(window: AddWindow, text: str) -> QPushButton:
    return next(
        each for each in window.findChildren(QPushButton) if each.text().replace("&", "") == text
    )


def added(qtbot: QtBot, window: AddWindow, text: str) -> Entry:
    typed(window.line, text)
    with qtbot.waitSignal(window.added, timeout=10_000) as signal:
        press(Qt.Key.Key_Return)
    assert isinstance(signal.args, list)
    (entry,) = signal.args
    assert isinstance(entry, Entry)
    return entry


def test_lines_are_entered_one_after_the_other(qtbot: QtBot, window: AddWindow) -> None:
    assert added(qtbot, window, "yesterday 19-21 dinner @Ana ").people == ("Ana",)
    window.show_added("Added: Dinner")
    assert "Added: Dinner" in words(window)
    assert window.line.text == ""
    assert window.line.edit.hasFocus()
    assert added(qtbot, window, "yesterday 9-10 meeting ").kind == "meeting"


def test_undo_is_one_key_away_and_gives_the_words_back(qtbot: QtBot, window: AddWindow) -> None:
    added(qtbot, window, "yesterday 19-21 dinner @Ana ")
    window.show_added("Added: Dinner")
    with qtbot.waitSignal(window.undo_requested, timeout=10_000):
        press(Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    window.show_taken_back()
    assert "Taken back." in words(window)
    assert window.line.text == "yesterday 19-21 dinner @Ana "
    assert window.line.edit.hasFocus()
    assert not button(window, "Undo").isVisible()


def test_what_cannot_be_added_yet_has_no_button_for_it(window: AddWindow) -> None:
    assert not button(window, "Add").isEnabled()
    typed(window.line, "dinner @Ana ")
    assert not button(window, "Add").isEnabled()
    typed(window.line, "yesterday 19-21 ")
    assert button(window, "Add").isEnabled()


def test_a_refusal_is_shown_until_the_next_change(window: AddWindow) -> None:
    window.show_problem("No room is left.")
    assert "No room is left." in words(window)
    typed(window.line, "d")
    assert "No room is left." not in words(window)


def test_the_window_makes_room_for_what_it_has_to_say(qtbot: QtBot, window: AddWindow) -> None:
    before = window.height()
    window.type_line("yesterday 7-8 meeting zzz ??")
    assert window.height() > before
    qtbot.waitUntil(lambda: not window.page.verticalScrollBar().isVisible(), timeout=10_000)


def test_escape_closes_the_list_first_and_then_the_window(window: AddWindow) -> None:
    typed(window.line, "dinner @t")
    assert window.line.offered
    press(Qt.Key.Key_Escape)
    assert window.isVisible()
    QTest.keyClick(window.line.edit, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_every_control_is_reached_with_tab(window: AddWindow) -> None:
    window.show_added("Added: Dinner")
    window.type_line("yesterday 7-8 meeting")
    reached = []
    for _step in range(8):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName() or getattr(focused, "text", str)())
    for name in ("Read it as 07:00–08:00", "How to write it (F1)", "&Undo", "&Add"):
        assert name in reached, reached
