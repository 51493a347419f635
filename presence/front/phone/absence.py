"""The time in which the computer slept, and no phone was heard: it is not known how they lay."""

from collections.abc import Callable, Collection
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from presence.core.clock import Clock
from presence.core.table.keeper import Keeper
from presence.desktop.sleep.gap import SleepGap

STILL_THERE_MS = 90_000  # whose connection has lived until then was not away
NAP = timedelta(seconds=5)


class Absence(QObject):
    """Silences everybody since the computer fell asleep; ``here`` are those who are connected."""

    def __init__(
        self,
        keeper: Keeper,
        here: Callable[[], Collection[str]],
        clock: Clock,
        gap: SleepGap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._here = here
        self._clock = clock
        self._gap = gap
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STILL_THERE_MS)
        self._timer.timeout.connect(self.hear_again)

    def begin(self) -> None:
        """A session begins: what was before does not matter."""
        self._gap.look()

    def look(self) -> None:
        """Whether the computer slept since it was looked last."""
        slept = self._gap.look()
        table = self._keeper.table
        if slept < NAP or table is None or not self._keeper.is_running:
            return
        since = self._clock.now() - slept
        self._timer.start()
        for seat in table.seats:
            self._keeper.disconnected(seat.phone.id, since)

    def hear_again(self) -> None:
        """Who is still connected was never away."""
        for phone_id in tuple(self._here()):
            self._keeper.connected(phone_id)

    def stop(self) -> None:
        """The session is over, or the app."""
        self._timer.stop()
