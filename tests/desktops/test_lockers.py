"""The lockers of real desktops: each is heard when it locks, asked when it has, and let go of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst
from tests.desktops.gnome_lock import GnomeWithLock
from tests.desktops.lab import ROOT, VENV
from tests.desktops.plasma import Plasma
from tests.desktops.programs import Program, wait_until

PROGRAM = Path(__file__).with_name("screen_program.py")


@dataclass(frozen=True)
class Locker:
    """A desktop with its locker running."""

    desktop: Desktop
    lock: Callable[[], object]
    unlock: Callable[[], object]

    def watched(self) -> "Watched":
        """Start to watch the screen."""
        lab = self.desktop.lab
        env = {"PYTHONPATH": str(ROOT)}
        return Watched(lab.spawn(VENV / "python", PROGRAM, name="sight", env=env))


@dataclass(frozen=True)
class Watched:
    """What is known of the screen, from the first answer on."""

    program: Program

    def comes_to_know(self, *sights: str) -> None:
        """Wait until just these were told, in this order."""
        what = " and then ".join(sights)
        wait_until(lambda: self.program.output.split() == list(sights), 10, what)


@pytest.fixture
def mate_saver(dunst: Dunst) -> Locker:
    lab = dunst.lab
    lab.spawn("mate-screensaver", "--no-daemon")
    lab.wait_for_name("org.mate.ScreenSaver")
    command = "mate-screensaver-command"
    return Locker(
        dunst, lambda: lab.run(command, "--lock"), lambda: lab.run(command, "--deactivate")
    )


@pytest.fixture
def cinnamon_saver(dunst: Dunst) -> Locker:
    lab = dunst.lab
    saver = lab.spawn("cinnamon-screensaver", "--hold")
    lab.wait_for_name("org.cinnamon.ScreenSaver")
    # It goes only with the password, or when it crashes.
    return Locker(dunst, lambda: lab.run("cinnamon-screensaver-command", "--lock"), saver.kill)


@pytest.fixture
def kde(plasma: Plasma) -> Locker:
    lab, name = plasma.lab, "org.freedesktop.ScreenSaver"
    server = lab.spawn("ksmserver")
    lab.wait_for_name(name)

    def lock() -> None:
        lab.call(name, "/org/freedesktop/ScreenSaver", f"{name}.Lock")

    return Locker(plasma, lock, server.kill)  # likewise


@pytest.fixture
def gnome_shell(gnome_with_lock: GnomeWithLock) -> Locker:
    return Locker(gnome_with_lock, gnome_with_lock.lock_screen, gnome_with_lock.unlock_screen)


@pytest.fixture(params=["mate_saver", "cinnamon_saver", "kde", "gnome_shell"])
def locker(request: pytest.FixtureRequest) -> Locker:
    """Each of them in turn."""
    locker: Locker = request.getfixturevalue(request.param)
    return locker


def test_a_lock_is_heard_and_found_by_asking_and_over_when_the_locker_goes(locker: Locker) -> None:
    watching = locker.watched()
    watching.comes_to_know("in_sight")
    locker.lock()
    watching.comes_to_know("in_sight", "out_of_sight")
    late = locker.watched()
    late.comes_to_know("out_of_sight")
    locker.unlock()
    late.comes_to_know("out_of_sight", "in_sight")
    watching.comes_to_know("in_sight", "out_of_sight", "in_sight")
