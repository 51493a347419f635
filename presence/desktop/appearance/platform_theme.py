"""Keeps Qt from loading the theme plug-in of GTK desktops, which doubles the memory."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "QT_QPA_PLATFORMTHEME"
BUILT_IN = "generic"  # QGenericUnixTheme: tray and fonts, no GTK


@contextmanager
def without_desktop_theme() -> Iterator[None]:
    """Construct the QApplication in here; the environment is put back for child processes.

    Qt takes libqgtk3 on GNOME, Xfce, MATE, Cinnamon and others, also where the variable names a
    plug-in that it cannot find. Plasma's theme is built in and small, and is left alone.
    """
    if sys.platform != "linux" or has_own_theme():
        yield
        return
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = BUILT_IN
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def has_own_theme() -> bool:
    """Whether Qt reads this desktop's fonts and colours by itself (Plasma's kdeglobals)."""
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    wanted = os.environ.get(VARIABLE, "kde").lower()
    return "KDE" in desktops and not wanted.startswith(("gtk", "gnome"))


def has_native_style() -> bool:
    """Whether the system has a style of its own that people expect (Windows, macOS)."""
    return sys.platform in {"win32", "darwin"}
