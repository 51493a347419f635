"""Keys that a desktop keeps for Presence are found and taken away, and nobody else's."""

from collections.abc import Iterator

import pytest

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import read_key
from presence.desktop.hotkey.by_hand import GNOME_LIST, GNOME_PATH, by_hand
from tests.desktops.lab import ROOT, VENV, Lab

FORGET = """\
from presence.desktop.hotkey.bound import find_bound
for bound in find_bound():
    print(bound.place, bound.let_go())
"""


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("bound") as lab:
        lab.env["PYTHONPATH"] = str(ROOT)
        yield lab


def bound_by_hand(lab: Lab, desktop: str) -> None:
    for action, said in ((HotkeyAction.TOGGLE, "Ctrl+Alt+P"), (HotkeyAction.LOOKED, "Super+F9")):
        key = read_key(said)
        assert key is not None
        lab.run("sh", "-eu", "-c", by_hand(action, key, desktop, {}).lines)


def forgotten(lab: Lab) -> list[str]:
    return lab.run(VENV / "python", "-c", FORGET).stdout.splitlines()


def dconf(lab: Lab) -> str:
    return lab.run("dconf", "dump", "/").stdout


def test_gnomes_lines_go_and_the_persons_own_key_stays(lab: Lab) -> None:
    assert forgotten(lab) == []
    bound_by_hand(lab, "GNOME")
    places = [f"dconf {GNOME_PATH}/presence-{what}/ True" for what in ("toggle", "looked")]
    assert forgotten(lab) == places
    assert dconf(lab) == ""

    own = f"{GNOME_PATH}/custom0/"
    lab.run("gsettings", "set", GNOME_LIST, "custom-keybindings", f"['{own}']")
    before = dconf(lab)
    bound_by_hand(lab, "GNOME")
    assert forgotten(lab) == places
    assert dconf(lab) == before


def test_xfces_lines_go_and_the_persons_own_key_stays(lab: Lab) -> None:
    lab.spawn(lab.run("sh", "-c", "ls /usr/lib/*/xfce4/xfconf/xfconfd").stdout.split()[0])
    lab.wait_for_name("org.xfce.Xfconf")
    xfconf = ("xfconf-query", "-c", "xfce4-keyboard-shortcuts")
    own = ("-p", "/commands/custom/<Alt>F9", "-n", "-t", "string", "-s", "presence-of-mind")
    lab.run(*xfconf, *own)
    before = lab.run(*xfconf, "-l", "-v").stdout
    bound_by_hand(lab, "XFCE")
    assert len(forgotten(lab)) == 2
    assert lab.run(*xfconf, "-l", "-v").stdout == before
    assert forgotten(lab) == []
