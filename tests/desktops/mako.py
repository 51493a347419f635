"""mako on sway, with a mode that hides everything or as it comes."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktops.desktop import Desktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.wayland import WaylandScreen

MODE = "do-not-disturb"
HIDES = f"[mode={MODE}]\ninvisible=1\n"


class Mako(Desktop):
    """sway and mako."""

    server: Program

    def start(self, config: str = HIDES) -> None:
        self.config = self.lab.config / "mako" / "config"
        self.config.parent.mkdir()
        if config:
            self.config.write_text(config)
        self.start_server()

    def start_server(self) -> None:
        """mako comes, as it would when it is started again."""
        self.server = self.lab.spawn("mako")
        self.lab.wait_for_name(NOTIFICATIONS)

    def end_server(self) -> None:
        """mako goes, and with it its modes."""
        self.server.end()
        wait_until(lambda: not self.lab.has_name(NOTIFICATIONS), 5, "mako's end")

    def setting(self) -> str:
        return self.lab.run("makoctl", "mode").stdout.replace("\n", " ").strip()

    def mute_by_hand(self) -> None:
        self.lab.run("makoctl", "mode", "-a", MODE)

    def unmute_by_hand(self) -> None:
        self.lab.run("makoctl", "mode", "-r", MODE)
        self.close_all()

    def close_all(self) -> None:
        self.lab.run("makoctl", "dismiss", "--all")


@contextmanager
def mako(config: str = HIDES) -> Iterator[Mako]:
    """sway and mako, up in half a second."""
    with Lab("mako") as lab:
        desktop = Mako(lab, WaylandScreen(lab))
        desktop.start(config)
        yield desktop
