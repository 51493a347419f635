"""What every alarm of this room is: ``core.ports.Alarm`` that fires as a Qt signal."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal


class SignallingAlarm(QObject):
    """One wake-up at an instant of the wall clock; ``fired`` comes from the loop, once an arming.

    It may come early, namely when the clock was set or the computer woke up: whoever listens looks
    at the clock and arms again.
    """

    fired = Signal()

    def arm(self, at: datetime | None) -> None:
        """Fire at ``at`` (by the loop's next turn when past), or never for None."""
        raise NotImplementedError  # abstract: a QObject's metaclass leaves no room for ABC

    def look_again(self) -> None:
        """Fire by the loop's next turn if it is armed: the computer woke up, or its clock was set.

        For those systems and kernels that do not tell the alarm itself.
        """
        raise NotImplementedError  # abstract, as arm
