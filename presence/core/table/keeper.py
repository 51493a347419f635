"""The table of the session in progress, joined to the engine: looks go into the log as they come.

And for a while after its end, when a phone hands in what it noticed while nobody heard it.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, Refused
from presence.core.event import Event, EventKind
from presence.core.frozen import replace
from presence.core.ports import Alarm
from presence.core.session import Session
from presence.core.slip import Slip
from presence.core.table.kept_table import KeptTable
from presence.core.table.noting import Noting
from presence.core.table.phone import Phone, Told
from presence.core.table.seat import State
from presence.core.table.table import Table
from presence.core.table.view import TableView, table_view
from presence.core.tracker import Phase

logger = logging.getLogger(__name__)


class Keeper:
    """Takes what phones tell; all calls on the engine's thread.

    ``find`` reads a session of the log; the rest is for what is written (``Noting``).
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        alarm: Alarm,
        keeps_guests: Callable[[], bool],
        told_before: Callable[[str], Mapping[str, Slip]],
        kept_before: Callable[[str], KeptTable | None],
        find: Callable[[str], Session | None],
        hand_in: Callable[[Session, KeptTable | None], None],
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._alarm = alarm
        self._find = find
        self._note_anew: Callable[[], Noting] = lambda: Noting(
            engine, keeps_guests, told_before, kept_before, hand_in
        )
        self._noting = self._note_anew()
        # The table of the session before, of which a phone may still tell in the one that followed.
        self._before: tuple[Table, Noting] | None = None
        self._listeners: list[Callable[[], None]] = []
        self._kind = ""
        self._came_since: set[str] = set()
        self._resumed: set[str] = set()  # who lay there for an app of before
        self.table: Table | None = None
        self.ended_at: datetime | None = None
        self.is_cancelled = False
        engine.cut_last_look_with(lambda session, at: self._noting.cut(self.table, session, at))
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
        if seat is None or not seat.phone.is_own or seat.state is State.LEFT:
            return False
        return seat.state is not State.JOINING or phone_id in self._resumed

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
        kind = self._kind if session is None else session.kind
        return table_view(
            table,
            kind_name(kind),
            now,
            None if session is None else session.planned_end_at,
            None if session is not None else self.ended_at or now,
            self._engine.phase is Phase.OVER_TIME,
            shows_looks,
            kind,
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
        self._tell_of_before(words)
        self.table = self.table.told(*words)
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

    def resume(self, session: Session, phones: Sequence[Phone]) -> None:
        """Await phones at the table of a session of before: of theirs nothing is known any more.

        So they tell all of it again, which gives the same looks as the first time.
        """
        if session.ended_at is None:
            return
        table = Table(session.id, session.started_at)
        for phone in phones:
            table = table.joined(phone, session.started_at).silent(phone.id, session.ended_at)
        self._begin(table, session.kind)
        self._resumed.update(phone.id for phone in phones)
        self.ended_at = session.ended_at
        self._noting.kept(table, session)  # what was kept already is no news

    def let_go(self) -> None:
        """Nobody is awaited any more."""
        if not self.is_running:
            self._begin(None, "")

    def on_alarm(self) -> None:
        """A pick-up has become a look."""
        self._note()

    def kept(self, session: Session) -> KeptTable | None:
        """What the log is to keep of the table of a session that is over."""
        return self._noting.kept(self.table, session)

    # Inside

    def _note(self) -> None:
        """Something was told: write what is a look by now, and tell who shows the table."""
        session = self._engine.session
        if self.table is not None and session is not None and self.is_running:
            self._noting.write(self.table, session, self._clock.now())
        elif self.ended_at is not None and not self.is_cancelled:
            self._write_afterwards()
        self._arm()
        self._tell()

    def _write_afterwards(self) -> None:
        session = None if self.table is None else self._find(self.table.session)
        if self.table is not None and session is not None:
            self._noting.write_afterwards(self.table, session)

    def _tell_of_before(self, words: Sequence[Told]) -> None:
        """What one's own phone noticed in the session before, and can tell only now."""
        if self._before is None:
            return
        table, noting = self._before
        session = self._find(table.session)
        if session is None or session.ended_at is None:
            return
        own = {seat.phone.id for seat in table.seats if seat.phone.is_own}
        late = [each for each in words if each.phone in own and each.at <= session.ended_at]
        if not late:
            return
        table = table.told(*late)
        for phone_id in {each.phone for each in late}:
            table = table.heard(phone_id)
        self._before = table, noting
        noting.write_afterwards(table, session)

    def _begin(self, table: Table | None, kind: str) -> None:
        self.table, self.ended_at, self.is_cancelled = table, None, False
        self._noting = self._note_anew()
        self._kind = kind
        self._came_since.clear()
        self._resumed.clear()

    def _on_event(self, event: Event) -> None:
        table, session = self.table, self._engine.session
        if session is None:
            self._before = None
        if table is None or event.what is EventKind.MUTE:
            return
        if event.what is EventKind.CLOCK_SET:
            self.table = table.shifted(event.step)
            self._noting.shift(event.step)
            self._before = None  # their instants are of the former clock
        elif session is None and self.ended_at is None:
            self._end(table, event)
        elif session is not None and session.id == table.session:
            self.ended_at, self.is_cancelled, self._kind = None, False, session.kind
            self._came_since.clear()
            if session.started_at != table.began_at:
                self.table = table.began(session.started_at)
        elif session is not None:  # one follows at once, or another one was over already
            here = table.handed_over(session.id, session.started_at)
            self._before = None if self.is_cancelled else (table, self._noting)
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
            self._write_afterwards()

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
