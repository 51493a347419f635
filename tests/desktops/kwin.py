"""KWin as a Wayland compositor without a screen, and an input that it takes from anybody."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.programs import wait_until

DISPLAY = "wayland-7"
FAKE_INPUT = Path(__file__).with_name("fake_input.py")


@contextmanager
def kwin(with_keys: bool = False) -> Iterator[Lab]:
    """A lab with KWin in it, up in a second; ``with_keys``: programs may ask it for some."""
    with Lab("kwin") as lab:
        lab.env.update(XDG_SESSION_TYPE="wayland", XDG_CURRENT_DESKTOP="KDE")
        # Without the capability of the installed one, which not every container has to give.
        program = shutil.copyfile(shutil.which("kwin_wayland") or "", lab.folder / "kwin_wayland")
        program.chmod(0o755)
        lab.spawn(
            *(program, "--virtual", "--no-lockscreen", "--socket", DISPLAY),
            *(() if with_keys else ("--no-global-shortcuts",)),
            env={"KWIN_COMPOSE": "Q", "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1"},
        )
        wait_until((lab.folder / "run" / DISPLAY).exists, 20, "KWin's socket")
        lab.env["WAYLAND_DISPLAY"] = DISPLAY
        yield lab


def move_pointer(lab: Lab) -> None:
    """The person moves the mouse."""
    lab.run(VENV / "python", FAKE_INPUT, env={"PYTHONPATH": str(ROOT)})


def press(lab: Lab, *keys: int) -> None:
    """The person presses keys together, by the kernel's numbers."""
    lab.run(VENV / "python", FAKE_INPUT, *map(str, keys), env={"PYTHONPATH": str(ROOT)})
