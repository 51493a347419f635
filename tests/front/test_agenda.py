"""The agenda over a running app: a plan is entered, offered, declined, undone, removed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from presence.core.clock import SystemClock
from presence.ui.tray.coming import coming_lines
from tests.front.conftest import RunningApp

NOW = SystemClock().now


def open_agenda(running: RunningApp) -> QWidget:
    running.open()
    running.tray.open_agenda.emit()
    return running.window("AgendaWindow")


def said(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def enter(window: QWidget, line: str) -> None:
    """Type a plan, as somebody who came to its field by Alt+N."""
    (edit,) = window.findChildren(QLineEdit)
    edit.setFocus()
    QTest.keyClicks(edit, line)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def press_by_keyboard(window: QWidget, words: str) -> None:
    """Walk with Tab to the button that speaks so, and press it with the space bar."""
    for _step in range(60):
        # Nothing has the focus where what had it was drawn anew: the window hears the keys.
        held: QWidget | None = window.focusWidget()
        focused = window if held is None else held
        if isinstance(focused, QAbstractButton) and words in focused.accessibleName():
            QTest.keyClick(focused, Qt.Key.Key_Space)
            return
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"no button {words!r} on the way of Tab")


def in_menu(running: RunningApp) -> list[str]:
    """The lines of the tray's list of what is coming; no panel is here to draw them."""
    tray = running.tray
    tray.menu_opening.emit()
    if not tray._extras.coming:
        return []
    lines = coming_lines(running.app.engine.snapshot(), tray._extras, tray)
    return [line.text for line in lines if line.text]


def test_a_plan_is_entered_turned_down_brought_back_and_removed_by_keyboard(
    running: RunningApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")  # where no clock is set, and every time comes once a day
    window = open_agenda(running)
    at = NOW() + timedelta(minutes=4)
    line, due = f"{at:%H:%M} Dinner · Ana", "A click on the icon starts it."

    def waits(is_so: Callable[[], bool]) -> None:
        running.qtbot.waitUntil(is_so, timeout=10_000)

    def may_be_left_out() -> bool:
        lines = [each for each in in_menu(running) if each.startswith("Not this one: ")]
        return any(each.endswith(line) for each in lines)  # it may be "tomorrow" already

    assert "Nothing is coming this week." in said(window)
    enter(window, f"daily {at:%I:%M%p} dinner 90 min @Ana")  # 10:39 could be 22:39
    waits(lambda: due in said(window))
    waits(may_be_left_out)
    (plan,) = running.log.things("plan").values()

    press_by_keyboard(window, "Not this one: Dinner")
    waits(lambda: "not this one" in said(window) and due not in said(window))
    waits(lambda: not any(each.startswith(line) for each in in_menu(running)))
    assert not may_be_left_out()

    undo(window)
    waits(lambda: due in said(window))
    waits(may_be_left_out)

    press_by_keyboard(window, "Remove: ")
    waits(lambda: "Nothing is coming this week." in said(window))
    assert not running.log.things("plan")
    waits(lambda: in_menu(running) == [])
    undo(window)
    waits(lambda: due in said(window))
    assert list(running.log.things("plan").values()) == [plan]


def undo(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
