"""What one's own phones have noticed, written into the log: live, and afterwards."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from presence.core.engine import Engine
from presence.core.errors import StoreError
from presence.core.frozen import replace
from presence.core.session import Session, Watched
from presence.core.slip import Slip
from presence.core.table.kept_table import KeptTable, kept_table
from presence.core.table.looked import slip_id_of, with_looks
from presence.core.table.result import table_result
from presence.core.table.seat import DOWN_STATES, Look
from presence.core.table.table import Table

logger = logging.getLogger(__name__)


class Noting:
    """Knows what of a session it has written; each session has its own.

    ``kept_before`` is what an earlier run of the app has kept of a session's table, ``hand_in``
    writes a session that is over with its table, as one change.
    """

    def __init__(
        self,
        engine: Engine,
        keeps_guests: Callable[[], bool],
        kept_before: Callable[[str], KeptTable | None],
        hand_in: Callable[[Session, KeptTable | None], None],
    ) -> None:
        self._engine = engine
        self._keeps_guests = keeps_guests
        self._kept_before = kept_before
        self._hand_in = hand_in
        self._written: dict[str, Slip] = {}
        self._last_look = ""
        self._handed_in: KeptTable | None = None
        self._earlier: KeptTable | None = None
        self._has_asked = False

    def shift(self, step: timedelta) -> None:
        """The clock was set by so much, and the session in the log moved with it."""
        self._written = {
            each: replace(slip, at=slip.at + step) for each, slip in self._written.items()
        }

    def kept(self, table: Table | None, session: Session) -> KeptTable | None:
        """What the log is to keep of the table of a session that is over."""
        if table is None or table.session != session.id or session.ended_at is None:
            return None
        result = table_result(table, session.ended_at)
        if not self._has_asked:  # what this run of the app writes itself is no earlier one's
            self._has_asked, self._earlier = True, self._kept_before(session.id)
        self._handed_in = kept_table(result, self._keeps_guests(), self._earlier)
        return self._handed_in

    def write(self, table: Table, session: Session, now: datetime) -> None:
        """The looks of the session in progress."""
        if Watched.PHONE not in session.watched and _has_lain(table):
            self._attempt(lambda: self._engine.note_watched(Watched.PHONE))
            session = self._engine.session or session
        noted = with_looks(session, self._as_written(table, now), self._written)
        if noted.session == session:
            return
        before = {slip.id: slip for slip in session.slips}
        after = {slip.id: slip for slip in noted.session.slips}
        changed = {each for each, slip in after.items() if before.get(each) != slip}
        goes_on = before.keys() == after.keys() and changed == {self._last_look}
        if self._attempt(lambda: self._engine.note_looks(noted.session, goes_on)):
            self._written = dict(noted.written)
            self._last_look = max(changed, key=lambda each: after[each].at, default="")

    def write_afterwards(self, table: Table, session: Session) -> None:
        """The same of one that is over; nothing where no more is known than before.

        What the person took back meanwhile does not come again.
        """
        if session.ended_at is None:
            return
        noted = with_looks(session, _looks(table, session.ended_at), self._written)
        known, kept = self._handed_in, self.kept(table, session)
        if noted.session == session and (kept is None or kept == known):
            return
        told = noted.session
        if _has_lain(table):
            told = replace(told, watched=told.watched | {Watched.PHONE})
        if self._attempt(lambda: self._hand_in(told, kept)):
            self._written = dict(noted.written)
        else:
            self._handed_in = known

    def cut(self, table: Table | None, session: Session, at: datetime) -> Session:
        """A session that ends at that instant, with every look of one's own phones until then."""
        if table is None or table.session != session.id:
            return session
        noted = with_looks(session, _looks(table, at), self._written)
        self._written = dict(noted.written)
        return noted.session

    def _as_written(self, table: Table, now: datetime) -> Iterable[Look]:
        """The looks so far; one that goes on is written once, and then when it is over."""
        for look in _looks(table, now):
            before = self._written.get(slip_id_of(table.session, look.id))
            if look.is_open and before is not None:
                yield replace(look, at=before.at, length=before.length)
            else:
                yield look

    def _attempt(self, write: Callable[[], object]) -> bool:
        """Write what was noticed; a full disk costs a look, and neither session nor table."""
        try:
            write()
        except StoreError as error:
            logger.warning("a look at a phone is not written: %s", error.code.value)
            return False
        return True


def _looks(table: Table, until: datetime) -> Iterable[Look]:
    for seat in table.seats:
        if seat.phone.is_own:
            yield from seat.looks(until)


def _has_lain(table: Table) -> bool:
    """Whether one's own phone was laid down in this session."""
    states = (each.state for seat in table.seats if seat.phone.is_own for each in seat.course)
    return any(state in DOWN_STATES for state in states)
