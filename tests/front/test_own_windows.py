"""Who answers a card, or looks at the week, is not looking at a screen for that."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from presence.front.own_windows import OwnWindows


class Told:
    """What is told, in its order."""

    def __init__(self, qtbot: QtBot) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.words: list[bool] = []
        self.own_windows = OwnWindows(application)
        self.own_windows.changed.connect(self.words.append)
        self._qtbot = qtbot

    def has_keyboard(self) -> bool:
        return self.own_windows.has_keyboard

    def waits_for(self, has_keyboard: bool) -> None:
        self._qtbot.waitUntil(lambda: self.words[-1:] == [has_keyboard], timeout=10_000)


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    told = Told(qtbot)
    yield told
    told.own_windows.stop()


def opened(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


def test_a_window_that_is_closed_has_the_keyboard_no_longer(told: Told, qtbot: QtBot) -> None:
    for _ in range(2):
        window = opened(qtbot)
        told.waits_for(True)
        window.close()
        told.waits_for(False)


def test_a_window_that_is_closed_behind_another_says_nothing(told: Told, qtbot: QtBot) -> None:
    behind, before = opened(qtbot), opened(qtbot)
    qtbot.waitUntil(before.isActiveWindow, timeout=10_000)
    told.waits_for(True)
    behind.close()
    QApplication.processEvents()
    assert told.words[-1] is True
    before.close()
    told.waits_for(False)


def test_who_was_told_to_stop_says_nothing(qtbot: QtBot) -> None:
    told = Told(qtbot)
    window = opened(qtbot)
    told.waits_for(True)
    told.own_windows.stop()
    window.close()
    QApplication.processEvents()
    assert told.words[-1] is True


def test_a_window_that_was_there_before_is_known(qtbot: QtBot) -> None:
    window = opened(qtbot)
    qtbot.waitUntil(window.isActiveWindow, timeout=10_000)
    told = Told(qtbot)
    assert told.has_keyboard()
    window.close()
    told.waits_for(False)
    assert not told.has_keyboard()
    told.own_windows.stop()
