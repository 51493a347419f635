"""The window of calendars: names, order, room, and every action by the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.coming.chosen import Handling
from presence.ui.coming.calendars import CalendarsWindow
from tests.screenshots_calendars import ACCOUNT, EMPTY, HOME, SCENES, TEAM, USUAL, calendars
from tests.screenshots_windows import VARIANTS, Scene, Variant
from tests.ui.accessible import beside_the_page, clipped, nameless, out_of_order
from tests.ui.shown import shown

LIGHT = VARIANTS[0]
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture
def window(qtbot: QtBot) -> CalendarsWindow:
    window = calendars(LIGHT.look)
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
        if focus is not None and (focus.accessibleName() or _text(focus)).startswith(name):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def _text(widget: object) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QPushButton) else ""


def typed(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, text)


def test_what_becomes_of_a_calendars_meetings_is_chosen_by_the_keyboard(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    tab_to("Meetings of Work: Propose")
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(window.handling_chosen) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["work", Handling.START]


def test_a_calendar_is_removed_by_the_keyboard_which_stays_where_it_was(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    tab_to("Remove: Work")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "Its copy on this computer goes" in focus.accessibleDescription()
    with qtbot.waitSignal(window.removed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["work"]
    window.redraw(replace(USUAL, chosen=(HOME, TEAM), said="“Work” is not read any more."))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Remove: Home"


def test_one_of_this_desktops_is_added_by_the_keyboard(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    tab_to("Add: Personal")
    with qtbot.waitSignal(window.held_wanted) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["system-calendar"]


@pytest.mark.parametrize("button", ["A file…", "A folder…"])
def test_a_file_or_a_folder_is_asked_for_without_holding_anybody_up(
    qtbot: QtBot, window: CalendarsWindow, button: str
) -> None:
    tab_to(button)
    press(Qt.Key.Key_Space)
    (dialog,) = window.findChildren(QFileDialog)
    with qtbot.waitSignal(window.file_wanted) as told:
        dialog.fileSelected.emit("/home/ana/team.ics")
    assert told.args == ["/home/ana/team.ics"]
    dialog.reject()


def test_an_account_is_looked_at_by_the_keyboard_and_its_password_is_hidden(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    tab_to("Address")
    typed("cloud.example")
    press(Qt.Key.Key_Tab)
    typed("ana")
    press(Qt.Key.Key_Tab)
    typed("secret")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert "secret" not in focus.displayText()
    with qtbot.waitSignal(window.address_entered) as told:
        press(Qt.Key.Key_Return)
    assert told.args == ["cloud.example", "ana", "secret"]
    window.took_address()
    assert focus.text() == ""


def test_the_calendars_of_an_account_are_ticked_and_added_by_the_keyboard(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    window.redraw(replace(USUAL, account=ACCOUNT))
    boxes = window.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == ["Work", "Family & friends", "Rooms"]
    assert boxes[0].hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    tab_to("Add those ticked")
    with qtbot.waitSignal(window.account_ticked) as told:
        press(Qt.Key.Key_Space)
    assert told.args == [["1"]]


def test_nothing_ticked_asks_for_nothing(qtbot: QtBot, window: CalendarsWindow) -> None:
    window.redraw(replace(USUAL, account=ACCOUNT))
    tab_to("Add those ticked")
    with qtbot.assertNotEmitted(window.account_ticked):
        press(Qt.Key.Key_Space)
    assert window.findChildren(QCheckBox)[0].hasFocus()


def test_ones_own_addresses_are_told_when_the_line_is_left(
    qtbot: QtBot, window: CalendarsWindow
) -> None:
    tab_to("Your addresses")
    press(Qt.Key.Key_End)
    typed(", me@there.example")
    with qtbot.waitSignal(window.me_entered) as told:
        press(Qt.Key.Key_Return)
    assert told.args == ["ana@example.org, ana@work.example, me@there.example"]


def test_who_types_goes_on_typing_while_something_arrives(window: CalendarsWindow) -> None:
    tab_to("Your addresses")
    typed("x")
    window.redraw(replace(USUAL, held=(), held_says=EMPTY.held_says))
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text().endswith("x")
    said = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert EMPTY.held_says in said
