"""Input on real desktops: each rest and each first input is heard, and nothing in between."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktops import gnome_wayland as gnome_wayland_lab
from tests.desktops import kwin as kwin_lab
from tests.desktops.dunst import DunstXfce
from tests.desktops.gnome import Gnome
from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.mako import Mako
from tests.desktops.plasma import Plasma
from tests.desktops.programs import PATIENCE, Program, wait_until

PROGRAM = Path(__file__).with_name("idle_program.py")
AFTER = 2.0
LATE = 0.5 * PATIENCE  # what may lie between a truth and its telling


@dataclass(frozen=True)
class Touched:
    """A desktop that somebody touches in one way and another."""

    lab: Lab
    told_by: str
    move: Callable[[], object]
    press: Callable[[], object]

    def watched(self) -> "Watched":
        """Start to listen for input."""
        command = (VENV / "python", PROGRAM, str(AFTER))
        return Watched(self.lab.spawn(*command, name="idle", env={"PYTHONPATH": str(ROOT)}))


@dataclass(frozen=True)
class Watched:
    """What is told of input."""

    program: Program

    def says_by_whom(self) -> str:
        """What tells of input here."""
        wait_until(lambda: self.program.output.startswith("by "), 10, "an answer")
        return self.program.output.splitlines()[0].removeprefix("by ")

    def tells(self, number: int, what: str) -> float:
        """Wait for what is told as the third, the fourth …; the instant that it names."""
        wait_until(lambda: len(self.lines) > number, AFTER + 8, what, every=0.02)
        told, at = self.lines[number].split()
        assert told == what
        return float(at)

    @property
    def lines(self) -> list[str]:
        """What was told since it said by whom."""
        return self.program.output.splitlines()[1:]

    @property
    def sleeps(self) -> int:
        """How often its threads have gone to sleep, and so were woken."""
        threads = Path(f"/proc/{self.program.process.pid}/task").iterdir()
        lines = [line for each in threads for line in (each / "status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))


def on_x11(lab: Lab, told_by: str) -> Touched:
    steps = iter(range(200, 300, 7))
    return Touched(
        lab,
        told_by,
        lambda: lab.run("xdotool", "mousemove", str(next(steps)), "300"),
        lambda: lab.run("xdotool", "key", "Shift_L"),
    )


@pytest.fixture
def gnome_shell(gnome_without_tray: Gnome) -> Touched:
    return on_x11(gnome_without_tray.lab, "Mutter")


@pytest.fixture
def xfce_panel(dunst_xfce: DunstXfce) -> Touched:
    return on_x11(dunst_xfce.lab, "XSync")


@pytest.fixture
def plasma_on_x11(plasma: Plasma) -> Touched:
    return on_x11(plasma.lab, "XSync")


@pytest.fixture
def sway(mako: Mako) -> Touched:
    lab = mako.lab
    (ipc,) = (lab.folder / "run").glob("sway-ipc.*")
    return Touched(
        lab,
        "Wayland, org_kde_kwin_idle 1",
        lambda: lab.run("swaymsg", "-s", ipc, "seat", "-", "cursor", "move", "5", "5"),
        lambda: lab.run("wtype", "a"),
    )


@pytest.fixture
def gnome_on_wayland() -> Iterator[Touched]:
    with gnome_wayland_lab.gnome_wayland() as lab:

        def move() -> None:
            gnome_wayland_lab.move_pointer(lab)

        yield Touched(lab, "Mutter", move, move)


@pytest.fixture
def kwin_on_wayland() -> Iterator[Touched]:
    with kwin_lab.kwin() as lab:

        def move() -> None:
            kwin_lab.move_pointer(lab)

        yield Touched(lab, "Wayland, ext_idle_notifier_v1 1", move, move)


DESKTOPS = (
    "gnome_shell",
    "gnome_on_wayland",
    "xfce_panel",
    "plasma_on_x11",
    "kwin_on_wayland",
    "sway",
)


@pytest.fixture(params=DESKTOPS)
def touched(request: pytest.FixtureRequest) -> Touched:
    """Each of them in turn."""
    touched: Touched = request.getfixturevalue(request.param)
    return touched


def test_each_rest_and_each_first_input_is_told_in_time(touched: Touched) -> None:
    touched.move()
    watching = touched.watched()
    assert watching.says_by_whom() == touched.told_by
    last_at = time.time()  # or before it, where the desktop can be asked
    for number, touch in ((0, touched.move), (2, touched.press)):
        rested_at = watching.tells(number, "rested")
        assert time.time() - rested_at < AFTER + LATE
        assert rested_at < last_at + LATE
        time.sleep(0.3)  # GNOME Shell is asked to tell of the first input
        before = watching.sleeps
        time.sleep(1)
        assert watching.sleeps == before, "nothing happens, and nobody is woken"
        first_at = time.time()
        touch()
        last_at = time.time()
        stirred_at = watching.tells(number + 1, "stirred")
        assert time.time() - last_at < LATE
        assert first_at - 0.1 < stirred_at < last_at + LATE
    touch()
    assert len(watching.lines) == 4, "input that follows upon input is not told"


def test_a_shell_that_is_started_again_is_listened_to_again(gnome_shell: Touched) -> None:
    lab = gnome_shell.lab
    watching = gnome_shell.watched()
    watching.tells(0, "rested")
    before = owner(lab)
    lab.spawn("gnome-shell", "--x11", "--unsafe-mode", "--replace", name="again")
    wait_until(lambda: owner(lab) not in {"", before}, 20, "the new shell")
    time.sleep(AFTER + LATE)  # it rests, whatever the new one took for input
    told = len(watching.lines)
    gnome_shell.move()
    watching.tells(told, "stirred")
    watching.tells(told + 1, "rested")
    assert watching.says_by_whom() == "Mutter"


def owner(lab: Lab) -> str:
    """Who has the name of the monitor, "" where nobody has."""
    bus = "org.freedesktop.DBus"
    said = lab.call(bus, "/", f"{bus}.GetNameOwner", "org.gnome.Mutter.IdleMonitor", check=False)
    return said.strip("(),'")
