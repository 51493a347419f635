"""What one's own phones have noticed, written into the log: live, and afterwards."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from presence.core.engine import Engine
from presence.core.errors import StoreError
from presence.core.frozen import replace
from presence.core.session import Session, Watched
from presence.core.slip import Slip
from presence.core.table.kept_table import KeptTable, kept_table
from presence.core.table.looked import Noted, slip_id_of, with_looks
from presence.core.table.result import table_result
from presence.core.table.seat import DOWN_STATES, Look
from presence.core.table.table import Table

logger = logging.getLogger(__name__)


class Noting:
    """Knows what of a session it has written; each session has its own.

    ``told_before`` are the looks that phones have told of a session already, also to an earlier
    run of the app, ``kept_before`` is what that one has kept of its table. ``hand_in`` writes a
    session that is over with its table, as one change.
    """

    def __init__(
        self,
        engine: Engine,
        keeps_guests: Callable[[], bool],
        told_before: Callable[[str], Mapping[str, Slip]],
        kept_before: Callable[[str], KeptTable | None],
        hand_in: Callable[[Session, KeptTable | None], None],
    ) -> None:
        self._engine = engine
        self._keeps_guests = keeps_guests
        self._told_before = told_before
        self._kept_before = kept_before
        self._hand_in = hand_in
        self._written: dict[str, Slip] = {}
        self._told_earlier: Mapping[str, Slip] | None = None  # not asked for yet
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
        looks = _looks(table, now)
        known = self._known(session, looks)
        noted = with_looks(session, _as_known(looks, session, known), known)
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
        noted = self._noted(table, session, session.ended_at)
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
        noted = self._noted(table, session, at)
        self._written = dict(noted.written)
        return noted.session

    def _noted(self, table: Table, session: Session, until: datetime) -> Noted:
        looks = _looks(table, until)
        return with_looks(session, looks, self._known(session, looks))

    def _known(self, session: Session, looks: Sequence[Look]) -> Mapping[str, Slip]:
        """What was written of these looks; what nobody tells again stays as it is in the log."""
        if not looks:
            return self._written
        if self._told_earlier is None:
            self._told_earlier = self._told_before(session.id)
        ids = {slip_id_of(session.id, look.id) for look in looks}
        again = {each: slip for each, slip in self._told_earlier.items() if each in ids}
        return again | self._written

    def _attempt(self, write: Callable[[], object]) -> bool:
        """Write what was noticed; a full disk costs a look, and neither session nor table."""
        try:
            write()
        except StoreError as error:
            logger.warning("a look at a phone is not written: %s", error.code.value)
            return False
        return True


def _looks(table: Table, until: datetime) -> Sequence[Look]:
    own = (seat for seat in table.seats if seat.phone.is_own)
    return [look for seat in own for look in seat.looks(until)]


def _as_known(looks: Iterable[Look], session: Session, known: Mapping[str, Slip]) -> Iterable[Look]:
    """The looks so far; one that goes on is written once, and then when it is over."""
    for look in looks:
        before = known.get(slip_id_of(session.id, look.id))
        if look.is_open and before is not None:
            yield replace(look, at=before.at, length=before.length)
        else:
            yield look


def _has_lain(table: Table) -> bool:
    """Whether one's own phone was laid down in this session."""
    states = (each.state for seat in table.seats if seat.phone.is_own for each in seat.course)
    return any(state in DOWN_STATES for state in states)
