"""Keys through a real portal: xdg-desktop-portal with Plasma's back end, and KWin on Wayland."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktops.kwin import kwin, press
from tests.desktops.lab import PORTALS, ROOT, SERVICES, VENV, Lab
from tests.desktops.programs import LabError, Program, wait_until

PROGRAM = Path(__file__).with_name("keys_program.py")
CTRL, ALT, KEY_O, KEY_P, KEY_L = 29, 56, 24, 25, 38


@pytest.fixture
def lab() -> Iterator[Lab]:
    with kwin(with_keys=True) as lab:
        lab.env.update(KDE_FULL_SESSION="true", KDE_SESSION_VERSION="5", PYTHONPATH=str(ROOT))
        for file in SERVICES.glob("*.service"):
            if file.name.startswith(PORTALS):
                # The back end has windows of its own, and none is wanted.
                text = file.read_text().replace(
                    "Exec=", "Exec=/usr/bin/env QT_QPA_PLATFORM=offscreen "
                )
                lines = [
                    line for line in text.splitlines() if not line.startswith("SystemdService")
                ]
                (lab.folder / "services" / file.name).write_text("\n".join(lines))
        lab.run("dbus-update-activation-environment", "--all")
        lab.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")
        yield lab


def program(lab: Lab, *keys: str) -> Program:
    """One that holds keys, once Plasma has them on its list."""
    started = lab.spawn(VENV / "python", PROGRAM, *keys)
    names = ["-".join(key.upper().split("+")[:-1]) for key in keys]
    wait_until(
        lambda: all(name in keys_of_plasma(lab) for name in names), 30, "the keys", every=0.2
    )
    return started


def keys_of_plasma(lab: Lab) -> str:
    file = lab.config / "kglobalshortcutsrc"
    text = file.read_text() if file.exists() else ""
    return text.partition("[presence]")[2].partition("\n[")[0]


def presses_until(lab: Lab, started: Program, said: str, *keys: int) -> None:
    """Press until it is heard: KWin takes a moment to grab a key."""

    def heard() -> bool:
        press(lab, *keys)
        return said in started.output

    try:
        wait_until(heard, 15, f"{said!r}", every=0.3)
    except LabError as error:
        raise LabError(f"{error}; it said {started.output!r}") from None


def test_a_key_that_plasma_gives_is_heard_and_stays_given(lab: Lab) -> None:
    first = program(lab, "Ctrl+Alt+P", "Ctrl+Alt+L")
    presses_until(lab, first, "pressed toggle", CTRL, ALT, KEY_P)
    presses_until(lab, first, "pressed looked", CTRL, ALT, KEY_L)
    press(lab, CTRL, ALT, KEY_O)
    first.end()
    assert "refused" not in first.output
    listed = keys_of_plasma(lab)
    second = program(lab, "Ctrl+Alt+P", "Ctrl+Alt+L")
    presses_until(lab, second, "pressed toggle", CTRL, ALT, KEY_P)
    assert keys_of_plasma(lab) == listed  # not once more with every start

    second.end()
    forget = "from presence.desktop.hotkey.bound import find_bound as f; "
    told = lab.run(VENV / "python", "-c", forget + "print([each.let_go() for each in f()])")
    assert told.stdout.strip() == "[True, True]"
    wait_until(lambda: "CTRL" not in keys_of_plasma(lab), 5, "their being forgotten", every=0.2)


def test_another_key_is_given_in_its_place(lab: Lab) -> None:
    first = program(lab, "Ctrl+Alt+P")
    presses_until(lab, first, "pressed toggle", CTRL, ALT, KEY_P)
    first.end()
    second = program(lab, "Ctrl+Alt+O")
    presses_until(lab, second, "pressed toggle", CTRL, ALT, KEY_O)
    count = second.output.count("pressed")
    press(lab, CTRL, ALT, KEY_P)
    press(lab, CTRL, ALT, KEY_L)
    assert second.output.count("pressed") == count


def test_a_key_that_plasma_has_given_to_another_is_told_with_the_next_start(lab: Lab) -> None:
    program(lab, "Alt+F4").end()
    second = lab.spawn(VENV / "python", PROGRAM, "Alt+F4")
    wait_until(lambda: "toggle refused" in second.output, 20, "the refusal")
