"""How long the event loop of this process stands still, measured from inside it."""

import time

from PySide6.QtCore import QObject, QTimer


class LoopProbe:
    """A timer that wants to ring every millisecond; what comes between two rings is standstill.

    ``cpu`` is the standstill by the processor time that our own thread used in it, in seconds: what
    other programs take of a busy machine is none of ours. ``wall`` is by the clock, ``turns`` are
    the rings.
    """

    def __init__(self, parent: QObject) -> None:
        self.cpu = self.wall = 0.0
        self.turns = 0
        self._before = self._now()
        self._timer = QTimer(parent)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._ring)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _ring(self) -> None:
        now = self._now()
        self.turns += 1
        self.cpu = max(self.cpu, now[0] - self._before[0])
        self.wall = max(self.wall, now[1] - self._before[1])
        self._before = now

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.thread_time(), time.perf_counter()
