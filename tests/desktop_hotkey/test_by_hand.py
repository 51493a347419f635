"""What to bind by hand, and where; GNOME's lines are run against real settings."""

from collections.abc import Iterator

import pytest

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import Key, read_key
from presence.desktop.hotkey.by_hand import GNOME_LIST, GNOME_PATH, by_hand
from tests.desktops.lab import Lab

TOGGLE, LOOKED = HotkeyAction.TOGGLE, HotkeyAction.LOOKED


def key(text: str) -> Key:
    read = read_key(text)
    assert read is not None
    return read


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("keys") as lab:
        yield lab


@pytest.mark.parametrize(
    ("desktop", "lines"),
    [
        ("sway", "bindsym Ctrl+Mod1+p exec presence toggle"),
        ("Hyprland", "bind = CTRL ALT, p, exec, presence toggle"),
        ("niri", 'Ctrl+Alt+p { spawn "presence" "toggle"; }'),
        (
            "XFCE",
            (
                "xfconf-query -c xfce4-keyboard-shortcuts -p '/commands/custom/<Primary><Alt>p'"
                " -n -t string -s 'presence toggle'"
            ),
        ),
    ],
)
def test_a_line_is_ready_to_copy(desktop: str, lines: str) -> None:
    assert by_hand(TOGGLE, key("Ctrl+Alt+P"), desktop, {}).lines == lines


def test_a_desktop_nobody_knows_gets_the_command() -> None:
    found = by_hand(LOOKED, key("Super+F9"), "Somebody's", {})
    assert (found.command, found.place, found.lines) == ("presence slip", "", "")
    assert by_hand(LOOKED, key("Super+F9"), "KDE", {}).place


def gnome(lab: Lab, action: HotkeyAction, said: Key) -> None:
    lab.run("sh", "-eu", "-c", by_hand(action, said, "GNOME", {}).lines)


def listed(lab: Lab) -> str:
    return lab.run("gsettings", "get", GNOME_LIST, "custom-keybindings").stdout.strip()


def test_gnome_adds_the_keys_to_the_persons_own(lab: Lab) -> None:
    own = f"{GNOME_PATH}/custom0/"
    lab.run("gsettings", "set", GNOME_LIST, "custom-keybindings", f"['{own}']")
    for _again in range(2):
        gnome(lab, TOGGLE, key("Ctrl+Alt+P"))
        gnome(lab, LOOKED, key("Super+F9"))
    toggle, looked = f"{GNOME_PATH}/presence-toggle/", f"{GNOME_PATH}/presence-looked/"
    assert listed(lab) == f"['{own}', '{toggle}', '{looked}']"
    one = f"{GNOME_LIST}.custom-keybinding:{looked}"
    assert lab.run("gsettings", "get", one, "binding").stdout.strip() == "'<Super>F9'"
    assert lab.run("gsettings", "get", one, "command").stdout.strip() == "'presence slip'"


def test_gnome_takes_the_first_key_of_a_person(lab: Lab) -> None:
    gnome(lab, TOGGLE, key("Ctrl+Alt+P"))
    assert listed(lab) == f"['{GNOME_PATH}/presence-toggle/']"
