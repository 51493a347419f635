"""A real X server, the person's keyboard, and somebody who wants keys."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from presence.core.keys.hotkey import HotkeyAction
from presence.desktop.hotkey.hotkeys import Holder, Hotkeys
from tests.desktop.conftest import bus, connection, services

__all__ = ["bus", "connection", "services"]


class XServer:
    """An Xvfb of our own."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        with (folder / "Xvfb.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig", "TERM", "Xvfb", "-displayfd", str(write)),
                    *("-screen", "0", "320x200x24", "-nolisten", "tcp", "-noreset"),
                ],
                stdout=log,
                stderr=log,
                pass_fds=(write,),
            )
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f":{answer.readline().strip()}"

    def press(self, *keys: str) -> None:
        """The person presses keys, by their X names."""
        self.run("xdotool", "key", "--delay", "20", *keys)

    def run(self, *command: str) -> None:
        subprocess.run(command, check=True, env={**os.environ, "DISPLAY": self.display})

    def kill(self) -> None:
        """The server crashes."""
        self._process.kill()
        self._process.wait(5)


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
