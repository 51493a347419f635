"""dunst, without any panel or with Xfce's."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.desktop import WATCHER, Desktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Box, Screen

XFCE_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="hide-new-items" type="bool" value="false"/>
    </property>
  </property>
</channel>
"""


class Dunst(Desktop):
    """A window manager and dunst: a desktop without any panel."""

    server: Program

    def start(self) -> None:
        self.lab.spawn("openbox")
        self.start_server()

    def start_server(self) -> None:
        """dunst comes, as it would when it is started again."""
        self.server = self.lab.spawn("dunst")
        self.lab.wait_for_name(NOTIFICATIONS)

    def end_server(self) -> None:
        """dunst goes, and with it what it was told."""
        self.server.end()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "dunst's end")

    def setting(self) -> str:
        return self.lab.run("dunstctl", "is-paused").stdout.strip()

    def mute_by_hand(self) -> None:
        self.lab.run("dunstctl", "set-paused", "true")

    def unmute_by_hand(self) -> None:
        self.lab.run("dunstctl", "set-paused", "false")
        self.close_all()

    def close_all(self) -> None:
        self.lab.run("dunstctl", "close-all")


class DunstXfce(Dunst):
    """dunst, and Xfce's panel with a tray and nothing else."""

    panel: Program

    def start(self) -> None:
        channels = self.lab.config / "xfce4" / "xfconf" / "xfce-perchannel-xml"
        channels.mkdir(parents=True)
        (channels / "xfce4-panel.xml").write_text(XFCE_PANEL)
        super().start()

    def start_panel(self) -> None:
        """The panel comes, as at login."""
        self.tray = Box(0, 0, self.screen.grab().width, 34)
        empty = self.screen.grab()
        self.panel = self.lab.spawn("xfce4-panel", "--disable-wm-check")
        self.lab.wait_for_name(WATCHER)
        wait_until(lambda: empty.changed(self.screen.grab(), self.tray) > 5000, 10, "the panel")

    def end_panel(self) -> None:
        """The panel crashes."""
        self.panel.kill()
        wait_until(lambda: not self.lab.has_name(WATCHER), 5, "the panel's end")


@contextmanager
def dunst() -> Iterator[Dunst]:
    """A desktop without a panel, up in half a second."""
    with Lab("dunst") as lab:
        desktop = Dunst(lab, Screen(lab))
        desktop.start()
        yield desktop


@contextmanager
def dunst_xfce(with_panel: bool = True) -> Iterator[DunstXfce]:
    """dunst and a real panel, up in a second; the panel comes later without ``with_panel``."""
    with Lab("dunst-xfce") as lab:
        lab.env["XDG_CURRENT_DESKTOP"] = "XFCE"
        desktop = DunstXfce(lab, Screen(lab))
        desktop.start()
        if with_panel:
            desktop.start_panel()
            desktop.remember_panel()
        yield desktop
