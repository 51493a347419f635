"""Cinnamon with the panel that a new user gets."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.gsettings import GSettingsDesktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import wait_until
from tests.desktops.screen import Box, Screen

PANEL = 40  # pixels


class Cinnamon(GSettingsDesktop):
    """Cinnamon on X11."""

    schema = "org.cinnamon.desktop.notifications"
    key = "display-notifications"
    path = "/org/cinnamon/desktop/notifications/display-notifications"
    muted = "false"
    shown = "true"

    def start(self) -> None:
        self.lab.env.update(XDG_CURRENT_DESKTOP="X-Cinnamon", XDG_SESSION_TYPE="x11")
        # What the bus starts for Cinnamon needs the display too.
        self.lab.run("dbus-update-activation-environment", "--all")
        self.set_key("org.cinnamon", "startup-animation", "false")
        empty = self.screen.grab()
        panel = Box(0, empty.height - PANEL, empty.width, empty.height)
        self.lab.spawn("cinnamon")
        self.lab.wait_for_name(NOTIFICATIONS, 30)
        wait_until(lambda: empty.changed(self.screen.grab(), panel) > 30_000, 20, "the panel")
        self.screen.settled(1.0, 15)


@contextmanager
def cinnamon() -> Iterator[Cinnamon]:
    """Cinnamon, up in four seconds."""
    with Lab("cinnamon") as lab:
        desktop = Cinnamon(lab, Screen(lab))
        desktop.start()
        yield desktop
