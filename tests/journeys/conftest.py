"""Real desktops for the tests in this folder."""

from tests.desktops.fixtures import (
    desktop,
    dunst,
    dunst_before_panel,
    dunst_xfce,
    gnome,
    gnome_with_lock,
    gnome_without_tray,
    plasma,
    pytest_runtest_makereport,
    time_limit,
)

__all__ = [
    "desktop",
    "dunst",
    "dunst_before_panel",
    "dunst_xfce",
    "gnome",
    "gnome_with_lock",
    "gnome_without_tray",
    "plasma",
    "pytest_runtest_makereport",
    "time_limit",
]
