"""The course of the one session in progress: its row, its mute, its alarm and who is told."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from presence.core import tracker
from presence.core.clock import Clock, ClockWatch, from_ms, to_ms
from presence.core.engine.quiet import Quiet
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.event import Event, EventKind, Listeners
from presence.core.kind import Around, Kind, Nature, OverTime
from presence.core.lease import MuteWish
from presence.core.likely import LOOK_BACK, next_likely_change
from presence.core.ports import Alarm, Change, ChangeKind, Coming, SessionLog
from presence.core.reconcile import has_likely_end, likely_end, provisional
from presence.core.session import Session
from presence.core.snapshot import RING_STEPS

logger = logging.getLogger(__name__)

LET_IN_AFTER = timedelta(seconds=30)  # what was held back, when nobody answers the card


class Course:
    """What the engine asks for is written, muted, armed and told here, in this order.

    ``let_in_at`` is set while somebody is back and the card asks first: the desktop stays quiet
    until then, at the longest.
    """

    def __init__(
        self,
        clock: Clock,
        log: SessionLog,
        quiet: Quiet,
        alarm: Alarm,
        zone_name: Callable[[], str],
    ) -> None:
        self.session: Session | None = None
        self.let_in_at: datetime | None = None
        self.goes_on = ""  # the session of which the soft end was taken back
        self.coming: Coming | None = None
        self.listeners = Listeners()
        self.cutting: list[Callable[[Session, datetime], Session]] = []
        self.written_beside: Callable[[Session], Mapping[tuple[str, str], str]] = lambda _at: {}
        self._clock = clock
        self._clock_watch = ClockWatch(clock)
        self._log = log
        self._quiet = quiet
        self._alarm = alarm
        self._zone_name = zone_name

    def now(self) -> datetime:
        """This instant, as the log can hold it."""
        return from_ms(to_ms(self._clock.now()))

    def moment(self) -> datetime:
        """Now, for something that is about to be done."""
        self.mind_the_clock()
        return self.now()

    def mind_the_clock(self) -> None:
        """Where the clock was set, the session in progress moves with it: its length stays true."""
        step, session = self._clock_watch.step(), self.session
        if session is None:
            return
        # Nobody notices while no app runs; but what is going on has begun by now.
        step = step or min(self.now() - session.started_at, timedelta())
        if not step:
            return
        logger.info("the clock was set by %s", step)
        moved = tracker.shifted(session, step)
        try:
            self._log.put(moved, because=self.change(ChangeKind.CLOCK_SET, moved))
        except StoreError as error:  # the next change of the row writes it as well
            logger.warning("that the clock was set is not written: %s", error.code.value)
        self.session = moved
        if self.let_in_at is not None:
            self.let_in_at += step
        self.take_mute()
        self.arm()
        self.listeners.tell(Event(EventKind.CLOCK_SET, moved, step=step))

    def zone(self) -> tzinfo:
        """The zone the person is in."""
        return ZoneInfo(self._zone_name())

    def kind_of(self, session: Session) -> Kind:
        """What a session of that kind is like."""
        return self._log.kinds()[session.kind]

    def unconfirmed(self, now: datetime) -> Sequence[Session]:
        """Sessions whose end nobody has answered yet, newest first, the one over time included."""
        waiting = list(self._log.unconfirmed())
        session = self.session
        if session is not None and self.counts_as_unconfirmed(session, now):
            waiting.insert(0, provisional(session, self.kind_of(session), now))
        return waiting

    def counts_as_unconfirmed(self, session: Session, now: datetime) -> bool:
        """Whether it has a likely end, waits for an answer and blocks no start."""
        kind = self.kind_of(session)
        if session.id == self.goes_on:
            return now >= kind.bound_at(session.started_at, session.planned_end_at)
        return has_likely_end(session, kind, now)

    def go_on(self, session: Session) -> None:
        """It is not over: else its soft end would come again at once, or with the next return."""
        if self.kind_of(session).over_time is OverTime.END_SOFTLY:
            self.goes_on = session.id

    def already_running(self, session: Session) -> Refused:
        """Why nothing else can begin."""
        return Refused(ErrorCode.ALREADY_RUNNING, session=session, kinds=self._log.kinds())

    def change(self, what: ChangeKind, session: Session) -> Change:
        """How the log calls what is done."""
        return Change(what, session.id, session.kind, self.now())

    def amend(
        self, session_id: str, change: Callable[[Session], Session], what: ChangeKind
    ) -> Session:
        """Change a row of the log, also the one in progress; nothing for undo where it is equal."""
        session = self._log.get(session_id)
        if session is None:
            raise Refused(ErrorCode.NO_SUCH_SESSION, text=session_id)
        changed = change(session)
        return session if changed == session else self.replace(changed, what)

    def replace(self, session: Session, what: ChangeKind, goes_on: bool = False) -> Session:
        """Write another state of a row; ``goes_on``: as a part of the last change."""
        because = self.change(what, session)
        if goes_on:
            self._log.put_on(session, because)
        else:
            self._log.put(session, because=because)
        session = self._log.get(session.id) or session
        if self.session is not None and self.session.id == session.id:
            self.session = session
        self.tell(EventKind.CHANGED, session)
        return session

    def with_last_look(self, session: Session, at: datetime) -> Session:
        """A session that ends at that instant, with every look that its end cuts short."""
        for cut in self.cutting:
            session = cut(session, at)
        return session

    def put(self, *sessions: Session, because: Change) -> None:
        """Write rows; with one that ends, what else the log keeps of it, as one change."""
        beside: dict[tuple[str, str], str | None] = {}
        for session in sessions:
            if session.ended_at is not None:
                beside.update(self.written_beside(session))
        if beside:
            self._log.put_things(beside, because, *sessions)
        else:
            self._log.put(*sessions, because=because)

    def end(self, session: Session, at: datetime) -> Session:
        """End it as the person said, or as its kind does by itself."""
        ended = tracker.end(self.with_last_look(session, at), at, self.now())
        try:
            self.put(ended, because=self.change(ChangeKind.ENDED, ended))
        except StoreError:
            self._quiet.let_go(session.id)  # the row can wait for room on the disk
            raise
        logger.info("ended a session")
        self.leave()
        return ended

    def as_it_likely_ended(self, session: Session, now: datetime) -> Session:
        """The session in progress with its likely end, and the look that this cuts short."""
        kind = self.kind_of(session)
        looked = self.with_last_look(session, likely_end(session, kind, now))
        return provisional(looked, kind, now)

    def close(self, session: Session, event: EventKind, asks_first: bool = False) -> None:
        """End it as it most likely ended; ``asks_first``: the mute stays until the card is seen."""
        now = self.now()
        closed = self.as_it_likely_ended(session, now)
        self.put(closed, because=self.change(ChangeKind.CLOSED, closed))
        if self.session is not None and asks_first:
            self.session = None
            self.let_in_at = now + LET_IN_AFTER
        elif self.session is not None:
            self.leave()
        self.tell(event, closed)

    def ask_before_letting_in(self) -> None:
        """Somebody is there to answer the card: what was held back waits a while for it."""
        self.let_in_at = self.let_in_at or self.now() + LET_IN_AFTER
        self.arm()

    def let_in(self) -> None:
        """Half a minute has passed without an answer: what was held back comes now."""
        if self.session is not None:
            self.close(self.session, EventKind.CLOSED_ON_RETURN)
        else:
            self.leave()

    def let_in_unless_asked(self) -> None:
        """Nothing runs any more, and nothing is left to answer."""
        is_held = self.session is None and self.let_in_at is not None
        if is_held and not self.unconfirmed(self.now()):
            self.leave()
            self.arm()

    def leave(self) -> None:
        """No session any more, and the desktop as it was."""
        self.session = None
        self.let_in_at = None
        self._quiet.release()

    def take_mute(self, starts: bool = False) -> None:
        """Have the desktop quiet for the session in progress, as its kind wishes."""
        session = self.session
        assert session is not None
        if starts:
            self.let_in_at = None
        kind = self.kind_of(session)
        until = kind.bound_at(session.started_at, session.planned_end_at)
        # Only who starts a session leaves the screen, not who extends or takes one up again.
        around = kind.around if starts else kind.around - {Around.LOCK_SCREEN}
        # Away, it would pull people back to the screen.
        counts_waiting = kind.nature is Nature.DESK
        self._quiet.take(MuteWish(session.id, until, around, counts_waiting))

    def take_over_from_log(self) -> None:
        """Make session and mute what the log says they are."""
        before, now_open = self.session, self._log.open_session()
        self.session = now_open
        if now_open is None:
            if before is not None:
                self.leave()
        else:
            if not self.counts_as_unconfirmed(now_open, self.now()):
                self.let_in_at = None  # it is not past its end any more
            if before is None or _wish_of(before) != _wish_of(now_open):
                self.take_mute()
        self.arm()

    def follow_log(self) -> None:
        """The same where somebody else changed the log, and tell of it."""
        self.take_over_from_log()
        self.tell(EventKind.CHANGED, self.session)

    def arm(self) -> None:
        """Wake up for the next thing that changes by itself."""
        now = self.now()
        session = self.session
        if session is None:
            recent = self._log.recent(now - LOOK_BACK)
            at = next_likely_change(recent, now, self.zone())
        elif session.started_at > now:
            at = now  # the clock was set back, see mind_the_clock
        else:
            at = tracker.next_change_at(session, self.kind_of(session), now, RING_STEPS)
        change = None if self.coming is None else self.coming.next_change(now)
        if change is not None:
            at = change if at is None else min(at, change)
        if self.let_in_at is not None:
            # Half a minute from now at the latest: the clock may have been set back.
            self.let_in_at = min(self.let_in_at, now + LET_IN_AFTER)
            at = self.let_in_at if at is None else min(at, self.let_in_at)
        self._alarm.arm(at)

    def try_again_in(self, span: timedelta) -> None:
        """Wake up then, whatever else is due: nothing could be written now."""
        self._alarm.arm(self.now() + span)

    def tell(self, what: EventKind, session: Session | None = None) -> None:
        """Tell everybody what happened."""
        self.listeners.tell(Event(what, session))


def _wish_of(session: Session) -> tuple[object, ...]:
    """What decides how, for whom and until when it is quiet."""
    return session.id, session.kind, session.started_at, session.planned_end_at
