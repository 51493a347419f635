"""Judges the events of new copies while the loop goes on, and has what is coming read then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from presence.calendars.agenda import Agenda
from presence.core.clock import Clock
from presence.core.coming.agenda import ASKED_FOR
from presence.front.coming.coming import AHEAD, Coming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence.core.coming.proposal import Judgement
    from presence.front.coming.in_turns import InTurns


class Judging(QObject):
    """Begun anew it leaves what it was at; until it is done what was known before is shown."""

    def __init__(self, agenda: Agenda, coming: Coming, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._coming = coming
        self._clock = clock
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.timeout.connect(coming.tell)
        self._turns: InTurns[Sequence[Judgement]] | None = None

    def begin(self) -> None:
        """There are new copies."""
        from presence.front.coming.in_turns import InTurns  # with the first calendar

        self.close()
        now = self._clock.now()
        steps = self._agenda.judging(now - ASKED_FOR, now + AHEAD)
        self._turns = InTurns(steps, self._on_judged, self._on_judged, self)

    def close(self) -> None:
        self._tell.stop()
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.close()

    def _on_judged(self, _what: object) -> None:
        """Also of a log that could not be read just now: who reads it again says so."""
        self._turns = None
        self._coming.look()
        self._tell.start(0)
