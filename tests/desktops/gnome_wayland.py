"""GNOME Shell as a Wayland compositor without a screen, and a pointer moved from far away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktops.lab import ROOT, VENV, Lab

REMOTE_POINTER = Path(__file__).with_name("remote_pointer.py")


@contextmanager
def gnome_wayland() -> Iterator[Lab]:
    """A lab with GNOME Shell in it, up in three seconds."""
    with Lab("gnome-wayland", as_person=True) as lab:
        lab.env.update(XDG_CURRENT_DESKTOP="GNOME", XDG_SESSION_TYPE="wayland")
        monitor = ("--virtual-monitor", "1024x768")
        lab.spawn("gnome-shell", "--wayland", "--no-x11", "--headless", *monitor)
        lab.wait_for_name("org.gnome.Shell", 30)
        lab.wait_for_name("org.gnome.Mutter.RemoteDesktop", 30)
        yield lab


def move_pointer(lab: Lab) -> None:
    """The person moves the mouse."""
    lab.run(VENV / "python", REMOTE_POINTER, env={"PYTHONPATH": str(ROOT)})
