"""Goes through long work piece by piece, so that a start, a click or a key never waits for it."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, PresenceError, Refused

TOGETHER_MS = 5  # pieces that are this short together take one turn of the loop
TOLD_MS = 200  # between two words of how far it is
BETWEEN_MS = 1  # what waits for the log in other processes comes in between


class Work(QObject):
    """One at a time; what is short enough is done before ``run`` returns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: InPieces[None] | None = None
        self._told: Callable[[int, int], None] = _to_nobody
        self._failed: Callable[[PresenceError], None] = _raise
        self._since_told = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def run(
        self,
        steps: InPieces[None],
        failed: Callable[[PresenceError], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        """Begin; ``told`` hears how many entries are done, ``failed`` why it could not be done."""
        if self._steps is not None:
            failed(Refused(ErrorCode.IMPORT_RUNNING))
            return
        self._steps, self._failed, self._told = steps, failed, told or _to_nobody
        self._since_told.start()
        self._go_on()

    @property
    def is_running(self) -> bool:
        """There is something to go on with."""
        return self._steps is not None

    def stop(self) -> None:
        """Take back what is done of it, between the events of the app as well."""
        if self._steps is not None:
            steps = self._steps
            self._attempt(lambda: steps.throw(Refused(ErrorCode.IMPORT_STOPPED)))

    def close(self) -> None:
        """Leave it: what is half done is settled by the next opening of the log."""
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _go_on(self) -> None:
        steps, spent = self._steps, QElapsedTimer()
        spent.start()
        while steps is not None and self._steps is steps:
            self._attempt(lambda: next(steps))
            if spent.elapsed() >= TOGETHER_MS:
                break
        if self._steps is not None:
            self._timer.start(BETWEEN_MS)

    def _attempt(self, go: Callable[[], tuple[int, int]]) -> None:
        try:
            done = go()
        except StopIteration:
            self._steps = None
        except PresenceError as error:
            self._steps = None
            self._failed(error)
        except BaseException:
            self._steps = None
            raise
        else:
            if self._since_told.elapsed() >= TOLD_MS:
                self._since_told.restart()
                self._told(*done)


def _to_nobody(_done: int, _of: int) -> None:
    """Nobody looks."""


def _raise(error: PresenceError) -> None:
    raise error
