"""The agenda: names, order, room, and every action by the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from presence.ui.coming.agenda import AgendaWindow
from presence.ui.coming.reminder import Reminder
from presence.ui.coming.view import AgendaDay, Ask
from tests.screenshots_agenda import DINNER, LUNCH, SCENES, USUAL, agenda
from tests.screenshots_windows import VARIANTS, Scene, Variant
from tests.ui.accessible import beside_the_page, clipped, focusable, nameless, out_of_order
from tests.ui.shown import shown

LIGHT = VARIANTS[0]
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture
def window(qtbot: QtBot) -> AgendaWindow:
    window = agenda(LIGHT.look, replace(USUAL, undo="changed the plan 19:40"))
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    return window


@every_scene
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_it_can_be_read_and_reached_in_every_look(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    window = shown(qtbot, undressed, scene, variant)
    assert nameless(window) == []
    assert out_of_order(window) == []
    assert clipped(window) == []
    assert not beside_the_page(window)


def press(key: Qt.Key) -> None:
    """A key, to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def tab_to(name: str) -> None:
    """Press Tab until the control of that name has the keyboard."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is not None and name in (focus.accessibleName() or _text(focus)):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def _text(widget: object) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QPushButton) else ""


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Start: Roadmap", (Ask.START, "roadmap")),
        ("Not this one: Roadmap", (Ask.NOT_THIS, "roadmap")),
        ("It happened: Lunch", (Ask.HAPPENED, "lunch")),
        ("It did not: Lunch", (Ask.DID_NOT, "lunch")),
        ("Open it: Standup", (Ask.OPEN, "standup")),
    ],
)
def test_each_thing_is_answered_by_the_keyboard(
    qtbot: QtBot, window: AgendaWindow, name: str, asked: tuple[Ask, str]
) -> None:
    tab_to(name)
    with qtbot.waitSignal(window.asked) as told:
        press(Qt.Key.Key_Space)
    assert told.args == list(asked)


def test_what_is_not_proposed_is_one_step_away(qtbot: QtBot, window: AgendaWindow) -> None:
    tab_to("Show 3 events that are not proposed, and why")
    with qtbot.waitSignal(window.all_wanted) as told:
        press(Qt.Key.Key_Space)
    assert told.args == [True]


def test_a_plan_is_added_changed_and_removed_by_the_keyboard(
    qtbot: QtBot, window: AgendaWindow
) -> None:
    tab_to("New plan")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "weekdays 19:00 dinner")
    with qtbot.waitSignal(window.plan_entered) as entered:
        press(Qt.Key.Key_Return)
    assert entered.args == ["", "weekdays 19:00 dinner"]
    window.took_plan()
    tab_to("Remove: Weekdays 19:00")
    with qtbot.waitSignal(window.plan_removed) as removed:
        press(Qt.Key.Key_Space)
    assert removed.args == ["p1"]


def test_calendars_are_read_again_and_the_last_change_undone_by_the_keyboard(
    qtbot: QtBot, window: AgendaWindow
) -> None:
    tab_to("Read the calendars again")
    with qtbot.waitSignal(window.refresh_requested):
        press(Qt.Key.Key_Space)
    with qtbot.waitSignal(window.undo_requested):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_an_answered_row_leaves_the_keyboard_where_it_was(window: AgendaWindow) -> None:
    tab_to("It happened: Lunch")
    later = replace(LUNCH, key="later", title="Another lunch")
    window.redraw(replace(USUAL, days=(AgendaDay("Yesterday", (later,)), *USUAL.days[1:])))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "Another lunch" in focus.accessibleName()


def test_a_day_that_is_over_goes(window: AgendaWindow) -> None:
    window.redraw(replace(USUAL, days=(AgendaDay("Today", (DINNER,)),)))
    said = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Tomorrow" not in said
    assert "Today" in said


def test_the_reminder_says_what_it_is_and_takes_no_keyboard(
    qtbot: QtBot, window: AgendaWindow
) -> None:
    from presence.front.notices import Button

    panel = Reminder()
    qtbot.addWidget(panel)
    panel.show_for("Meeting in 2 min", "15:00–16:00", (Button("start", "Start"),))
    panel.show_for("Meeting in 1 min", "", (Button("start", "Start"), Button("no", "Not this one")))
    assert panel.accessibleName() == "Meeting in 1 min"
    assert [*focusable(panel)] == []
    with qtbot.waitSignal(panel.chosen) as chosen:
        next(b for b in panel.findChildren(QPushButton) if b.text() == "Not this one").click()
    assert chosen.args == ["no"]
    assert not panel.isVisible()
