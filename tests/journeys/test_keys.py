"""A key from everywhere, pressed on a real screen; a second program that holds it."""

import time

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import read_key
from presence.desktop.hotkey.hotkeys import Told
from presence.desktop.hotkey.x11 import XHolder
from tests.desktops.desktop import Desktop
from tests.journeys.person import Person


def test_a_key_starts_and_ends_while_another_window_is_in_front(dunst_xfce: Desktop) -> None:
    person = Person(dunst_xfce)
    person.set("toggle_key", '"Ctrl+Alt+P"')
    person.starts_app()
    person.waits_for("idle")
    time.sleep(0.5)
    dunst_xfce.screen.key("ctrl+alt+p")
    person.waits_for("running")
    time.sleep(2)  # sooner it would be a slip of the finger
    dunst_xfce.screen.key("ctrl+alt+p")
    person.waits_for("idle")
    person.quits_app()


def test_a_key_that_another_program_holds_is_told(dunst_xfce: Desktop, qapp: object) -> None:
    key = read_key("Ctrl+Alt+P")
    assert key is not None
    other = XHolder(dunst_xfce.screen.display)
    other.hold({HotkeyAction.TOGGLE: key}, Told(print, print, print))
    person = Person(dunst_xfce)
    person.set("toggle_key", '"Ctrl+Alt+P"')
    person.starts_app()
    assert person.sees("held by another program")
    other.let_go()
    person.quits_app()
