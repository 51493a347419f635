"""How one is woken at an instant of the wall clock: a file for each way, the surest one first."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.desktop.alarm.signalling import SignallingAlarm

logger = logging.getLogger(__name__)


def find_alarm(clock: Clock, parent: QObject | None = None) -> SignallingAlarm:
    """The best alarm that this system has; its ``fired`` goes to the engine's ``on_alarm``."""
    return LateAlarm(lambda: _best_alarm(clock), parent)


class LateAlarm(SignallingAlarm):
    """An alarm that is made when there is something to wake for.

    Told to look again, it does so even if it is armed anew before the loop's next turn.
    """

    def __init__(self, make: Callable[[], SignallingAlarm], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._alarm: SignallingAlarm | None = None
        self._is_armed = False
        self._is_to_look = False

    def arm(self, at: datetime | None) -> None:
        if self._alarm is None:
            if at is None:
                return
            self._alarm = self._make()
            self._alarm.fired.connect(self._on_fired)
        self._is_armed = at is not None
        self._alarm.arm(at)
        if self._is_to_look:
            self.look_again()

    def look_again(self) -> None:
        self._is_to_look = self._is_armed
        if self._alarm is not None:
            self._alarm.look_again()

    def _on_fired(self) -> None:
        self._is_armed = self._is_to_look = False
        self.fired.emit()


def _best_alarm(clock: Clock) -> SignallingAlarm:
    from presence.desktop.alarm.timerfd import TimerfdAlarm, has_timerfd  # Linux alone has them

    if has_timerfd():
        try:
            return TimerfdAlarm()
        except OSError:
            logger.warning("no timerfd, so a timer looks at the clock instead", exc_info=True)
    from presence.desktop.alarm.coarse import CoarseAlarm

    return CoarseAlarm(clock)
