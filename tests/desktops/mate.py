"""MATE's notification server, without any panel."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.gsettings import GSettingsDesktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Screen

SERVER = "/usr/lib/mate-notification-daemon/mate-notification-daemon"


class Mate(GSettingsDesktop):
    """A window manager and MATE's daemon."""

    schema = "org.mate.NotificationDaemon"
    key = "do-not-disturb"
    path = "/org/mate/notification-daemon/do-not-disturb"
    muted = "true"
    shown = "false"
    server: Program

    def start(self) -> None:
        self.lab.env["XDG_CURRENT_DESKTOP"] = "MATE"
        # It crashes where MATE's screensaver, which the bus starts for it, finds no display.
        self.lab.run("dbus-update-activation-environment", "--all")
        self.lab.spawn("openbox")
        self.start_server()

    def start_server(self) -> None:
        """The daemon comes; it leaves by itself when nothing was to be shown for half a minute."""
        self.server = self.lab.spawn(SERVER)
        self.lab.wait_for_name(NOTIFICATIONS)

    def end_server(self) -> None:
        """It leaves before its time."""
        self.server.end()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "the server's end")


@contextmanager
def mate() -> Iterator[Mate]:
    """MATE's notifications, up in half a second."""
    with Lab("mate") as lab:
        desktop = Mate(lab, Screen(lab))
        desktop.start()
        yield desktop
