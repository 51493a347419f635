"""GNOME Shell with its own lock screen; that needs logind and a login manager beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktops.gnome import Gnome
from tests.desktops.lab import Lab
from tests.desktops.logind import MOCK, Logind
from tests.desktops.programs import wait_until
from tests.desktops.screen import Box, Screen

LOGIN_MANAGER = "org.gnome.DisplayManager"
PATH = "/org/gnome/DisplayManager/Manager"
SAVER = "org.gnome.ScreenSaver"
# The shell takes it for the sign that logind is there; the package of systemd makes it.
SEATS = Path("/run/systemd/seats")


class GnomeWithLock(Gnome):
    """The lock screen is the shell's own; the password is taken as typed."""

    def start(self, with_tray: bool = True) -> None:
        SEATS.mkdir(parents=True, exist_ok=True)
        self.logind = Logind(self.lab)
        self._start_login_manager()
        super().start(with_tray)

    def lock_screen(self) -> None:
        """The person presses Super+L."""
        self.lab.call(SAVER, "/org/gnome/ScreenSaver", f"{SAVER}.Lock")
        wait_until(lambda: self.is_locked, 5, "the lock")
        self.screen.settled()

    def unlock_screen(self) -> None:
        """The lock screen goes."""
        self.logind.asks_to_unlock()
        wait_until(lambda: not self.is_locked, 5, "the end of the lock")

    @property
    def is_locked(self) -> bool:
        return "true" in self.lab.call(SAVER, "/org/gnome/ScreenSaver", f"{SAVER}.GetActive")

    @property
    def banner(self) -> str:
        """The title of the notification that stands on the screen."""
        shown = "Main.messageTray._notification"
        return self._js(f"{shown} === null ? '' : {shown}.title").strip('"')

    @property
    def clock_of_lock_screen(self) -> Box:
        """Where the time changes by itself."""
        frame = self.screen.grab().frame
        return Box(0, frame.height // 3, frame.width, frame.height * 2 // 3)

    def _start_login_manager(self) -> None:
        mock = ("/usr/bin/python3", "-m", "dbusmock", "--system", LOGIN_MANAGER, PATH)
        self.lab.spawn(*mock, f"{LOGIN_MANAGER}.Manager", name="login-manager")
        call = ("gdbus", "call", "--system", "-d", LOGIN_MANAGER, "-o", PATH, "-m")
        words = (f"{MOCK}.AddProperty", "--", f"{LOGIN_MANAGER}.Manager", "Version", "<'43.0'>")
        wait_until(
            lambda: self.lab.run(*call, *words, check=False).returncode == 0, 10, "its version"
        )


@contextmanager
def gnome_with_lock() -> Iterator[GnomeWithLock]:
    """GNOME Shell that can be locked, up in three seconds; it has no tray."""
    with Lab("gnome-lock", as_person=True) as lab:
        desktop = GnomeWithLock(lab, Screen(lab))
        desktop.start(with_tray=False)
        yield desktop
