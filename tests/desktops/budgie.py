"""Budgie with the panel that a new user gets."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.desktop import Desktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Screen

NAME = "org.budgie_desktop.Notifications"
PATH = "/org/budgie_desktop/Notifications"
INTERFACE = "org.buddiesofbudgie.budgie.Dispatcher"


class Budgie(Desktop):
    """Budgie's panel, and its daemon that draws the notifications, on X11."""

    server: Program

    def start(self) -> None:
        self.lab.env.update(XDG_CURRENT_DESKTOP="Budgie:GNOME", XDG_SESSION_TYPE="x11")
        # What the bus starts for Budgie needs the display too.
        self.lab.run("dbus-update-activation-environment", "--all")
        # Not budgie-wm: without a graphics card it leaves out a popup in thirty.
        self.lab.spawn("openbox")
        self.lab.spawn("budgie-panel")
        self.start_server()
        self.screen.settled(1.0, 15)

    def start_server(self) -> None:
        """The daemon comes, as it would when it is started again."""
        self.server = self.lab.spawn("budgie-daemon")
        self.lab.wait_for_name(NOTIFICATIONS, 30)

    def end_server(self) -> None:
        """The daemon crashes, and with it goes what it was told."""
        self.server.kill()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "the daemon's end")

    def setting(self) -> str:
        return self.lab.call(NAME, PATH, f"{INTERFACE}.GetDoNotDisturb")

    def mute_by_hand(self) -> None:
        self._toggle(True)

    def unmute_by_hand(self) -> None:
        self._toggle(False)

    def _toggle(self, wanted: bool) -> None:
        if ("true" in self.setting()) is not wanted:
            self.lab.call(NAME, PATH, f"{INTERFACE}.ToggleDoNotDisturb")


@contextmanager
def budgie() -> Iterator[Budgie]:
    """Budgie, up in two seconds."""
    with Lab("budgie") as lab:
        desktop = Budgie(lab, Screen(lab))
        desktop.start()
        yield desktop
