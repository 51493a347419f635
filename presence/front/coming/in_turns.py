"""Goes through something long a few milliseconds at each turn of the loop."""

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from presence.core.errors import PresenceError

TOGETHER_MS = 4
BETWEEN_MS = 1

Result = TypeVar("Result")


class InTurns(QObject, Generic[Result]):
    """``done`` gets the result, ``failed`` why it could not be; one of them once, and later."""

    def __init__(
        self,
        steps: Generator[None, None, Result],
        done: Callable[[Result], None],
        failed: Callable[[OSError | PresenceError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._done = done
        self._failed = failed
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(BETWEEN_MS)

    def close(self) -> None:
        """Leave it as it is; nobody is told."""
        self._timer.stop()
        self._steps.close()
        self.deleteLater()

    def _go_on(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        try:
            while spent.elapsed() < TOGETHER_MS:
                next(self._steps)
        except StopIteration as ended:
            self.close()
            self._done(ended.value)
        except (OSError, PresenceError) as fault:
            self.close()
            self._failed(fault)
