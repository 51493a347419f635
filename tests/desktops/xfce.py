"""Xfce's notification server and its settings, without any panel."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktops.desktop import Desktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.screen import Screen

SWITCH = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")


class Xfce(Desktop):
    """A window manager and xfce4-notifyd; xfconfd comes when it is asked."""

    def start(self) -> None:
        self.lab.env["XDG_CURRENT_DESKTOP"] = "XFCE"
        self.lab.spawn("openbox")
        self.lab.spawn(*Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd"))
        self.lab.wait_for_name(NOTIFICATIONS)

    def setting(self) -> str:
        asked = self.lab.run(*SWITCH, check=False)
        return asked.stdout.strip() if asked.returncode == 0 else "unset"

    def mute_by_hand(self) -> None:
        self.lab.run(*SWITCH, "-n", "-t", "bool", "-s", "true")

    def unmute_by_hand(self) -> None:
        self.lab.run(*SWITCH, "-n", "-t", "bool", "-s", "false")

    def as_new(self) -> None:
        self.lab.run(*SWITCH, "-r", check=False)  # it says so where there is nothing to reset


@contextmanager
def xfce() -> Iterator[Xfce]:
    """Xfce's notifications, up in half a second."""
    with Lab("xfce") as lab:
        desktop = Xfce(lab, Screen(lab))
        desktop.start()
        yield desktop
