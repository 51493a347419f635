"""A real X server, the person's keyboard, and somebody who wants keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from presence.core.keys.hotkey import HotkeyAction
from presence.desktop.hotkey.hotkeys import Holder, Hotkeys
from tests.desktop.conftest import bus, connection, services
from tests.x_server import XServer

__all__ = ["bus", "connection", "services"]


class Person:
    """Wants keys, and keeps what they do."""

    def __init__(self, holder: Holder) -> None:
        self.pressed: list[HotkeyAction] = []
        self.changes = 0
        self.hotkeys = Hotkeys(lambda: holder)
        self.hotkeys.pressed.connect(self.pressed.append)
        self.hotkeys.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.changes += 1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[XServer]:
    server = XServer(tmp_path)
    yield server
    server.kill()


@pytest.fixture
def people(qapp: QCoreApplication) -> Iterator[list[Person]]:
    """Whoever is put here leaves with the test."""
    made: list[Person] = []
    yield made
    for each in made:
        each.hotkeys.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
