"""A private bus without any service on it, and services that it would start."""

from pathlib import Path

import pytest

from tests.desktop_mute.conftest import bus, services

__all__ = ["bus", "services", "started"]

STARTABLE = (
    "org.mpris.MediaPlayer2.mpv",
    "org.freedesktop.ScreenSaver",
    "org.freedesktop.PowerManagement",
    "org.gnome.SessionManager",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
)


@pytest.fixture
def started(services: Path) -> Path:
    """A file that is there once the bus was made to start any of them; name it before ``bus``."""
    trace = services.parent / "started"
    for name in STARTABLE:
        (services / f"{name}.service").write_text(
            f"[D-BUS Service]\nName={name}\nExec=/usr/bin/touch {trace}\n"
        )
    return trace
