"""The table of the session in progress, joined to the engine: looks go into the log as they come.

And for a while after its end, when a phone hands in what it noticed while nobody heard it.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.event import Event, EventKind
from presence.core.frozen import replace
from presence.core.ports import Alarm
from presence.core.session import Session, Watched
from presence.core.slip import Slip
from presence.core.table.kept_table import KeptTable, kept_table
from presence.core.table.looked import slip_id_of, with_looks
from presence.core.table.phone import Phone, Told
from presence.core.table.result import table_result
from presence.core.table.seat import DOWN_STATES, Look, State
from presence.core.table.table import Table
from presence.core.table.view import TableView, table_view
from presence.core.tracker import Phase

logger = logging.getLogger(__name__)


class Keeper:
    """Takes what phones tell; all calls on the engine's thread.

    ``kept_before`` is what the log holds of a session's table already, ``hand_in`` writes a
    session that is over with its table, as one change.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        alarm: Alarm,
        keeps_guests: Callable[[], bool],
        kept_before: Callable[[str], KeptTable | None],
        find: Callable[[str], Session | None],
        hand_in: Callable[[Session, KeptTable | None], None],
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._alarm = alarm
        self._keeps_guests = keeps_guests
        self._kept_before = kept_before
        self._find = find
        self._hand_in = hand_in
        self._listeners: list[Callable[[], None]] = []
        self._written: dict[str, Slip] = {}
        self._last_look = ""
        self._kind = ""
        self._came_since: set[str] = set()
        self.table: Table | None = None
        self.ended_at: datetime | None = None
        self.is_cancelled = False
        engine.cut_last_look_with(self._with_looks)
        engine.listen(self._on_event)

    def listen(self, listener: Callable[[], None]) -> None:
        """Tell this one whenever the table is another one."""
        self._listeners.append(listener)

    @property
    def is_running(self) -> bool:
        """Whether its session is in progress."""
        session = self._engine.session
        return session is not None and self.table is not None and self.table.session == session.id

    @property
    def own_phones(self) -> Sequence[Phone]:
        """One's own phones at the table."""
        seats = () if self.table is None else self.table.seats
        return [seat.phone for seat in seats if seat.phone.is_own]

    @property
    def awaited(self) -> Sequence[str]:
        """The ids of one's own phones that may know more than we do, once the session is over.

        They were there, have not said goodbye, and were not heard at the end: a page that is not
        seen is suspended. Who has come since is awaited no more.
        """
        seats = () if self.table is None else self.table.seats
        unheard = (State.LOCKED, State.AWAY, State.SILENT)
        return [
            seat.phone.id
            for seat in seats
            if self.was_here(seat.phone.id)
            and not self.is_cancelled
            and seat.phone.id not in self._came_since
            and (seat.state in unheard or seat.silent_since is not None)
        ]

    def was_here(self, phone_id: str) -> bool:
        """Whether this is one's own phone, which has lain at the table and not said goodbye."""
        seat = None if self.table is None else self.table.seat(phone_id)
        gone = (State.LEFT, State.JOINING)
        return seat is not None and seat.phone.is_own and seat.state not in gone

    def view(self, kind_name: Callable[[str], str], shows_looks: bool) -> TableView | None:
        """The table as it is shown; None where there is none and no session runs."""
        session, now = self._engine.session, self._clock.now()
        table = self.table
        if session is not None and not self.is_running:
            table = Table(session.id, session.started_at)
        if table is None:
            return None
        if self.is_cancelled:
            table = replace(table, seats=())
        return table_view(
            table,
            kind_name(self._kind if session is None else session.kind),
            now,
            None if session is None else session.planned_end_at,
            None if session is not None else self.ended_at or now,
            self._engine.phase is Phase.OVER_TIME,
            shows_looks,
        )

    # What phones tell

    def join(self, phone: Phone) -> int:
        """Take a phone to the table; the number of its last word. Refused(NO_TABLE)."""
        session, now = self._engine.session, self._clock.now()
        if session is not None and not self.is_running:
            self._begin(Table(session.id, session.started_at), session.kind)
        table = self.table
        if table is None or (session is None and not self.was_here(phone.id)):
            raise Refused(ErrorCode.NO_TABLE)
        self.table = table.joined(phone, now)
        self._note()
        seat = self.table.seat(phone.id)
        return 0 if seat is None else seat.last_number

    def tell(self, words: Sequence[Told]) -> int:
        """What a phone tells, in any order; the highest number known of it."""
        if self.table is None or not words:
            return 0
        for word in words:
            self.table = self.table.told(word)
        if self.ended_at is not None:  # all that is known afterwards is one change, not two
            self.table = self.table.heard(words[-1].phone)
        self._note()
        seat = self.table.seat(words[-1].phone)
        return 0 if seat is None else seat.last_number

    def connected(self, phone_id: str) -> None:
        """It is heard again."""
        if self.table is not None:
            self.table = self.table.heard(phone_id)
            if self.ended_at is not None:
                self._came_since.add(phone_id)
            self._note()

    def disconnected(self, phone_id: str, at: datetime | None = None) -> None:
        """It is not heard any more, since now or for some time."""
        if self.table is not None:
            self.table = self.table.silent(phone_id, at or self._clock.now())
            self._note()

    def told_the_end(self, phone_ids: Iterable[str]) -> None:
        """These hear the result now: of them only a page that is suspended may know more."""
        for phone_id in phone_ids:
            seat = None if self.table is None else self.table.seat(phone_id)
            if seat is not None and seat.state not in (State.LOCKED, State.AWAY):
                self._came_since.add(phone_id)

    def let_go(self) -> None:
        """Nobody is awaited any more."""
        if not self.is_running:
            self.table, self.ended_at = None, None
            self._written = {}

    def on_alarm(self) -> None:
        """A pick-up has become a look."""
        self._note()

    def kept(self, session: Session) -> KeptTable | None:
        """What the log is to keep of the table of a session that is over."""
        if self.table is None or self.table.session != session.id or session.ended_at is None:
            return None
        result = table_result(self.table, session.ended_at)
        return kept_table(result, self._keeps_guests(), self._kept_before(session.id))

    # Inside

    def _note(self) -> None:
        """Something was told: write what is a look by now, and tell who shows the table."""
        if self.is_running:
            self._write_looks()
        elif self.table is not None and self.ended_at is not None and not self.is_cancelled:
            self._write_afterwards(self.table)
        self._arm()
        self._tell()

    def _write_looks(self) -> None:
        session = self._engine.session
        assert session is not None
        if Watched.PHONE not in session.watched and self._has_lain():
            self._attempt(lambda: self._engine.note_watched(Watched.PHONE))
            session = self._engine.session or session
        noted = with_looks(session, self._as_written(), self._written)
        if noted.session == session:
            return
        before = {slip.id: slip for slip in session.slips}
        after = {slip.id: slip for slip in noted.session.slips}
        changed = {each for each, slip in after.items() if before.get(each) != slip}
        goes_on = before.keys() == after.keys() and changed == {self._last_look}
        if self._attempt(lambda: self._engine.note_looks(noted.session, goes_on)):
            self._written = dict(noted.written)
            self._last_look = max(changed, key=lambda each: after[each].at, default="")

    def _as_written(self) -> Iterable[Look]:
        """The looks so far; one that goes on is written once, and then when it is over."""
        for look in self._looks(self._clock.now()):
            before = self._written.get(slip_id_of(self._session_id, look.id))
            if look.is_open and before is not None:
                yield replace(look, at=before.at, length=before.length)
            else:
                yield look

    def _write_afterwards(self, table: Table) -> None:
        session = self._find(table.session)
        if session is None or session.ended_at is None:
            return
        noted = with_looks(session, self._looks(session.ended_at), self._written)
        kept = self.kept(session)
        changes = noted.session if noted.session != session or self._has_new(session) else None
        if changes is None:
            return
        changes = replace(changes, watched=changes.watched | {Watched.PHONE})
        if self._attempt(lambda: self._hand_in(changes, kept)):
            self._written = dict(noted.written)

    def _has_new(self, session: Session) -> bool:
        """Whether more is known of the phones than the log holds."""
        kept, before = self.kept(session), self._kept_before(session.id)
        return kept is not None and kept != before

    def _with_looks(self, session: Session, at: datetime) -> Session:
        """A session that ends at that instant, with every look of one's own phones until then."""
        if self.table is None or self.table.session != session.id:
            return session
        noted = with_looks(session, self._looks(at), self._written)
        self._written = dict(noted.written)
        return noted.session

    def _looks(self, until: datetime) -> Iterable[Look]:
        seats = () if self.table is None else self.table.seats
        for seat in seats:
            if seat.phone.is_own:
                yield from seat.looks(until)

    def _has_lain(self) -> bool:
        """Whether one's own phone was laid down in this session."""
        seats = () if self.table is None else self.table.seats
        states = (each.state for seat in seats if seat.phone.is_own for each in seat.course)
        return any(state in DOWN_STATES for state in states)

    @property
    def _session_id(self) -> str:
        return "" if self.table is None else self.table.session

    def _begin(self, table: Table | None, kind: str) -> None:
        self.table, self.ended_at, self.is_cancelled = table, None, False
        self._written, self._last_look = {}, ""
        self._kind = kind
        self._came_since.clear()

    def _on_event(self, event: Event) -> None:
        table, session = self.table, self._engine.session
        if table is None or event.what is EventKind.MUTE:
            return
        if event.what is EventKind.CLOCK_SET:
            self.table = table.shifted(event.step)
        elif session is None and self.ended_at is None:
            self._end(table, event)
        elif session is not None and session.id == table.session:
            self.ended_at, self.is_cancelled, self._kind = None, False, session.kind
            self._came_since.clear()
            if session.started_at != table.began_at:
                self.table = table.began(session.started_at)
        elif session is not None:  # one follows at once, or another one was over already
            here = table.handed_over(session.id, session.started_at)
            self._begin(here if self.ended_at is None else None, session.kind)
        self._arm()
        self._tell()

    def _end(self, table: Table, event: Event) -> None:
        ended = self._find(table.session)
        self.is_cancelled = ended is None or ended.ended_at is None
        if ended is None or ended.ended_at is None:
            self.ended_at = self._clock.now()
            return
        self.ended_at = ended.ended_at
        if event.what is EventKind.CHANGED:  # by another process, which knows of no phones
            self._write_afterwards(table)

    def _arm(self) -> None:
        """Wake up when a pick-up becomes a look."""
        at: datetime | None = None
        if self.table is not None and self.is_running:
            now = self._clock.now()
            soon = (seat.counts_at(now) for seat in self.table.seats)
            at = min((each for each in soon if each is not None and each > now), default=None)
        self._alarm.arm(at)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _attempt(self, write: Callable[[], object]) -> bool:
        """Write what was noticed; a full disk costs a look, and neither session nor table."""
        try:
            write()
        except StoreError as error:
            logger.warning("a look at a phone is not written: %s", error.code.value)
            return False
        return True
