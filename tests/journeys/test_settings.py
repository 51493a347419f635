"""The settings on a real screen: a key is chosen by pressing it, and an editor writes the file."""

import time

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import read_key
from presence.desktop.hotkey.hotkeys import Told
from presence.desktop.hotkey.x11 import XHolder
from tests.desktops.dunst import Dunst
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_key_is_chosen_by_pressing_it_and_works(dunst: Dunst, qapp: object) -> None:
    taken = read_key("Ctrl+Alt+K")
    assert taken is not None
    other = XHolder(dunst.screen.display)
    other.hold({HotkeyAction.TOGGLE: taken}, Told(print, print, print))
    person = Person(dunst)
    person.starts_app(waits_for_icon=False)
    person.windows.press("Settings")
    person.windows.press("More")
    person.windows.press("Start or end: no key")
    person.windows.find("Start or end: Press the keys")
    dunst.screen.key("ctrl+alt+p")
    person.windows.find("Start or end: Ctrl+Alt+P")
    file = person.lab.config / "presence" / "settings.toml"
    wait_until(lambda: 'toggle_key = "Ctrl+Alt+P"' in file.read_text(), 5, "the key in the file")
    person.keeps_picture("settings-key-chosen")
    time.sleep(0.3)
    dunst.screen.key("ctrl+alt+p")
    person.waits_for("running")
    time.sleep(2)  # sooner it would be a slip of the finger
    dunst.screen.key("ctrl+alt+p")
    person.waits_for("idle")

    person.windows.press("I looked at a screen: no key")
    dunst.screen.key("ctrl+alt+p")
    assert person.sees("Ctrl+Alt+P is the other one already.")
    assert person.status["state"] == "idle", "while a key is chosen it starts nothing"

    person.windows.press("I looked at a screen: no key")
    file_before = file.read_text()
    dunst.screen.key("Escape")
    person.windows.find("I looked at a screen: no key")
    assert file.read_text() == file_before

    file.write_text(file_before + 'looked_key = "Ctrl+Alt+K"\n')
    assert person.sees("Ctrl+Alt+K is held by another program.")
    person.keeps_picture("settings-key-held-by-another-program")
    other.let_go()
    person.quits_app()


def test_what_an_editor_writes_holds_at_once(dunst: Dunst) -> None:
    person = Person(dunst)
    person.set("default_kind", '"meeting"')
    person.starts_app(waits_for_icon=False)
    person.windows.press("Settings")
    person.windows.find("Search in the settings", role="text")
    file = person.lab.config / "presence" / "settings.toml"
    # it writes another file and renames it over the first
    person.lab.run("sed", "-i", 's/^default_kind.*/default_kind = "walk"/', file)
    person.windows.find("Put back: A click starts")
    person.presence("toggle")
    assert person.waits_for("running")["session"]["kind"] == "walk"
    person.presence("stop")

    person.lab.run("sed", "-i", "s/^default_kind.*/default_kind = = 3/", file)
    assert person.sees("all stays as it was set before")
    person.keeps_picture("settings-file-broken")
    person.lab.run("sed", "-i", "/^default_kind/d", file)
    wait_until(lambda: not person.windows.has("as it was set before"), 5, "the word's going")
    person.quits_app()
