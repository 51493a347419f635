"""A real desktop in the place of a fake one, for the contract of the mechanisms."""

import time

from presence.desktop.mute.mechanism import Mechanism
from tests.desktop_mute.muted_desktops import MutedDesktop
from tests.desktops.desktop import Desktop
from tests.desktops.programs import wait_until

HEEDS_WITHIN = 20.0  # seconds on a machine that is busy; half of one on one that is not
LOOK = 1.2  # seconds in which a notification would have come; some take a quarter of one


class RealDesktop(MutedDesktop):
    """It is quiet when its screen shows no notification.

    The lab's bus has to take us: no lab ``as_person`` where the tests run as root.
    """

    def __init__(self, desktop: Desktop, kind: type[Mechanism]) -> None:
        self.desktop = desktop
        self.kind = kind
        super().__init__(desktop.lab.env["DBUS_SESSION_BUS_ADDRESS"])

    def start(self) -> None:
        """As a new user has it."""
        self.desktop.as_new()
        self._let_it_heed(on=False)

    def state(self) -> str:
        """The setting, and what the screen says."""
        return f"{self.desktop.setting()} {'quiet' if self.is_quiet() else 'shown'}"

    def is_quiet(self) -> bool:
        return not self.desktop.shows_notifications(seconds=LOOK)

    def switch(self, on: bool) -> None:
        if on:
            self.desktop.mute_by_hand()
        else:
            self.desktop.unmute_by_hand()
        self._let_it_heed(on)

    def stop(self) -> None:
        """The server goes on, for the next test."""

    def _let_it_heed(self, on: bool) -> None:
        """Until it does what it was told: a look too early would tell of what was before."""
        time.sleep(self.kind.server_delay)
        if not on:
            wait_until(lambda: not self.is_quiet(), HEEDS_WITHIN, "a notification")
