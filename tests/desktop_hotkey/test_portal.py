"""Keys through the portal, against one that behaves; the real one is in ``tests/desktops``."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from presence import APPLICATION_ID
from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import read_key
from presence.desktop.dbus import CallFailed, SessionBus
from presence.desktop.hotkey.portal import SHORTCUTS, TIME_LIMIT_MS, PortalHolder, trigger
from tests.desktop_hotkey.conftest import Person
from tests.desktop_hotkey.fake_portal import FakePortal

TOGGLE, LOOKED = HotkeyAction.TOGGLE, HotkeyAction.LOOKED
Portals = Callable[..., FakePortal]


@pytest.fixture
def portals(bus: str) -> Iterator[Portals]:
    made: list[FakePortal] = []

    def start(**ways: Any) -> FakePortal:
        made.append(FakePortal(bus, **ways))
        return made[-1]

    yield start
    for each in made:
        with suppress(OSError):  # one that has crashed
            each.stop()


def person(people: list[Person], bus: str, patience_ms: int = 10_000) -> Person:
    made = Person(PortalHolder(lambda action: f"It does {action.value}", bus, patience_ms))
    people.append(made)
    made.hotkeys.want(TOGGLE, "Ctrl+Alt+P")
    made.hotkeys.want(LOOKED, "Super+PageUp")
    return made


@pytest.mark.parametrize("is_old", [False, True])
def test_what_the_portal_tells_is_heard(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot, is_old: bool
) -> None:
    portal = portals(is_old=is_old)
    someone = person(people, bus)
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=10_000)
    assert portal.registered == ("" if is_old else APPLICATION_ID)
    assert portal.bound["toggle-CTRL-ALT-p"] == {
        "description": ("s", "It does toggle"),
        "preferred_trigger": ("s", "CTRL+ALT+p"),
    }
    qtbot.wait(50)
    portal.press("toggle-CTRL-ALT-p")
    portal.press("unknown")
    portal.press("toggle-CTRL-ALT-p", "/session/of/somebody/else")
    portal.press("looked-LOGO-Page_Up")
    qtbot.waitUntil(lambda: len(someone.pressed) == 2, timeout=10_000)
    assert someone.pressed == [TOGGLE, LOOKED]
    assert someone.hotkeys.trouble(TOGGLE) is None


def test_who_says_no_is_heeded(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portals(response=1)
    someone = person(people, bus)
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is not None, timeout=10_000)
    assert someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.REFUSED
    assert someone.hotkeys.trouble(LOOKED) is HotkeyTrouble.REFUSED


def test_one_of_two_may_be_refused(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portals().left_out = {"looked-LOGO-Page_Up"}
    someone = person(people, bus)
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(LOOKED) is not None, timeout=10_000)
    assert someone.hotkeys.trouble(LOOKED) is HotkeyTrouble.REFUSED
    assert someone.hotkeys.trouble(TOGGLE) is None


def test_plasma_5_takes_the_keys_with_the_session_and_opens_no_settings(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portal = portals(is_plasma_5=True)
    portal.held_by_others = {"looked-LOGO-Page_Up"}
    someone = person(people, bus)
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(LOOKED) is not None, timeout=10_000)
    assert someone.hotkeys.trouble(LOOKED) is HotkeyTrouble.REFUSED
    assert someone.hotkeys.trouble(TOGGLE) is None
    assert portal.session.endswith("/presence")
    portal.press("toggle-CTRL-ALT-p")
    qtbot.waitUntil(lambda: someone.pressed == [TOGGLE], timeout=10_000)
    assert portal.settings_opened == 0


def test_another_key_is_asked_for_by_another_name(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portal = portals()
    someone = person(people, bus)
    qtbot.waitUntil(lambda: "toggle-CTRL-ALT-p" in portal.bound, timeout=10_000)
    someone.hotkeys.want(TOGGLE, "Ctrl+Alt+O")
    qtbot.waitUntil(lambda: "toggle-CTRL-ALT-o" in portal.bound, timeout=10_000)
    assert "toggle-CTRL-ALT-p" not in portal.bound


def test_without_such_a_portal_there_is_no_way(
    people: list[Person], bus: str, qtbot: QtBot
) -> None:
    someone = person(people, bus)
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_WAY, timeout=10_000)


def test_a_portal_that_is_long_in_coming_at_a_login_is_waited_for(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    assert TIME_LIMIT_MS > 25_000, "as long as it waits for others of the desktop"
    portal = portals()
    portal.hang()
    someone = person(people, bus)
    qtbot.wait(300)
    portal.answer()
    with suppress(CallFailed):  # with the next call all are answered
        SessionBus(bus).call(SHORTCUTS.with_interface("no.such"), "Thing")
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=10_000)
    assert someone.hotkeys.trouble(TOGGLE) is None


def test_a_session_that_the_portal_closes_is_no_way_any_more(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portal = portals()
    someone = person(people, bus)
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=10_000)
    qtbot.wait(50)
    portal.close_session()
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_WAY, timeout=10_000)


def test_another_portal_that_comes_is_asked_for_the_keys_again(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    """It is updated while the app runs, or has crashed."""
    portal = portals()
    someone = person(people, bus)
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=10_000)
    qtbot.wait(50)
    portal.stop()
    qtbot.wait(50)
    assert someone.hotkeys.trouble(TOGGLE) is None
    other = portals()
    qtbot.waitUntil(lambda: len(other.bound) == 2, timeout=10_000)
    qtbot.wait(50)
    other.press("toggle-CTRL-ALT-p")
    qtbot.waitUntil(lambda: someone.pressed == [TOGGLE], timeout=10_000)
    assert someone.hotkeys.trouble(TOGGLE) is None


def test_a_portal_that_stays_away_is_said_until_there_is_another_one(
    portals: Portals, people: list[Person], bus: str, qtbot: QtBot
) -> None:
    portal = portals()
    someone = person(people, bus, patience_ms=50)
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=10_000)
    qtbot.wait(50)
    portal.stop()
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is HotkeyTrouble.NO_WAY, timeout=10_000)
    other = portals()
    qtbot.waitUntil(lambda: someone.hotkeys.trouble(TOGGLE) is None, timeout=10_000)
    assert len(other.bound) == 2


def test_a_key_is_written_as_the_portal_reads_it() -> None:
    key = read_key("Super+Shift+Enter")
    assert key is not None
    assert trigger(key) == "SHIFT+LOGO+Return"
