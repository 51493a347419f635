"""Who really came: asked of what was missed, and offered again in the form of a session."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton

from presence.core.clock import SystemClock
from presence.core.coming.agenda import State
from presence.ui.people_edit import PeopleEdit
from tests.front.conftest import RunningApp
from tests.journeys.calendar_file import ME, Meeting, write


@pytest.fixture(autouse=True)
def review(running: RunningApp) -> Meeting:
    """A review with Ana and Tom that was over half an hour ago."""
    begins = SystemClock().now().replace(microsecond=0) - timedelta(minutes=90)
    meeting = Meeting("Review", begins)
    file = running.home / "work.ics"
    write(file, meeting)
    with (running.home / "settings.toml").open("a") as settings:
        settings.write(f'me = ["{ME}"]\n[calendars.work]\nsource = "file"\naddress = "{file}"\n')
    return meeting


def missed(running: RunningApp) -> bool:
    return any(each.state is State.MISSED for each in running.tray._extras.coming)


def asked(running: RunningApp) -> list[QCheckBox]:
    """The ticks of the window that the menu's line opens."""
    running.open()
    running.qtbot.waitUntil(lambda: missed(running), timeout=30_000)
    (offer,) = [each.offer for each in running.tray._extras.coming]
    running.tray.offer_happened.emit(offer)
    window = running.window("CameWindow")
    return [tick for tick in window.findChildren(QCheckBox) if tick.isVisible()]


def test_only_those_who_are_ticked_become_people(running: RunningApp, review: Meeting) -> None:
    ana, tom = asked(running)
    assert (ana.accessibleName(), tom.accessibleName()) == ("Ana", "Tom")
    assert ana.isChecked()
    assert tom.isChecked()
    window = running.window("CameWindow")
    tom.setFocus()
    QTest.keyClick(tom, Qt.Key.Key_Space)
    QTest.keyClick(tom, Qt.Key.Key_Return)
    running.qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    (session,) = running.log.newest(5)
    assert (session.people, session.started_at) == (("Ana",), review.begins)
    assert list(running.log.people()) == ["Ana"]


def test_to_close_it_leaves_all_as_it_was(running: RunningApp) -> None:
    asked(running)
    window = running.window("CameWindow")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert not running.log.newest(5)
    assert missed(running)


def test_the_form_of_a_session_adds_who_was_invited_and_is_not_there_with_one_click(
    running: RunningApp,
) -> None:
    session = running.enter(1.5, 1, "meeting", people=("Ana",))
    running.open()
    running.qtbot.waitUntil(lambda: knows(running), timeout=30_000)
    assert running.app.screen is not None
    running.app.screen.show(f"details#{session.id}")
    window = running.window("DetailsWindow")
    buttons = [b for b in window.findChildren(QPushButton) if b.text().startswith("Add ")]
    assert [button.accessibleName() for button in buttons if button.isVisible()] == ["Add Tom"]
    (add,) = [button for button in buttons if button.isVisible()]
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Space)
    assert not add.isVisible()
    edit = next(each for each in window.findChildren(PeopleEdit) if each.text())
    assert edit.text() == "Ana, Tom"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    found = running.log.get(session.id)
    assert found is not None
    assert found.people == ("Ana", "Tom")


def knows(running: RunningApp) -> bool:
    """Whether the calendar has been read."""
    return any((running.home / "calendars").glob("*.json"))
