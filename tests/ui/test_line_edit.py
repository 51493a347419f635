"""Undo in a line of a window that has an Undo of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from presence.ui.line_edit import LineEdit

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window with a line, which has the keyboard, and what was taken back."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line = LineEdit()
        QVBoxLayout(self.window).addWidget(self.line)
        self.undone = 0
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.window)
        undo.activated.connect(self._undo)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    def presses_undo(self) -> None:
        QTest.keyClick(self.line, Qt.Key.Key_Z, CTRL)

    def _undo(self) -> None:
        self.undone += 1


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_where_nothing_was_typed_undo_is_the_windows(desk: Desk) -> None:
    desk.presses_undo()
    assert desk.undone == 1
    desk.line.setText("put there by the program")
    desk.presses_undo()
    assert desk.undone == 2


def test_what_was_typed_is_taken_back_and_no_press_too_many_reaches_the_window(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "Zoe")
    for _press in range(5):
        desk.presses_undo()
    assert (desk.line.text(), desk.undone) == ("", 0)
    QTest.keyClick(desk.line, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.line.text() == "Zoe"
