"""GNOME Shell, with and without a tray."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.desktop import WATCHER
from tests.desktops.gsettings import GSettingsDesktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import LabError, wait_until
from tests.desktops.screen import Box, Screen


class Gnome(GSettingsDesktop):
    """GNOME Shell on X11 with the AppIndicator extension, as Debian and Ubuntu have it."""

    clicks = 2  # the extension opens the menu after one, and activates after two
    extension = "ubuntu-appindicators@ubuntu.com"
    schema = "org.gnome.desktop.notifications"
    key = "show-banners"
    path = "/org/gnome/desktop/notifications/show-banners"
    muted = "false"
    shown = "true"

    def start(self, with_tray: bool = True) -> None:
        self.lab.env.update(XDG_CURRENT_DESKTOP="GNOME", XDG_SESSION_TYPE="x11")
        self.set_key("org.gnome.shell", "welcome-dialog-last-shown-version", "99.0")
        if with_tray:
            self.set_key("org.gnome.shell", "enabled-extensions", f"['{self.extension}']")
        self.set_key("org.gnome.desktop.interface", "enable-animations", "false")
        self._start_shell()
        self._js("Main.overview.hide()")
        if self._js("Main.screenShield == null") == "true":
            # "Screen lock disabled" would stand in the way of every other banner.
            wait_until(lambda: self._js("Main.messageTray.getSources().length") != "0", 3, "banner")
        self.close_all()
        if with_tray:
            self.lab.wait_for_name(WATCHER)
            width = self.screen.grab().width
            self.tray = Box(width * 6 // 10, 0, width, 32)
        wait_until(lambda: self._js("Main.overview.visible") == "false", 5, "the overview's end")
        self.screen.settled()

    def _start_shell(self) -> None:
        """Now and then a child of the shell hangs between fork and exec, and the shell with it.

        Then again, without that child: it would keep the display and the name of the shell.
        """
        for seconds in (20, 20, 60):
            shell = self.lab.spawn("gnome-shell", "--x11", "--unsafe-mode")
            try:
                self._wait_for_shell(seconds)
            except LabError:
                if seconds == 60:
                    raise
                shell.kill_all()
            else:
                return

    def _wait_for_shell(self, seconds: float) -> None:
        for name in ("org.gnome.Shell", NOTIFICATIONS):
            self.lab.wait_for_name(name, seconds)
        started = "!Main.layoutManager._startingUp"
        wait_until(lambda: self._js(started) == "true", seconds, "the shell")

    def close_all(self) -> None:
        self._js("Main.messageTray.getSources().forEach(s => s.destroy())")

    def _js(self, code: str) -> str:
        """What a piece of JavaScript gives in the shell ('' where it fails)."""
        shell = "org.gnome.Shell"
        answer = self.lab.call(shell, "/org/gnome/Shell", f"{shell}.Eval", code, check=False)
        return answer.removeprefix("(true, '").removesuffix("')") if "(true" in answer else ""


@contextmanager
def gnome(with_tray: bool = True, as_person: bool = True) -> Iterator[Gnome]:
    """GNOME Shell, up in three seconds; without its tray extension where ``with_tray`` is false."""
    with Lab("gnome", as_person) as lab:
        desktop = Gnome(lab, Screen(lab))
        desktop.start(with_tray)
        if with_tray:
            desktop.remember_panel()
        yield desktop
