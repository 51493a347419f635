"""What the phases of a session begin with, seen while it runs: row, lease, switch."""

import time
from collections.abc import Callable, Hashable
from contextlib import suppress

from tests.desktops.switch import Switch
from tests.torture.installed import Installed
from tests.torture.phase import Phase, Scene

NEVER = 4.0  # seconds after which it is struck all the same
BETWEEN_LOOKS = 0.0001


class Marks:
    """As they are now; a phase begins when its mark is another."""

    def __init__(self, app: Installed, switch: Switch) -> None:
        self._app = app
        self._switch = switch
        self._row, self._lease, self._muted = self._row_now(), self._lease_now(), switch.stamp()

    def wait_for(self, scene: Scene, phase: Phase | None) -> None:
        """Until a phase of the scene begins."""
        match phase:
            case Phase.ROW | Phase.ENDING:
                if scene.comes_up:
                    _wait_for(lambda: self._app.listens)
                    self._row = self._row_now()  # it has opened its log, which writes too
                _wait_for(lambda: self._row_now() != self._row)
            case Phase.LEASE | Phase.AFTER:
                _wait_for(lambda: self._lease_now() != self._lease)
            case Phase.MUTED if scene in (Scene.BRING_UP, Scene.START, Scene.LOGIN):
                if self._lease is not None:  # muted from the start, by a run that was cut off
                    _wait_for(lambda: self._lease_now() != self._lease)
                else:
                    _wait_for(lambda: self._switch.stamp() != self._muted)
            case Phase.RESTORED:
                _wait_for(lambda: self._switch.stamp() != self._muted)
            case Phase.THEIRS if scene is Scene.LOGIN:
                _wait_for(lambda: self._app.listens)
            case Phase.THEIRS if scene is not Scene.STOP:
                self.wait_for(scene, Phase.ROW)

    def _row_now(self) -> Hashable:
        with suppress(FileNotFoundError):
            about = self._app.written.stat()
            return about.st_size, about.st_mtime_ns
        return None

    def _lease_now(self) -> Hashable:
        with suppress(FileNotFoundError):
            return self._app.lease_file.stat().st_ino
        return None


def _wait_for(mark: Callable[[], bool]) -> None:
    until = time.monotonic() + NEVER
    while not mark() and time.monotonic() < until:
        time.sleep(BETWEEN_LOOKS)
