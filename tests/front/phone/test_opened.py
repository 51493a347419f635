"""The windows of the phones over the real page, which listens in this machine's own network."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from presence.phone.process import drawing
from presence.phone.process.drawing import Drawing
from presence.ui.phone.guests import GuestsWindow
from presence.ui.phone.pairing import PairingWindow
from presence.ui.windows.details import DetailsWindow
from presence.ui.windows.session import SessionWindow
from tests.core.conftest import Desk, desk
from tests.front.room import DINNER, Room
from tests.phone.phone import Phone, phone_at, turn, turn_until

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def fragment(url: str) -> str:
    """The token of an address."""
    return url.partition("#")[2]


def tell(phone: Phone, token: str, joined: dict[str, str], number: int, word: str) -> None:
    told = {"n": number, "ago_ms": 0, "word": word, "reason": None}
    body = {"phone": joined["phone"], "key": joined["key"], "words": [told]}
    assert phone.ask("/tell", body, token) == (200, {"last": number})


def test_ones_own_phone_is_paired_removed_and_taken_back_and_then_nothing_listens(
    room: Room,
) -> None:
    room.screen.show("phone")
    window, phones = room.shown(PairingWindow), room.phones
    turn_until(lambda: bool(phones.pairing_url()))
    first = phones.pairing_url()
    assert window.reach.shown_address == first
    assert phones.page.listening is not None
    assert " ".join(phones.page.listening.words) in room.words(PairingWindow)
    assert "None yet." in room.words(PairingWindow)
    phones.host.pair("Ana's phone")
    assert "Ana's phone" in room.words(PairingWindow)
    assert window.reach.shown_address == phones.pairing_url() != first  # a code is good once
    room.press(PairingWindow, "Remove: Ana's phone")
    assert not phones.remembered.phones
    assert "Ana's phone is forgotten." in room.words(PairingWindow)
    room.press(PairingWindow, "Undo")
    (own,) = phones.remembered.phones
    assert own.name == "Ana's phone"
    assert "forgotten" not in room.words(PairingWindow)
    window.close()
    assert not phones.page.is_open
    assert not phones.tokens.pairing


def test_a_guest_is_seen_at_once_and_afterwards_kept_by_one_click(room: Room) -> None:
    room.engine.start(DINNER)
    room.screen.show("session")
    room.press(SessionWindow, "Phones at the table")
    window, phones = room.shown(GuestsWindow), room.phones
    turn_until(lambda: bool(phones.guest_url()))
    assert window.reach.shown_address == phones.guest_url()
    assert "Nobody's phone is here yet." in room.words(GuestsWindow)
    window.reach.wait_no_more()
    assert "No phone has come through" in room.words(GuestsWindow)
    token, listening = fragment(phones.guest_url()), phones.page.listening
    assert listening is not None

    def says(line: str, kind: type[QWidget]) -> bool:
        return line in room.words(kind).splitlines()

    with phone_at(listening) as phone:
        who = {"name": "Tom", "sensing": "visibility", "phone": None}
        status, joined = phone.ask("/join", who, token)
        assert status == 200
        for kind in (SessionWindow, GuestsWindow):
            turn_until(partial(says, "not down yet", kind))
        window.reach.wait_no_more()
        assert "No phone has come through" not in room.words(GuestsWindow)
        tell(phone, token, joined, 1, "down")
        turn_until(lambda: "down" in room.words(SessionWindow).splitlines())
        tell(phone, token, joined, 2, "up")
        for kind in (SessionWindow, GuestsWindow):
            turn_until(partial(says, "picked up", kind))
    room.press(GuestsWindow, "on every phone")
    assert room.preferences.now.phone_shows_looks
    room.clock.advance(minutes=60)
    room.engine.stop()
    QApplication.processEvents()
    assert "Who was there" in room.words(GuestsWindow)
    room.screen.show(f"details#{room.ended().id}")
    assert "Phones at the table:" in room.words(DetailsWindow)
    room.press(DetailsWindow, "Add Tom")
    assert "Phones at the table:" not in room.words(DetailsWindow)
    room.shown(DetailsWindow).close()
    room.press(GuestsWindow, "Keep as a person: Tom")
    assert room.ended().people == ("Ana", "Tom")
    assert "Tom" in room.desk.log.people()
    assert "among your people" in room.words(GuestsWindow)
    room.press(GuestsWindow, "Undo")
    assert room.ended().people == ("Ana",)
    window.close()
    assert phones.guests == ("", ())


def test_without_a_session_the_window_of_the_guests_opens_nothing(room: Room) -> None:
    room.screen.show("guests")
    assert "No session is running." in room.words(GuestsWindow)
    assert not room.phones.page.is_open
    room.engine.start(DINNER)
    assert not room.phones.page.is_open  # until it is asked for


def test_both_windows_at_once_show_their_codes_and_then_nothing_is_drawn_any_more(
    room: Room,
) -> None:
    room.engine.start(DINNER)
    for name in ("phone", "guests"):
        room.screen.show(name)
    page, windows = room.phones.page, (room.shown(PairingWindow), room.shown(GuestsWindow))
    turn_until(lambda: page.is_open)
    turn_until(lambda: all(page.codes.rows_of(each.reach.shown_address) for each in windows))
    turn_until(lambda: not page.findChildren(Drawing))


def test_a_code_that_cannot_be_drawn_keeps_no_page_open(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "PROGRAM", "presence.no_such_program")
    room.screen.show("phone")
    page = room.phones.page
    turn_until(lambda: page.is_open and bool(page.findChildren(Drawing)))
    turn_until(lambda: not page.findChildren(Drawing))
    room.shown(PairingWindow).close()
    assert not page.is_open


def test_another_language_makes_the_windows_anew_and_leaves_nobody_listening(room: Room) -> None:
    room.engine.start(DINNER)
    for name in ("phone", "guests"):
        room.screen.show(name)
    turn_until(lambda: room.phones.page.is_open)
    room.preferences.change("language", "de")
    turn()
    assert room.find(PairingWindow) is None
    assert not room.phones.is_pairing
    room.phones.changed.emit()
    room.phones.table_changed.emit()
    room.preferences.change("language", "en")
    room.screen.show("phone")
    assert room.shown(PairingWindow).windowTitle() == "Your phone"


def test_a_window_that_is_destroyed_by_somebody_else_leaves_nobody_listening(room: Room) -> None:
    room.screen.show("phone")
    window, page = room.shown(PairingWindow), room.phones.page
    turn_until(lambda: page.is_open)
    Shiboken.delete(window)
    assert not room.phones.is_pairing
    assert not page.is_open
    room.screen.show("phone")
    turn_until(lambda: page.is_open)
    assert room.shown(PairingWindow).isVisible()
