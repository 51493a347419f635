"""After a session: one's own phones that were not heard at its end may hand in what they noticed.

Also to an app that is started anew meanwhile: a file says whom it awaits.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from presence.core.clock import Clock
from presence.core.table.remembered import Awaited
from presence.store.phones.awaited import AwaitedFile

HAND_IN_MS = 15 * 60_000  # for those who are awaited
TAKING_LEAVE_MS = 10_000  # once all of them have come
MILLISECOND = timedelta(milliseconds=1)


class HandIn(QObject):
    """``over`` tells that the time for it is."""

    over = Signal()

    def __init__(self, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = AwaitedFile(folder)
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_over)
        self.is_awaiting = False

    @property
    def is_on(self) -> bool:
        """Whether the session that ended is listened for yet."""
        return self._timer.isActive()

    def begin(self, session_id: str, phones: Sequence[str]) -> None:
        """The session is over, and these are awaited.

        Where nobody is, it is not let go at once all the same: the last words are on their way, and
        an end may be undone.
        """
        self.is_awaiting = bool(phones)
        if phones:
            until = self._clock.now() + HAND_IN_MS * MILLISECOND
            self._file.write(Awaited(session_id, until, tuple(phones)))
        self._timer.start(HAND_IN_MS if phones else TAKING_LEAVE_MS)

    def left_over(self) -> Awaited | None:
        """Whom an app of before awaits yet; ``go_on`` or ``stop`` is to follow."""
        awaited = self._file.read()
        if awaited is None or awaited.until <= self._clock.now():
            self._file.clear()
            return None
        self.is_awaiting = True
        return awaited

    def go_on(self, awaited: Awaited) -> None:
        """For what is left of the time."""
        left = (awaited.until - self._clock.now()) // MILLISECOND
        self._timer.start(max(min(left, HAND_IN_MS), 0))

    def all_came(self) -> None:
        """Nobody is awaited any more; who came last may take the result."""
        self._await_nobody()
        self._timer.start(TAKING_LEAVE_MS)

    def stop(self) -> None:
        """Another session runs, or none is to be handed in to."""
        self._await_nobody()
        self._timer.stop()

    def close(self) -> None:
        """The app goes; that of later goes on."""
        self._timer.stop()

    def _on_over(self) -> None:
        self._await_nobody()
        self.over.emit()

    def _await_nobody(self) -> None:
        if self.is_awaiting:
            self.is_awaiting = False
            self._file.clear()
