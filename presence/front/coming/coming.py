"""What is coming, as the engine, the tray and the notices ask for it."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.core.coming.agenda import (
    ASKED_FOR,
    Entry,
    State,
    due_now,
    entries,
    missed,
    next_change,
    request_for,
)
from presence.core.coming.offer import Offer
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.event import Event, EventKind
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.core.tracker import StartRequest

logger = logging.getLogger(__name__)

AHEAD = timedelta(hours=36)
RENEWED = timedelta(hours=12)  # what is known lies at least a day ahead
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)  # till a log is asked again
QUIET_EVENTS = (EventKind.PHASE, EventKind.MUTE, EventKind.TROUBLE)


class Offers(Protocol):
    """Where offers come from (``front/coming/agenda.py``); reads disk and log, never waits."""

    def offers(self, start: datetime, end: datetime) -> Sequence[Offer]: ...
    def declined(self) -> frozenset[str]: ...


class Coming(QObject):
    """The offers around now and where each stands; implements ``core.ports.Coming``.

    They are read again only when something has changed: the engine asks with every redraw.
    """

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        offers: Offers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._log = log
        self._clock = clock
        self._offers = offers
        self._read_at: datetime | None = None
        self._failures = 0
        self._known: Sequence[Offer] = ()
        self._sessions: Sequence[Session] = ()
        self._declined: frozenset[str] = frozenset()
        self._entries: Sequence[Entry] | None = None  # they hold until the next edge
        self._entries_from = self._entries_until = clock.now()

    def due(self, now: datetime) -> StartRequest | None:
        offer = due_now(self.entries(now), now)
        return None if offer is None else request_for(offer, now)

    def next_change(self, now: datetime) -> datetime | None:
        change = next_change(self.entries(now), now)
        renewed = (self._read_at or now) + RENEWED
        return renewed if change is None else min(change, renewed)

    def entries(self, now: datetime) -> Sequence[Entry]:
        """Everything from a week ago to tomorrow, and where it stands at that instant."""
        if self._read_at is None or not self._read_at <= now < self._read_at + RENEWED:
            self._read(now)
        if self._entries is None or not self._entries_from <= now < self._entries_until:
            self._entries = entries(self._known, self._sessions, self._declined, now)
            self._entries_from = now
            self._entries_until = next_change(self._entries, now) or now + RENEWED
        return self._entries

    def on_event(self, event: Event) -> None:
        if event.what not in QUIET_EVENTS:
            self._read_at = None
            self.changed.emit()

    def shown(self, now: datetime) -> tuple[Entry, ...]:
        """What a menu shows: what is due or coming until tomorrow, and what was missed."""
        found = self.entries(now)
        asked = {offer.key for offer in missed(found, now)}
        return tuple(
            entry
            for entry in found
            if entry.state in (State.DUE, State.COMING)
            or (entry.state is State.MISSED and entry.offer.key in asked)
        )

    def read_again(self) -> None:
        """Calendars, plans, settings or the log have changed."""
        self._read_at = None
        self.tell()

    def look(self) -> None:
        """The same, without a word to anybody; ``tell`` follows in another turn of the loop."""
        self._read_at = None
        self.entries(self._clock.now())

    def tell(self) -> None:
        """What is coming is another."""
        self._engine.on_coming_changed()
        self.changed.emit()

    def _read(self, now: datetime) -> None:
        self._read_at, self._entries = now, None
        try:
            self._known = self._offers.offers(now - ASKED_FOR, now + AHEAD)
            self._declined = self._offers.declined()
            self._sessions = self._log.between(now - ASKED_FOR, now + AHEAD)
        except PresenceError as error:  # what was known is known, and soon it is read again
            wait = min(FIRST_WAIT * 2**self._failures, LONGEST_WAIT)
            self._failures = min(self._failures + 1, 16)
            self._read_at = now - RENEWED + wait
            why = (error.code.value, error.values.get("detail", ""))
            logger.warning("what is coming was not read: %s %s", *why)
        else:
            self._failures = 0
