"""What tells that somebody came back to the computer."""

from PySide6.QtCore import QObject, Signal


class ReturnWatch(QObject):
    """Emits ``returned`` each time somebody comes back, between ``start`` and ``stop``.

    This one never does: for systems on which nobody tells (yet).
    """

    returned = Signal()

    def start(self) -> None:
        """Listen; again is the same as once."""

    def stop(self) -> None:
        """Listen no longer."""
