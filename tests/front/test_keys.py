"""Keys from everywhere, in the app."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key
from presence.desktop.hotkey.hotkeys import Hotkeys, Told
from presence.front.keys.keys import Keys
from presence.ui.windows.toast import Toast
from tests.core.conftest import Desk, desk
from tests.front.room import Room

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


class FakeHolder:
    """A ``Holder`` whose keys the test presses; some are held by another program."""

    name = "a test"

    def __init__(self, *taken: str) -> None:
        self.taken = taken
        self.held: dict[HotkeyAction, str] = {}
        self._told: Told | None = None

    def press(self, key: str) -> None:
        assert self._told is not None
        for action, held in self.held.items():
            if held == key:
                self._told.pressed(action)

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        self._told = told
        troubles = {
            action: HotkeyTrouble.TAKEN for action, key in wanted.items() if str(key) in self.taken
        }
        self.held = {action: str(key) for action, key in wanted.items() if action not in troubles}
        told.troubled(troubles)

    def let_go(self) -> None:
        self.held = {}


def keys(room: Room, holder: FakeHolder, qtbot: QtBot, **settings: str) -> Keys:
    steady = room.clock.steady
    made = Keys(room.screen, Hotkeys(lambda: holder), monotonic=lambda: steady().total_seconds())
    change(room, made, qtbot, **settings)
    return made


def change(room: Room, made: Keys, qtbot: QtBot, **settings: str) -> None:
    for name, value in settings.items():
        room.preferences.change(name, value)
    made.look(room.preferences.now)
    qtbot.wait(10)


def test_a_key_does_what_a_click_does(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder()
    _keys = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P", looked_key="Ctrl+Alt+L")
    holder.press("Ctrl+Alt+P")
    assert room.engine.session is not None
    room.clock.advance(minutes=5)
    holder.press("Ctrl+Alt+L")
    assert len(room.engine.session.slips) == 1
    room.clock.advance(minutes=5)
    holder.press("Ctrl+Alt+P")
    assert room.engine.session is None


def test_a_key_that_is_taken_is_told_once_and_another_one_works(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder("Ctrl+Alt+P")
    made = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P")
    assert "Ctrl+Alt+P is held by another program." in room.shown(Toast).accessibleName()
    room.shown(Toast).hide()
    change(room, made, qtbot, looked_key="Ctrl+Alt+L")
    assert room.find(Toast) is None
    change(room, made, qtbot, toggle_key="Ctrl+Alt+O")
    holder.press("Ctrl+Alt+O")
    assert room.engine.session is not None
    assert made.hotkeys.trouble(HotkeyAction.TOGGLE) is None


def test_a_text_that_is_no_key_is_told_and_holds_nothing(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder()
    made = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P")
    change(room, made, qtbot, toggle_key="Ctrl+Foo")
    assert "“Foo” is not a key" in room.shown(Toast).accessibleName()
    assert holder.held == {}
    change(room, made, qtbot, toggle_key="")
    assert holder.held == {}


def test_while_a_key_is_chosen_one_that_is_held_is_handed_over(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder()
    made = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P")
    taken: list[str] = []
    made.hand_to(taken.append)
    holder.press("Ctrl+Alt+P")
    assert taken == ["Ctrl+Alt+P"]
    assert room.engine.session is None
    made.hand_to(None)
    holder.press("Ctrl+Alt+P")
    assert room.engine.session is not None


def test_a_fault_that_is_seen_beside_its_key_is_told_nowhere_else(room: Room, qtbot: QtBot) -> None:
    made = Keys(room.screen, Hotkeys(lambda: FakeHolder("Ctrl+Alt+P")))
    place = Place()
    made.seen_in(place.shows_it)
    change(room, made, qtbot, toggle_key="Ctrl+Alt+P")
    assert made.hotkeys.trouble(HotkeyAction.TOGGLE) is HotkeyTrouble.TAKEN
    assert room.find(Toast) is None
    del place
    change(room, made, qtbot, toggle_key="", looked_key="Ctrl+Alt+P")
    assert room.find(Toast) is not None


class Place:
    """Where faults are seen."""

    def shows_it(self) -> bool:
        return True


def test_with_the_screen_the_keys_go(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder()
    made = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P")
    assert made.hotkeys.held_by == "a test"
    room.screen.close()
    assert (holder.held, made.hotkeys.held_by) == ({}, "")


def test_a_second_press_is_a_slip_of_the_finger(room: Room, qtbot: QtBot) -> None:
    holder = FakeHolder()
    _keys = keys(room, holder, qtbot, toggle_key="Ctrl+Alt+P", looked_key="Ctrl+Alt+L")
    holder.press("Ctrl+Alt+P")
    room.clock.advance(seconds=1)
    holder.press("Ctrl+Alt+P")
    assert room.engine.session is not None
    room.clock.advance(seconds=2)
    holder.press("Ctrl+Alt+P")
    assert room.engine.session is None
