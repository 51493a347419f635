"""The tray: one safe click, and an icon that is there whenever a panel is."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.ui.tray.wishes import TrayExtras
from presence.ui.tray.words import tooltip
from tests.ui.tray_desk import Desk, Panel, Reason, dinner, make_desk, snapshot

# Qt's platform without a screen has no tray, and says so at each icon.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    desk = make_desk(Panel())
    qapp.processEvents()
    desk.tray.redraw(snapshot(), TrayExtras())
    desk.asked.clear()
    yield desk
    desk.tray.hide()


# The click


def test_a_click_is_one_wish(desk: Desk) -> None:
    desk.click()
    assert desk.asked == [("clicked",)]


def test_a_second_click_within_two_seconds_is_ignored(desk: Desk) -> None:
    desk.click()
    desk.watch.seconds += 1.9
    desk.click()
    assert desk.asked == [("clicked",)]
    desk.watch.seconds += 0.2
    desk.click()
    assert desk.asked == [("clicked",), ("clicked",)]


def test_a_click_made_while_the_last_one_was_being_done_is_ignored(desk: Desk) -> None:
    def hang() -> None:
        desk.watch.seconds += 5

    desk.tray.clicked.connect(hang)
    desk.click()
    desk.click()
    assert desk.asked == [("clicked",)]


def test_a_double_click_is_one_click(desk: Desk) -> None:
    desk.click(Reason.Trigger)
    desk.click(Reason.DoubleClick)
    assert desk.asked == [("clicked",)]


@pytest.mark.parametrize("reason", [Reason.DoubleClick, Reason.MiddleClick, Reason.Context])
def test_no_other_button_does_anything(desk: Desk, reason: Reason) -> None:
    desk.click(reason)
    assert desk.asked == []


def test_the_first_line_of_the_menu_counts_as_a_click(desk: Desk) -> None:
    desk.line("Start Meeting · 60 min").trigger()
    desk.click()
    assert desk.asked == [("clicked",)]


def test_where_a_click_opens_the_menu_it_does_nothing_else(qapp: QApplication) -> None:
    desk = make_desk(Panel(click_opens_menu=True))
    qapp.processEvents()
    assert desk.icon.contextMenu() is None
    desk.asked.clear()
    desk.click()
    qapp.processEvents()
    assert desk.asked == [("menu_opening",)]
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    popup.close()
    desk.tray.hide()


# The tooltip


def test_the_tooltip_says_what_is_so_and_what_a_click_does() -> None:
    assert tooltip(snapshot(), False) == "Presence\nClick: Start Meeting · 60 min"
    assert tooltip(snapshot(dinner()), False) == (
        "Dinner until 19:42\nquiet (checked)\nClick: End Dinner"
    )
    assert tooltip(snapshot(dinner(90)), False).startswith("Dinner, planned until 18:30\n")
    assert tooltip(snapshot(dinner(20, None)), False).startswith("Dinner since 18:40\n")


def test_the_tooltip_names_nobody_unless_it_may() -> None:
    now = snapshot(dinner())
    assert "Ana" not in tooltip(now, False)
    assert "Ana" in tooltip(now, True)
    assert "Kim" not in tooltip(snapshot(), False)
    assert "Kim" in tooltip(snapshot(), True)


def test_the_tooltip_says_that_it_is_not_quiet() -> None:
    mute = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM)
    assert "no way to mute" in tooltip(snapshot(dinner(), mute), False)


def test_the_tooltip_follows(desk: Desk) -> None:
    desk.tray.redraw(snapshot(dinner()))
    assert desk.icon.toolTip().startswith("Dinner until 19:42")


# The panel


def test_a_panel_that_appears_gets_the_icon_made_anew(desk: Desk, qapp: QApplication) -> None:
    before = desk.icon
    desk.tray.redraw(snapshot(dinner()))
    desk.panel.appeared.emit()
    qapp.processEvents()
    assert desk.icon is not before
    assert desk.icon.toolTip().startswith("Dinner until")
    assert desk.lines()[0] == "End Dinner"
    desk.click()
    assert desk.asked == [("clicked",)]


def test_a_panel_that_goes_leaves_the_icon_to_an_older_tray(desk: Desk) -> None:
    before = desk.icon
    desk.panel.vanished.emit()
    assert desk.icon is not before


def test_an_icon_that_is_not_to_be_seen_is_not_brought_back(desk: Desk) -> None:
    desk.tray.hide()
    desk.panel.appeared.emit()
    assert not [icon for icon in desk.tray.findChildren(QSystemTrayIcon) if icon.isVisible()]
