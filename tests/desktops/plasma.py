"""KDE Plasma with the panel that a new user gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desktops.desktop import WATCHER, Desktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Box, Screen


class Plasma(Desktop):
    """KDE Plasma on X11 with the panel a new user gets."""

    opens_with_a_choice = False
    is_watched = True  # Plasma says in the middle of the screen, for a moment, what was toggled
    shell: Program

    def start(self) -> None:
        self.lab.env.update(
            XDG_CURRENT_DESKTOP="KDE",
            XDG_SESSION_TYPE="x11",
            KDE_FULL_SESSION="true",
            KDE_SESSION_VERSION="5",
            DESKTOP_SESSION="plasma",
            QT_QUICK_BACKEND="software",
            QT_LOGGING_RULES="kf.solid*=false",
        )
        # What the bus starts for Plasma needs the display too.
        self.lab.run("dbus-update-activation-environment", "--all")
        self.lab.spawn(*Path("/usr/lib").glob("*/libexec/kactivitymanagerd"))
        self.lab.spawn("kwin_x11")
        self.start_panel()
        frame = self.screen.grab().frame
        # From right to left: show desktop, clock (it changes), the tray.
        self.tray = Box(frame.width // 2, frame.height - 48, frame.width - 160, frame.height)

    def start_panel(self) -> None:
        """The shell comes: wallpaper, panel and notifications."""
        self.shell = self.lab.spawn("plasmashell", "--no-respawn")
        self.lab.wait_for_name(NOTIFICATIONS, 40)
        self.lab.wait_for_name(WATCHER, 20)
        component = "/component/plasmashell", "org.kde.kglobalaccel.Component.shortcutNames"
        wait_until(
            lambda: "disturb" in self.lab.call("org.kde.kglobalaccel", *component, check=False),
            30,
            "the notifications of Plasma",
        )
        self.screen.settled(1.0, 15)

    def end_panel(self) -> None:
        """The shell crashes."""
        self.shell.kill()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "the shell's end")

    def setting(self) -> str:
        file = self.lab.config / "plasmanotifyrc"
        stored = file.read_text() if file.exists() else "no file"
        lines = [line for line in stored.splitlines() if "Until" in line or "DoNotDisturb" in line]
        return f"Inhibited {self.inhibited} {lines}"

    @property
    def inhibited(self) -> bool:
        """Whether Plasma says that notifications are held back, by whomever."""
        path, get = "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties.Get"
        return "true" in self.lab.call(NOTIFICATIONS, path, get, NOTIFICATIONS, "Inhibited")

    def mute_by_hand(self) -> None:
        self._toggle(True)

    def unmute_by_hand(self) -> None:
        self._toggle(False)

    def _toggle(self, wanted: bool) -> None:
        if self.inhibited != wanted:
            before = self.screen.settled(seconds=10.0 if self.is_watched else 0.0)
            method = "org.kde.kglobalaccel.Component.invokeShortcut"
            shortcut = "toggle do not disturb"
            self.lab.call("org.kde.kglobalaccel", "/component/plasmashell", method, shortcut)
            wait_until(lambda: self.inhibited == wanted, 5, "do-not-disturb")
            if self.is_watched:
                self._changes_from(before, 1.5)
                wait_until(lambda: not self._differs(before), 8, "the end of Plasma's word")


@contextmanager
def plasma() -> Iterator[Plasma]:
    """KDE Plasma, up in five seconds."""
    with Lab("plasma") as lab:
        desktop = Plasma(lab, Screen(lab, 1280, 800))
        desktop.start()
        desktop.remember_panel()
        yield desktop
