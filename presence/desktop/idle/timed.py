"""Input where nothing tells of it: a timer for the instant at which it can have rested."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

from presence.desktop.idle.idle_watch import Told

LOOK_AGAIN_MS = 5000  # for the first input after a rest: what tells of it late tells of it exactly
SHORTEST_MS = 50


class TimedInput:
    """An ``idle_watch.Source`` made of a question; an OSError from ``ask`` fails it.

    While there is input it looks once in each span; while there is none, every five seconds.
    """

    def __init__(
        self, name: str, ask: Callable[[], int], look_again_ms: int = LOOK_AGAIN_MS
    ) -> None:
        """``ask`` gives the milliseconds since the last input."""
        self.name = name
        self._ask = ask
        self._look_again_ms = look_again_ms
        self._after_ms = 0
        self._told: Told | None = None
        self._timer: QTimer | None = None

    def start(self, after_ms: int, told: Told) -> None:
        self._after_ms, self._told = after_ms, told
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._look()

    def stop(self) -> None:
        self._told = None
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def _look(self) -> None:
        if self._told is None or self._timer is None:
            return
        try:
            idle = self._ask()
        except OSError as exc:
            self._told.fails(str(exc))
            return
        is_resting = idle >= self._after_ms
        # A coarse timer may be early by a twentieth, and look twice.
        coarse, precise = Qt.TimerType.CoarseTimer, Qt.TimerType.PreciseTimer
        self._timer.setTimerType(coarse if is_resting else precise)
        left = max(self._after_ms - idle, SHORTEST_MS)
        self._timer.start(self._look_again_ms if is_resting else left)
        self._told.idle(idle)
