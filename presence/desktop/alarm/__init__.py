"""How one is woken at an instant of the wall clock: a file for each way, the surest one first."""

import logging

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.desktop.alarm.signalling import SignallingAlarm

logger = logging.getLogger(__name__)


def find_alarm(clock: Clock, parent: QObject | None = None) -> SignallingAlarm:
    """The best alarm that this system has; its ``fired`` goes to the engine's ``on_alarm``."""
    from presence.desktop.alarm.timerfd import TimerfdAlarm, has_timerfd  # Linux alone has them

    if has_timerfd():
        try:
            return TimerfdAlarm(parent)
        except OSError:
            logger.warning("no timerfd, so a timer looks at the clock instead", exc_info=True)
    from presence.desktop.alarm.coarse import CoarseAlarm

    return CoarseAlarm(clock, parent)
