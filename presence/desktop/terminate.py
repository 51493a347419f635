"""Signals that ask the program to end, as a Qt signal: nothing polls for them."""

import contextlib
import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Termination(QObject):
    """Emits ``requested`` on the Qt loop for SIGINT, SIGTERM and SIGHUP.

    Python runs a signal's handler only between two of its own instructions, and an idle Qt loop
    has none; the number written to a pipe (``signal.set_wakeup_fd``) wakes the loop.
    """

    requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = os.pipe()
        for descriptor in (self._reading, self._writing):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in _ENDING:
            signal.signal(number, _ignore)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def leave(self) -> bool:
        """No loop listens from here on: such a signal ends the process; whether one has come."""
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        return self._has_come()

    def _on_signal(self) -> None:
        if self._has_come():
            self.requested.emit()

    def _has_come(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            return any(number in _ENDING for number in os.read(self._reading, 64))
        return False


def _ignore(_number: int, _frame: object) -> None:
    """The handler that makes Python write the number to the pipe, and does nothing else."""
