"""Which way of being started at login serves this desktop."""

import os
import shutil
import sys

from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.null import NullAutostart
from presence.desktop.autostart.program import Program, this_program
from presence.desktop.screen import has_screen

# Window managers that read no autostart entries; in i3's own configuration dex does, if installed.
WITHOUT_ENTRIES = frozenset(
    "awesome bspwm dwl dwm herbstluftwm hyprland i3 labwc mango qtile river spectrwm sway swayfx "
    "wayfire xmonad".split()
)


def find_autostart(home: str = "") -> Autostart:
    """The way of this desktop; ``home`` is one that was named. Nothing is asked or written."""
    program = this_program(home)
    if sys.platform == "win32":
        from presence.desktop.autostart.windows import WindowsAutostart

        return WindowsAutostart(program)
    elif sys.platform == "darwin":
        from presence.desktop.autostart.macos import MacAutostart

        return MacAutostart(program)
    else:
        return _on_linux(program)


def all_ways(home: str = "") -> tuple[Autostart, ...]:
    """Every way that this system has, for who takes all away: it may have been another desktop."""
    if sys.platform in ("win32", "darwin"):
        return (find_autostart(home),)
    from presence.desktop.autostart.systemd_user import SystemdUserAutostart
    from presence.desktop.autostart.xdg import XdgAutostart

    program = this_program(home)
    return (XdgAutostart(program), SystemdUserAutostart(program, has_screen()))


def _on_linux(program: Program) -> Autostart:
    if has_screen() and _reads_entries():
        from presence.desktop.autostart.xdg import XdgAutostart

        return XdgAutostart(program)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.path.isdir(os.path.join(runtime, "systemd")):
        from presence.desktop.autostart.systemd_user import SystemdUserAutostart

        return SystemdUserAutostart(program, has_screen())
    return NullAutostart(program)


def _reads_entries() -> bool:
    """Whether this desktop starts what lies in ~/.config/autostart."""
    # what the desktop calls itself, and those that it is like
    desktops = set(os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":"))
    by_dex = "i3" in desktops and shutil.which("dex") is not None
    return by_dex or not desktops & WITHOUT_ENTRIES
