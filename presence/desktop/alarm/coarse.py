"""A timer that looks at the wall clock at least once an hour: for systems without timerfd.

Qt's timers count a clock that stands still while the computer sleeps and that does not follow when
the wall clock is set, so a long wait is cut into pieces, and the clock is asked after each.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer

from presence.core.clock import Clock
from presence.desktop.alarm.signalling import SignallingAlarm

LONGEST_WAIT = timedelta(hours=1)
MILLISECOND = timedelta(milliseconds=1)


class CoarseAlarm(SignallingAlarm):
    """Waits with a QTimer; a clock that was set, or a sleep, is noticed within ``longest_wait``."""

    def __init__(
        self, clock: Clock, parent: QObject | None = None, longest_wait: timedelta = LONGEST_WAIT
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._longest_wait = longest_wait
        self._at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # Qt's default may be 5 % early or late: three minutes in an hour.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)

    def arm(self, at: datetime | None) -> None:
        self._at = at
        if at is None:
            self._timer.stop()
            return
        wait = min(max(at - self._clock.now(), timedelta()), self._longest_wait)
        self._timer.start(-(-wait // MILLISECOND))  # rounded up, so as not to come early

    def look_again(self) -> None:
        if self._at is not None:
            self._at = None  # whatever the clock says by then
            self._timer.start(0)

    def _on_timeout(self) -> None:
        if self._at is not None and self._clock.now() < self._at:
            self.arm(self._at)
            return
        self._at = None
        self.fired.emit()
