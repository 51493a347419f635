"""SwayNotificationCenter on sway."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.gsettings import GSettingsDesktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.wayland import WaylandScreen

CONTROL = "org.erikreider.swaync.cc"
PATH = "/org/erikreider/swaync/cc"


class Swaync(GSettingsDesktop):
    """sway and swaync."""

    schema = "org.erikreider.swaync"
    key = "dnd-state"
    path = "/org/erikreider/swaync/dnd-state"
    muted = "true"
    shown = "false"
    server: Program

    def start(self) -> None:
        """swaync comes, as it would when it is started again."""
        self.server = self.lab.spawn("swaync")
        self.lab.wait_for_name(NOTIFICATIONS)
        self.lab.wait_for_name(CONTROL)

    def end_server(self) -> None:
        """swaync goes; its switch stays."""
        self.server.end()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "swaync's end")

    def mute_by_hand(self) -> None:
        self._set(True)

    def unmute_by_hand(self) -> None:
        self._set(False)

    def close_all(self) -> None:
        self.lab.call(CONTROL, PATH, f"{CONTROL}.CloseAllNotifications")

    def _set(self, on: bool) -> None:
        """In its own time it is also written down."""
        self.lab.call(CONTROL, PATH, f"{CONTROL}.SetDnd", str(on).lower())
        wait_until(lambda: self.setting().startswith("true") == on, 5, "the key's change")


@contextmanager
def swaync() -> Iterator[Swaync]:
    """sway and swaync, up in a second."""
    with Lab("swaync") as lab:
        desktop = Swaync(lab, WaylandScreen(lab))
        desktop.start()
        yield desktop
