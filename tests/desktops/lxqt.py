"""LXQt's notification server beside a panel with a tray, without which nothing comes later."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.desktop import WATCHER, Desktop
from tests.desktops.dunst import XFCE_PANEL
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Box, Screen

NEW = "[General]\n__userfile__=true\n"


class Lxqt(Desktop):
    """A window manager, lxqt-notificationd and Xfce's panel."""

    server: Program

    def start(self) -> None:
        self.lab.env["XDG_CURRENT_DESKTOP"] = "LXQt"
        self.file = self.lab.config / "lxqt" / "notifications.conf"
        self.lab.spawn("openbox")
        channels = self.lab.config / "xfce4" / "xfconf" / "xfce-perchannel-xml"
        channels.mkdir(parents=True)
        (channels / "xfce4-panel.xml").write_text(XFCE_PANEL)
        self.tray = Box(0, 0, self.screen.grab().width, 34)
        empty = self.screen.grab()
        self.lab.spawn("xfce4-panel", "--disable-wm-check")
        self.lab.wait_for_name(WATCHER)
        wait_until(lambda: empty.changed(self.screen.grab(), self.tray) > 5000, 10, "the panel")
        self.start_server()

    def start_server(self) -> None:
        """lxqt-notificationd comes, as it would when it is started again."""
        self.server = self.lab.spawn("lxqt-notificationd")
        self.lab.wait_for_name(NOTIFICATIONS)

    def end_server(self) -> None:
        """lxqt-notificationd goes; its switch stays."""
        self.server.end()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "the server's end")

    def setting(self) -> str:
        return self.file.read_text()

    def mute_by_hand(self) -> None:
        self._write(f"{NEW}doNotDisturb=true\n")

    def unmute_by_hand(self) -> None:
        self._write(f"{NEW}doNotDisturb=false\n")

    def as_new(self) -> None:
        self._write(NEW)

    def _write(self, text: str) -> None:
        """As Qt writes its settings: another file in the place of the old one."""
        draft = self.file.with_name("draft")
        draft.write_text(text)
        os.replace(draft, self.file)


@contextmanager
def lxqt() -> Iterator[Lxqt]:
    """LXQt's notifications, up in a second."""
    with Lab("lxqt") as lab:
        desktop = Lxqt(lab, Screen(lab))
        desktop.start()
        yield desktop
