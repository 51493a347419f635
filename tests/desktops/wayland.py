"""A Wayland screen without a monitor: sway, and pictures by grim."""

import os

from PySide6.QtGui import QImage

from tests.desktops.lab import SOMEBODY_ELSE, Lab
from tests.desktops.programs import wait_until
from tests.desktops.screen import Picture, Screen

CONFIG = """output HEADLESS-1 resolution {width}x{height} background #336699 solid_color
xwayland disable
"""


class WaylandScreen(Screen):
    """One sway in a lab; it has no pointer, and no windows that could be asked for."""

    def __init__(self, lab: Lab, width: int = 1024, height: int = 768) -> None:
        self._lab = lab
        self._file = lab.folder / "screen.ppm"
        lab.env.update(
            XDG_SESSION_TYPE="wayland",
            XDG_CURRENT_DESKTOP="sway",
            GDK_BACKEND="wayland",
            # No graphics card and no seat.
            WLR_BACKENDS="headless",
            WLR_RENDERER="pixman",
            WLR_LIBINPUT_NO_DEVICES="1",
        )
        folder = lab.config / "sway"
        folder.mkdir()
        (folder / "config").write_text(CONFIG.format(width=width, height=height))
        self.display = self._start(width, height)
        lab.env["WAYLAND_DISPLAY"] = self.display
        wait_until(self._takes_pictures, 10, "a picture")

    def grab(self) -> Picture:
        """The picture as it is now."""
        self._lab.run("grim", "-t", "ppm", self._file)
        image = QImage(str(self._file)).convertToFormat(QImage.Format.Format_RGB32)
        return Picture(image.width(), image.height(), bytes(image.constBits()))

    def hover(self, x: int, y: int) -> None:
        """There is no pointer that could be in the way."""

    def _start(self, width: int, height: int) -> str:
        # It refuses root, and it alone.
        prefix = SOMEBODY_ELSE if os.geteuid() == 0 else ()
        self._lab.spawn(*prefix, "setpriv", "--pdeathsig", "TERM", "sway", name="sway")
        run = self._lab.folder / "run"
        sockets = wait_until(
            lambda: [path.name for path in run.glob("wayland-?")], 10, "sway's socket"
        )
        return sockets[0]

    def _takes_pictures(self) -> bool:
        return self._lab.run("grim", "-t", "ppm", self._file, check=False).returncode == 0
