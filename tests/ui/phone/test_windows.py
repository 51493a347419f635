"""The windows of the phones, by the keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from presence.core.table.seat import State
from presence.ui.painted import Choice
from presence.ui.phone.guests import GuestsWindow
from presence.ui.phone.pairing import PairingWindow
from presence.ui.phone.view import Guest, GuestsView
from presence.ui.window import Window
from presence.ui.windows.session import SessionView, SessionWindow
from tests.screenshots_phone import (
    CLOSED,
    FINGERPRINT,
    FIRST,
    FOUR,
    GUEST_ADDRESS,
    GUESTS,
    NETWORKS,
    NONE,
    OVER,
    OWN,
    OWN_ADDRESS,
    USUAL,
    at_session,
    guests,
    pairing,
    seat,
    table,
    twelve,
)
from tests.screenshots_windows import VARIANTS, session, session_window, snapshot
from tests.ui.phone.keys import focus, name_of, press, tab_to

LIGHT = VARIANTS[0].look


def shown(qtbot: QtBot, window: Window) -> None:
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()


def words(window: Window) -> str:
    """All that can be read in it."""
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def phone(qtbot: QtBot) -> PairingWindow:
    window = pairing(LIGHT)
    shown(qtbot, window)
    return window


@pytest.fixture
def party(qtbot: QtBot) -> Iterator[GuestsWindow]:
    window = guests(LIGHT, GuestsView(GUESTS), table())
    shown(qtbot, window)
    yield window
    window.close()


def test_ones_own_phone_is_looked_after_by_the_keyboard(qtbot: QtBot, phone: PairingWindow) -> None:
    tab_to("Copy the address")
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == OWN_ADDRESS
    tab_to("This network is mine")
    with qtbot.waitSignal(phone.mine_changed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == [False]
    tab_to("Remove: Ana's phone")
    with qtbot.waitSignal(phone.removed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["a"]
    phone.redraw(replace(USUAL, phones=USUAL.phones[1:], undo="forgot Ana's phone 19:41"))
    assert name_of(focus()) == "Remove: Old phone"
    tab_to("How to set that up")
    with qtbot.waitSignal(phone.help_requested) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["courtesy"]
    tab_to("Undo")
    with qtbot.waitSignal(phone.undo_requested):
        press(Qt.Key.Key_Space)
    with qtbot.waitSignal(phone.help_requested) as told:
        press(Qt.Key.Key_F1)
    assert told.args == ["phone"]
    with qtbot.waitSignal(phone.closed):
        press(Qt.Key.Key_Escape)


def test_the_warning_of_the_phone_is_explained_beside_the_words_to_compare(
    phone: PairingWindow,
) -> None:
    said = words(phone)
    assert "Your phone will warn that it does not know this computer. That is expected" in said
    assert "amber river tulip stone" in said
    four = next(
        each for each in phone.findChildren(QLabel) if each.text() == "amber river tulip stone"
    )
    assert FINGERPRINT in four.toolTip()
    assert FINGERPRINT in four.accessibleDescription()
    assert OWN_ADDRESS.replace("192.168.178.21", "laptop.local") in said
    assert "no page in a browser can mute a phone" in said


def test_what_is_in_the_way_is_said_with_the_way_forward(
    qtbot: QtBot, phone: PairingWindow
) -> None:
    phone.redraw(replace(FIRST, reach=NONE, network=""))
    said = words(phone)
    assert "This computer is in no network." in said
    assert "Join the Wi-Fi that your phone is in" in said
    assert "will warn" not in said  # there is nothing to be warned of
    assert "camera" not in said  # nor to point it at
    several = replace(OWN, networks=NETWORKS, network=NETWORKS[0][0])
    phone.redraw(replace(FIRST, reach=several))
    tab_to("Network")
    with qtbot.waitSignal(phone.network_chosen) as told:
        press(Qt.Key.Key_Down)
    assert told.args == [NETWORKS[1][0]]


def test_a_network_that_is_to_be_chosen_is_asked_for(qtbot: QtBot) -> None:
    window = guests(LIGHT, GuestsView(replace(NONE, networks=NETWORKS)))
    shown(qtbot, window)
    assert "camera" not in words(window)
    choice = window.findChildren(Choice)[0]
    asked = choice.grab().toImage()
    choice.setPlaceholderText("")
    assert choice.grab().toImage() != asked, "it is seen that there is something to choose"
    window.redraw(GuestsView(GUESTS), table())
    assert "camera" in words(window)


def test_a_firewall_is_named_only_where_no_phone_has_come_for_a_while(
    qtbot: QtBot, phone: PairingWindow
) -> None:
    closed = replace(FIRST, reach=replace(OWN, closed=CLOSED))
    phone.redraw(closed)
    (patience,) = phone.reach.findChildren(QTimer)
    assert patience.isActive()
    assert patience.isSingleShot()
    assert CLOSED.says not in words(phone)
    patience.timeout.emit()
    assert CLOSED.says in words(phone)
    tab_to("Copy the command")
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == CLOSED.copied
    phone.redraw(replace(closed, reach=replace(closed.reach, has_come=True)))
    assert CLOSED.says not in words(phone)
    assert not patience.isActive()
    phone.redraw(closed)
    phone.hide()
    assert not patience.isActive()


def test_a_network_without_a_name_cannot_be_marked_as_mine(phone: PairingWindow) -> None:
    phone.redraw(replace(FIRST, network=""))
    (mine,) = [box for box in phone.findChildren(QCheckBox) if box.isVisible()]
    assert not mine.isEnabled()
    assert "cannot be remembered" in words(phone)


def test_the_session_window_leads_to_the_phones_while_one_runs(qtbot: QtBot) -> None:
    window = at_session(LIGHT, table())
    shown(qtbot, window)
    tab_to("Phones at the table")
    with qtbot.waitSignal(window.open_phones):
        press(Qt.Key.Key_Space)
    with qtbot.waitSignal(window.open_phones):
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.redraw(snapshot(None), SessionView(has_tray=True))
    with qtbot.assertNotEmitted(window.open_phones):
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "picked up" not in words(window)


def test_nobody_whose_phone_is_seen_is_told_to_put_it_down(qtbot: QtBot) -> None:
    window = session_window(LIGHT, session())
    assert isinstance(window, SessionWindow)
    shown(qtbot, window)
    assert "put it down" in words(window)
    window.redraw_table(table(FOUR[1:]))
    assert "put it down" in words(window)  # these are guests' phones
    window.redraw_table(table())
    assert "put it down" not in words(window)


def test_the_host_chooses_what_shows_and_what_is_kept_by_the_keyboard(
    qtbot: QtBot, party: GuestsWindow
) -> None:
    tab_to("Copy the address")
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == GUEST_ADDRESS
    tab_to("A look shows gently: on no phone")
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(party.shows_looks_changed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == [True]
    tab_to("Keep the guests' counts")
    with qtbot.waitSignal(party.keeps_counts_changed) as told:
        press(Qt.Key.Key_Space)
    assert told.args == [True]
    tab_to("Your own phone")
    with qtbot.waitSignal(party.own_requested):
        press(Qt.Key.Key_Space)
    with qtbot.waitSignal(party.closed):
        press(Qt.Key.Key_Escape)


def test_who_is_there_is_told_in_words_in_the_order_in_which_they_came(
    party: GuestsWindow,
) -> None:
    said = words(party).splitlines()
    names = [each for each in ("Ana's phone (yours)", "Tom", "Priya", "Omar") if each in said]
    assert names == sorted(names, key=said.index)
    states = ("down", "picked up", "down, screen off", "no signal")
    assert [line for line in said if line in states] == list(states)
    assert "all face down together: 34 min, 22 min at a stretch" in said
    changed = (*FOUR[:1], seat(1, "Tom", State.DOWN), *FOUR[2:])
    before = party.findChildren(QLabel)
    party.redraw_table(table(changed))
    assert "picked up" not in words(party).splitlines()
    assert party.findChildren(QLabel) == before  # nothing is made anew
    party.redraw_table(table(twelve(14)))
    assert "and 2 more phones" in words(party)
    party.redraw_table(None)
    assert "Nobody's phone is here yet." in words(party)


def test_afterwards_one_click_keeps_a_guest_as_a_person(qtbot: QtBot, party: GuestsWindow) -> None:
    party.redraw(OVER, None)
    assert "picks a phone up" not in words(party)
    assert "forgotten" in words(party)
    tab_to("Keep as a person: Priya")
    with qtbot.waitSignal(party.kept) as told:
        press(Qt.Key.Key_Space)
    assert told.args == ["2"]
    kept = (*OVER.guests[:1], Guest("2", "Priya", is_person=True), *OVER.guests[2:])
    party.redraw(replace(OVER, guests=kept, undo="added Priya 20:32"), None)
    assert name_of(focus()) == "Keep as a person: Omar"
