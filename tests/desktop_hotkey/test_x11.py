"""Keys grabbed from a real X server, pressed by xdotool, and held by a second program."""

import os

import pytest
from pytestqt.qtbot import QtBot

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.desktop.hotkey.x11 import XHolder
from tests.desktop_hotkey.conftest import Person
from tests.x_server import XServer

TOGGLE, LOOKED = HotkeyAction.TOGGLE, HotkeyAction.LOOKED


def person(people: list[Person], server: XServer, qtbot: QtBot, **keys: str) -> Person:
    """Somebody who wants keys and has been heard."""
    made = Person(XHolder(server.display))
    people.append(made)
    for action, key in keys.items():
        made.hotkeys.want(HotkeyAction(action), key)
    qtbot.wait(10)
    return made


def hears(someone: Person, qtbot: QtBot, *actions: HotkeyAction) -> None:
    qtbot.waitUntil(lambda: len(someone.pressed) >= len(actions), timeout=10_000)
    qtbot.wait(30)
    assert someone.pressed == list(actions)


@pytest.mark.parametrize(
    ("key", "symbols"),
    [
        ("Ctrl+Alt+P", "ctrl+alt+p"),
        ("Super+Space", "super+space"),
        ("Shift+Super+F9", "shift+super+F9"),
        ("Pause", "Pause"),
        ("Ctrl+7", "ctrl+7"),
        ("Ctrl+Alt+PageDown", "ctrl+alt+Next"),
        ("Ctrl+Minus", "ctrl+minus"),
    ],
)
def test_a_key_is_heard_from_everywhere(
    server: XServer, people: list[Person], qtbot: QtBot, key: str, symbols: str
) -> None:
    someone = person(people, server, qtbot, toggle=key)
    assert someone.hotkeys.trouble(TOGGLE) is None
    server.press(symbols)
    hears(someone, qtbot, TOGGLE)


def test_each_key_does_its_own_and_a_like_one_does_nothing(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+P", looked="Ctrl+Alt+L")
    server.press("ctrl+p", "alt+p", "p", "ctrl+alt+shift+p", "ctrl+alt+l", "ctrl+alt+p")
    hears(someone, qtbot, LOOKED, TOGGLE)


def test_locks_do_no_harm(server: XServer, people: list[Person], qtbot: QtBot) -> None:
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    for number, locks in enumerate((["Caps_Lock"], ["Num_Lock"], ["Caps_Lock"]), start=1):
        server.press(*locks)  # one, both, only the other
        server.press("ctrl+alt+p")
        hears(someone, qtbot, *[TOGGLE] * number)


def test_a_key_that_is_held_down_counts_once(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    someone = person(people, server, qtbot, toggle="Pause")
    server.run("xset", "r", "rate", "200", "40")
    server.run("xdotool", "keydown", "Pause", "sleep", "0.8", "keyup", "Pause")
    hears(someone, qtbot, TOGGLE)
    server.press("Pause", "Pause")
    hears(someone, qtbot, TOGGLE, TOGGLE, TOGGLE)


def test_a_key_of_another_program_is_a_conflict_and_becomes_free_with_it(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    first = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    second = person(people, server, qtbot, toggle="Ctrl+Alt+P", looked="Ctrl+Alt+L")
    assert second.hotkeys.trouble(TOGGLE) is HotkeyTrouble.TAKEN
    assert second.hotkeys.trouble(LOOKED) is None
    server.press("ctrl+alt+p", "ctrl+alt+l")
    hears(first, qtbot, TOGGLE)
    hears(second, qtbot, LOOKED)
    first.hotkeys.close()
    second.hotkeys.want(TOGGLE, "")
    qtbot.wait(10)
    second.hotkeys.want(TOGGLE, "Ctrl+Alt+P")
    qtbot.wait(10)
    assert second.hotkeys.trouble(TOGGLE) is None
    server.press("ctrl+alt+p")
    hears(second, qtbot, LOOKED, TOGGLE)


def test_what_is_refused_in_part_is_given_back_whole(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    """Another program holds the key only with NumLock: without it, too, it must not be ours."""
    first = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    second = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    first.hotkeys.close()
    third = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    assert third.hotkeys.trouble(TOGGLE) is None, "the second one left nothing behind"
    server.press("ctrl+alt+p")
    hears(third, qtbot, TOGGLE)
    assert second.pressed == []


def test_the_same_key_for_both_is_a_conflict(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+P", looked="Alt+Control+p")
    assert someone.hotkeys.trouble(LOOKED) is HotkeyTrouble.TAKEN
    server.press("ctrl+alt+p")
    hears(someone, qtbot, TOGGLE)


def test_a_new_layout_is_followed(server: XServer, people: list[Person], qtbot: QtBot) -> None:
    server.run("setxkbmap", "us")
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+Y")
    code = "29"  # the key that gives y, and z in Germany
    server.run("xdotool", "keydown", "ctrl", "keydown", "alt", "key", code)
    server.run("xdotool", "keyup", "alt", "keyup", "ctrl")
    hears(someone, qtbot, TOGGLE)
    server.run("setxkbmap", "de")
    qtbot.wait(400)
    server.run("xdotool", "keydown", "ctrl", "keydown", "alt", "key", code, "key", "52")
    server.run("xdotool", "keyup", "alt", "keyup", "ctrl")
    hears(someone, qtbot, TOGGLE, TOGGLE)


def test_a_key_that_the_keyboard_lacks_says_so(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    server.run("xmodmap", "-e", "keysym Pause = NoSymbol")
    someone = person(people, server, qtbot, toggle="Pause")
    assert someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_SUCH_KEY


def test_a_server_that_dies_takes_only_the_keys_along(
    server: XServer, people: list[Person], qtbot: QtBot
) -> None:
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    server.kill()
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_WAY, timeout=10_000)


def test_nothing_is_left_on_the_server(server: XServer, people: list[Person], qtbot: QtBot) -> None:
    before = len(os.listdir("/proc/self/fd"))
    someone = person(people, server, qtbot, toggle="Ctrl+Alt+P")
    assert len(os.listdir("/proc/self/fd")) > before
    someone.hotkeys.close()
    assert len(os.listdir("/proc/self/fd")) == before
    server.press("ctrl+alt+p")
    qtbot.wait(50)
    assert someone.pressed == []
