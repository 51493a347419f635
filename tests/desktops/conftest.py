"""Real desktops for the tests in this folder."""

from tests.desktops.fixtures import (
    budgie,
    cinnamon,
    desktop,
    dunst,
    dunst_before_panel,
    dunst_xfce,
    gnome,
    gnome_without_tray,
    mate,
    plasma,
    pytest_runtest_makereport,
    time_limit,
    xfce,
)

__all__ = [
    "budgie",
    "cinnamon",
    "desktop",
    "dunst",
    "dunst_before_panel",
    "dunst_xfce",
    "gnome",
    "gnome_without_tray",
    "mate",
    "plasma",
    "pytest_runtest_makereport",
    "time_limit",
    "xfce",
]
