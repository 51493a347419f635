"""Has each calendar read again when it is time: politely, on waking, and before something begins.

One alarm for all of them. What fails is tried again later and later; the last good copy stays.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure
from presence.desktop.alarm.signalling import SignallingAlarm

logger = logging.getLogger(__name__)

EVERY: Mapping[SourceKind, timedelta] = {
    SourceKind.FILE: timedelta(minutes=30),
    SourceKind.DESKTOP: timedelta(minutes=30),
    SourceKind.AKONADI: timedelta(minutes=30),
    SourceKind.CALDAV: timedelta(minutes=30),
    SourceKind.SUBSCRIPTION: timedelta(hours=1),
}
TOLD_EVERY = timedelta(hours=12)  # where changes are told: the days that are looked at go on
AFTER_A_CHANGE = timedelta(seconds=10)  # between two times that a calendar tells of one
# Last looks before something begins, for it may have been moved: before it is offered, and then.
BEFORE: tuple[timedelta, ...] = (timedelta(minutes=5), timedelta(minutes=1))
FRESH = timedelta(minutes=4)  # younger than that, nobody asks again
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
LONGEST_REQUEST = timedelta(hours=12)  # a server that asks for more is asked again all the same
AT_ONCE = timedelta(seconds=3)  # after waking the network is not there yet


class Fetching(Protocol):
    """Fetches and reads one calendar, and keeps the copy (``front/coming/fetching.py``)."""

    def fetch(self, calendar_id: str, chosen: ChosenCalendar, done: "Done") -> None: ...
    def give_up(self, calendar_id: str) -> None:
        """What is under way for it is neither kept nor told."""

    def is_told_of(self, calendar_id: str) -> bool:
        """Whether its changes are told by themselves, so that nobody need ask for them."""

    def close(self) -> None: ...


Done = Callable[[Failure | None, bool], None]  # why it failed, and whether something is new


@dataclass(slots=True)
class _Turn:
    """When a calendar is asked next."""

    due_at: datetime
    asked_at: datetime | None = None
    failures: int = 0
    is_asking: bool = False
    is_wanted: bool = False  # told to have changed, or the person wants to see what there is


class Refreshing(QObject):
    """``changed`` when a copy is another one, or its trouble is."""

    changed = Signal()

    def __init__(
        self,
        calendars: Callable[[], Mapping[str, ChosenCalendar]],
        fetching: Fetching,
        clock: Clock,
        alarm: SignallingAlarm,
        next_start: Callable[[datetime], datetime | None],
        parent: QObject | None = None,
    ) -> None:
        """``next_start`` is when the next offer after an instant begins, None for none."""
        super().__init__(parent)
        self._calendars = calendars
        self._fetching = fetching
        self._clock = clock
        self._alarm = alarm
        self._next_start = next_start
        self._turns: dict[str, _Turn] = {}
        self._known: dict[str, ChosenCalendar] = {}
        self._is_closed = False
        alarm.fired.connect(self.look)

    def look(self) -> None:
        """Ask those whose time has come; one that was chosen anew at once."""
        if self._is_closed:
            return
        now, chosen = self._clock.now(), self._calendars()
        for calendar_id in [*self._turns]:
            if chosen.get(calendar_id) != self._known.get(calendar_id):
                turn = self._turns.pop(calendar_id)
                if turn.is_asking:
                    self._fetching.give_up(calendar_id)
        self._known = dict(chosen)
        for calendar_id, calendar in chosen.items():
            turn = self._turns.setdefault(calendar_id, _Turn(now))
            if not turn.is_asking and self._due_at(calendar_id, turn, now) <= now:
                self._ask(calendar_id, calendar, turn, now)
        self._arm(now)

    def hurry(self) -> None:
        """The computer woke up, the network is another one: ask again what is not fresh."""
        soon = self._clock.now() + AT_ONCE
        for turn in self._turns.values():
            if turn.asked_at is None or self._clock.now() - turn.asked_at > FRESH or turn.failures:
                turn.due_at = min(turn.due_at, soon)
        self._arm(self._clock.now())

    def ask_all(self) -> None:
        """The person wants to see what there is now."""
        for turn in self._turns.values():
            turn.due_at, turn.is_wanted = self._clock.now(), True
        self.look()

    def on_changed(self, calendar_id: str) -> None:
        """Something in that calendar is another, or nobody will tell of that any more."""
        turn, now = self._turns.get(calendar_id), self._clock.now()
        if turn is None:
            return
        soon = now if turn.asked_at is None else max(now, turn.asked_at + AFTER_A_CHANGE)
        # A server that dies of being asked is not to be started again and again.
        turn.due_at = max(soon, turn.due_at) if turn.failures else soon
        turn.is_wanted = True
        self._arm(now)

    def close(self) -> None:
        """The app goes."""
        self._is_closed = True
        self._alarm.arm(None)
        self._fetching.close()

    def _ask(self, calendar_id: str, calendar: ChosenCalendar, turn: _Turn, now: datetime) -> None:
        turn.is_asking, turn.asked_at, turn.is_wanted = True, now, False
        turn.due_at = now + EVERY[calendar.source]

        def done(failure: Failure | None, is_new: bool) -> None:
            turn.is_asking = False
            if failure is None:
                turn.failures = 0
            else:
                self._wait(turn, failure)
            if is_new:
                self.changed.emit()
            self._arm(self._clock.now())

        self._fetching.fetch(calendar_id, calendar, done)

    def _wait(self, turn: _Turn, failure: Failure) -> None:
        now = self._clock.now()
        wait = min(FIRST_WAIT * 2**turn.failures, LONGEST_WAIT)
        turn.failures = min(turn.failures + 1, 16)
        turn.due_at = now + wait
        if failure.retry_at is not None:
            turn.due_at = max(turn.due_at, min(failure.retry_at, now + LONGEST_REQUEST))
        logger.info("a calendar was not read: %s", failure.trouble.value)

    def _due_at(self, calendar_id: str, turn: _Turn, now: datetime) -> datetime:
        """Its turn, or shortly before the next thing begins, where that is sooner.

        One that tells of its changes is asked for the days ahead alone.
        """
        is_quiet = not (turn.failures or turn.is_wanted) and turn.asked_at is not None
        if is_quiet and turn.asked_at is not None and self._fetching.is_told_of(calendar_id):
            return turn.asked_at + TOLD_EVERY
        start = self._next_start(now)
        if start is None or turn.failures or turn.asked_at is None:
            return turn.due_at
        looks = [start - before for before in BEFORE]
        ahead = [look for look in looks if look - turn.asked_at >= FRESH]
        return min([turn.due_at, *ahead])

    def _arm(self, now: datetime) -> None:
        if self._is_closed:
            return
        instants = [
            self._due_at(calendar_id, turn, now)
            for calendar_id, turn in self._turns.items()
            if not turn.is_asking
        ]
        self._alarm.arm(min(instants, default=None))
