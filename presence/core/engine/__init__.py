"""The engine: the session in progress, joined to the memory, the mute and the alarm through ports.

It takes what a person asks for, writes the row, then has the desktop muted or put back, arms one
alarm for the next instant at which something changes by itself, and tells its listeners. The row
is on disk before the desktop is asked anything, so that a hanging desktop costs no session; the
lease is on disk before the desktop is changed (``desktop/lease/``).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from presence.core import tracker
from presence.core.clock import Clock
from presence.core.engine.course import LET_IN_AFTER, Course
from presence.core.engine.quiet import Quiet
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.event import Event, EventKind, Listener
from presence.core.frozen import replace
from presence.core.kind import Kind
from presence.core.lease import NOT_MUTED, MuteReport
from presence.core.likely import LOOK_BACK, likely_start, usual_length
from presence.core.ports import Alarm, Change, ChangeKind, Coming, Muter, SessionLog
from presence.core.reconcile import is_past_its_end, likely_end
from presence.core.session import Said, Session, Watched
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason
from presence.core.snapshot import Snapshot
from presence.core.tracker import Phase, StartRequest

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=10)  # what a full disk has kept from being written
OVERSLEPT = timedelta(seconds=10)  # a bound so far back has passed while the computer slept


class Engine:
    """Steers the one session in progress. All calls on one thread; raises PresenceError."""

    def __init__(
        self,
        clock: Clock,
        log: SessionLog,
        muter: Muter,
        alarm: Alarm,
        zone_name: Callable[[], str],
        new_id: Callable[[], str],
        default_kind: Callable[[], str],
    ) -> None:
        self._log = log
        self._quiet = Quiet(muter, self.on_mute_changed)
        self._new_id = new_id
        self._default_kind = default_kind
        self._course = Course(clock, log, self._quiet, alarm, zone_name)

    # What is so

    @property
    def session(self) -> Session | None:
        """The session in progress."""
        return self._course.session

    @property
    def phase(self) -> Phase:
        """Where the session in progress stands."""
        return tracker.phase(self.session, self._course.now())

    @property
    def is_answered_later(self) -> bool:
        """Whether the session in progress is past its end, and somebody will be asked of it."""
        session = self.session
        return session is not None and self._course.counts_as_unconfirmed(
            session, self._course.now()
        )

    def kind_of(self, session: Session) -> Kind:
        """What a session of that kind is like."""
        return self._course.kind_of(session)

    @property
    def mute_report(self) -> MuteReport:
        """What is known of the mute, also while it is being put back."""
        return self._quiet.report

    @property
    def is_settling(self) -> bool:
        """Whether the desktop was told something and has not answered yet."""
        return self._quiet.is_settling

    def listen(self, listener: Listener) -> None:
        """Tell this listener of every event from now on; one that throws does not stop the rest."""
        self._course.listeners.add(listener)

    def snapshot(self) -> Snapshot:
        """All that can be shown now."""
        now = self._course.now()
        session = self.session
        return Snapshot(
            now=now,
            zone=self._course.zone(),
            kinds=self._log.kinds(),
            session=session,
            phase=tracker.phase(session, now),
            share_left=None if session is None else tracker.share_left(session, now),
            mute=self.mute_report if session is not None else NOT_MUTED,
            likely=self.likely(now),
            undo=self._log.last_change(),
            unconfirmed=self.unconfirmed(now),
        )

    def likely(self, now: datetime) -> StartRequest:
        """What a click would start at that instant: what is due, else what is usual."""
        coming = self._course.coming
        due = None if coming is None else coming.due(now)
        if due is not None and due.kind in self._log.kinds():
            return due
        recent = self._log.recent(now - LOOK_BACK)
        return likely_start(
            recent, self._log.kinds(), self._default_kind(), now, self._course.zone()
        )

    def unconfirmed(self, now: datetime) -> Sequence[Session]:
        """Sessions whose end nobody has answered yet, newest first, the one over time included."""
        return self._course.unconfirmed(now)

    def follow(self, coming: Coming) -> None:
        """Have a click start what is due of calendars and plans."""
        self._course.coming = coming
        self._course.listeners.add_first(coming.on_event)
        self.on_coming_changed()

    def on_coming_changed(self) -> None:
        """Something else is coming, or at another time."""
        self._course.arm()
        self._course.tell(EventKind.PHASE, self.session)

    def cut_last_look_with(self, cut: Callable[[Session, datetime], Session]) -> None:
        """How a session gets the look at a screen that its end cuts short (core/watch)."""
        self._course.cutting.append(cut)

    def write_with_end(self, beside: Callable[[Session], Mapping[tuple[str, str], str]]) -> None:
        """What else the log keeps of a session that ends: documents by what they are and id."""
        self._course.written_beside = beside

    # The life of the app

    def open(self, is_handed_over: bool = False) -> None:
        """Take up what an earlier run left: a session goes on, one past its end closes.

        Also a meeting that overran: whether it did nobody knows any more, so it is asked. Not where
        it is handed over, without a gap, by an app that a newer one replaces.
        """
        session = self._log.open_session()
        if (
            session is not None
            and not is_handed_over
            and is_past_its_end(session, self.kind_of(session), self._course.now())
        ):
            self._course.close(session, EventKind.CLOSED_AT_BOUND)
        elif session is not None:
            self._course.session = session
            self._course.mind_the_clock()
            self._course.take_mute()
            self._course.tell(EventKind.TAKEN_UP, self.session)
        self._course.arm()

    def on_alarm(self) -> None:
        """The instant that was armed has come, or the clock was set: look what has changed."""
        try:
            self._course.mind_the_clock()
            self._go_on()
            self._course.arm()
        except StoreError as error:
            logger.warning("what was due is not written: %s", error.code.value)
            self._try_again_unmuted()
            self._course.listeners.tell(Event(EventKind.TROUBLE, self.session, error))
        except BaseException:
            self._try_again_unmuted()  # a fault of our own is not to leave anybody muted
            raise

    def _try_again_unmuted(self) -> None:
        if self.session is not None:
            self._quiet.let_go(self.session.id)
        self._course.try_again_in(TRY_AGAIN)

    def _go_on(self) -> None:
        session = self.session
        now = self._course.now()
        if session is not None and self._ends_by_itself(session, now):
            kind = self.kind_of(session)
            bound = kind.bound_at(session.started_at, session.planned_end_at)
            due = min(bound, session.planned_end_at or bound)
            if now >= bound:
                is_late = now >= bound + OVERSLEPT
                self._course.close(session, EventKind.CLOSED_AT_BOUND, asks_first=is_late)
            elif kind.asks_about_sleep and now >= due + OVERSLEPT:
                # It slept through the soft end, and perhaps through most of what was before.
                self._course.close(session, EventKind.CLOSED_AT_BOUND, asks_first=True)
            else:
                ended = self._course.end(session, likely_end(session, kind, now))
                self._course.tell(EventKind.ENDED_SOFTLY, ended)
        elif self._course.let_in_at is not None and now >= self._course.let_in_at:
            self._course.let_in()
        else:
            self._course.tell(EventKind.PHASE, session)

    def _ends_by_itself(self, session: Session, now: datetime) -> bool:
        """One of which the soft end was taken back goes on until its bound."""
        if session.id == self._course.goes_on:
            return self._course.counts_as_unconfirmed(session, now)
        return tracker.ends_by_itself(session, self.kind_of(session), now)

    def came_back(self) -> None:
        """The person is at the computer again: past the planned end the card asks them first.

        What was held back is let in when they answer, or after half a minute.
        """
        session = self.session
        now = self._course.now()
        if session is not None and self._course.counts_as_unconfirmed(session, now):
            self._course.let_in_at = self._course.let_in_at or now + LET_IN_AFTER
            self._course.arm()

    def went_away(self) -> None:
        """They are gone again without an answer: then nothing is let in."""
        if self.session is not None and self._course.let_in_at is not None:
            self._course.let_in_at = None
            self._course.arm()

    def note_watched(self, what: Watched) -> None:
        """From now on looks at that screen are noticed; on disk, as the power may be cut next."""
        session = self.session
        if session is not None and what not in session.watched:
            watched = replace(session, watched=session.watched | {what})
            self._course.replace(watched, ChangeKind.WATCHED)

    def on_mute_changed(self) -> None:
        """The mute's report changed by itself: the person or the desktop did something."""
        self._course.tell(EventKind.MUTE, self.session)

    def on_log_changed(self) -> None:
        """Another process changed the log: take over what it did to the session in progress."""
        self._course.take_over_from_log()
        self._course.tell(EventKind.CHANGED, self.session)

    # What a person asks for

    def start(self, request: StartRequest, switch: bool = False) -> Session:
        """Start a session; with ``switch`` the one in progress ends now and hands its mute over."""
        now = self._course.moment()
        running = self.session
        if (
            running is not None
            and not switch
            and not self._course.counts_as_unconfirmed(running, now)
        ):
            raise self._already_running(running)
        kind = self._log.kinds()[request.kind]
        recent = self._log.recent(now - LOOK_BACK)
        usual = usual_length(recent, kind.key) or kind.default_length
        session = tracker.begin(request, kind, usual, now, str(self._course.zone()), self._new_id())
        rows = [session]
        if running is not None:
            rows.insert(0, self._ended_for(running, session, now))
        what = ChangeKind.STARTED if running is None else ChangeKind.SWITCHED
        self._course.put(*rows, because=self._course.change(what, session))
        session = self._log.get(session.id) or session  # people under the names the log has
        logger.info("started a session")
        if session.ended_at is not None:
            if running is not None:
                self._course.leave()
            self._course.tell(EventKind.CHANGED, session)
            self._course.arm()
            return session
        self._course.session = session
        self._course.take_mute(starts=True)
        self._course.arm()
        self._course.tell(EventKind.STARTED if running is None else EventKind.SWITCHED, session)
        return session

    def stop(self, at: datetime | None = None) -> Session:
        """End the session in progress; where none is, answer the newest unconfirmed end.

        ``at`` None means now for the one in progress, as planned for an unconfirmed one.
        """
        now = self._course.moment()
        session = self.session
        if session is not None:
            ended = self._course.end(session, at or max(now, session.started_at))
            self._course.arm()
            self._course.tell(EventKind.ENDED, ended)
            return ended
        waiting = self.unconfirmed(now)
        if not waiting:
            raise Refused(ErrorCode.NOTHING_RUNNING)
        return self.confirm(waiting[0].id, at)

    def confirm(self, session_id: str, at: datetime | None = None) -> Session:
        """Answer when a session ended; None: as the log already holds it."""
        self._course.mind_the_clock()
        answered = self._answered(self._waiting(session_id), at, self._course.now())
        self._course.put(answered, because=self._course.change(ChangeKind.CONFIRMED, answered))
        if self.session is not None and self.session.id == session_id:
            self._course.leave()
            self._course.arm()
            self._course.tell(EventKind.ENDED, answered)
        else:
            self._course.let_in_unless_asked()
            self._course.tell(EventKind.CHANGED, answered)
        return answered

    def confirm_all(self) -> None:
        """Answer every open question with what the log already holds, as one change."""
        now = self._course.moment()
        rows = [self._answered(session, None, now) for session in self.unconfirmed(now)]
        if not rows:
            return
        self._course.put(*rows, because=self._course.change(ChangeKind.CONFIRMED, rows[0]))
        if self.session is not None and self.session.id == rows[0].id:
            self._course.leave()
            self._course.arm()
        self._course.let_in_unless_asked()
        self._course.tell(EventKind.CHANGED)

    def still_going(self, session_id: str | None = None) -> Session:
        """The session is not over: it goes on from where it was, muted again."""
        self._course.mind_the_clock()
        if session_id is None:
            waiting = self.unconfirmed(self._course.now())
            if not waiting:
                raise Refused(ErrorCode.NOTHING_RUNNING)
            session_id = waiting[0].id
        if self.session is not None and self.session.id != session_id:
            raise self._already_running(self.session)
        asked = self._waiting(session_id)
        session = self.session or asked
        session = tracker.resume(session, self.kind_of(session), self._course.now())
        self._log.put(session, because=self._course.change(ChangeKind.REOPENED, session))
        self._course.session = session
        self._course.let_in_at = None
        self._course.take_mute()
        self._course.arm()
        self._course.tell(EventKind.RESUMED, session)
        return session

    def toggle(self) -> Session:
        """What a click does: end the session in progress, else start what is likely."""
        if self.session is not None:
            return self.stop()
        return self.start(self.likely(self._course.moment()))

    def extend(self, by: timedelta) -> Session:
        """Move the planned end."""
        now = self._course.moment()
        session = tracker.extend(self._running(), by, now)
        self._course.let_in_at = None
        self._course.replace(session, ChangeKind.EXTENDED)
        self._course.goes_on = ""
        self._course.take_mute()
        self._course.arm()
        return session

    def plan(self, planned_end_at: datetime | None) -> Session:
        """Plan another end for the session in progress, or none."""
        now = self._course.moment()
        session = tracker.replan(self._running(), planned_end_at, now)
        self._course.let_in_at = None
        self._course.replace(session, ChangeKind.EXTENDED)
        self._course.goes_on = ""
        self._course.take_mute()
        self._course.arm()
        return session

    def cancel(self) -> Session:
        """It never happened: the row goes, the desktop is put back."""
        session = self._running()
        change = self._course.change(ChangeKind.CANCELLED, session)
        self._log.put(because=change, removing=[session.id])
        self._course.leave()
        self._course.arm()
        self._course.tell(EventKind.CANCELLED, session)
        return session

    def slip(self, reason: SlipReason | None = None, length: timedelta | None = None) -> Session:
        """The person says that they looked at a screen: just now, or for so long until now."""
        now = self._course.moment()
        at, began = now - (length or timedelta()), self._running().started_at
        if at < began:
            raise Refused(ErrorCode.LOOK_OUTSIDE, at=at, started_at=began, ended_at=now)
        slip = Slip(self._new_id(), at, length or UNTOLD_LENGTH, reason=reason)
        return self._course.replace(tracker.with_slip(self._running(), slip), ChangeKind.SLIPPED)

    def note_slip(self, slip: Slip) -> Session:
        """A look at a screen that was noticed."""
        return self._course.replace(tracker.with_slip(self._running(), slip), ChangeKind.SLIPPED)

    def note_looks(self, session: Session, goes_on: bool) -> Session:
        """The session in progress with what a phone has noticed; ``goes_on``: of the last look."""
        return self._course.replace(session, ChangeKind.SLIPPED, goes_on)

    def give_reason(self, session_id: str, slip_id: str, reason: SlipReason | None) -> Session:
        """Say why, during the session or later."""
        return self._course.amend(
            session_id,
            lambda session: tracker.with_reason(session, slip_id, reason),
            ChangeKind.EDITED,
        )

    def remove_slip(self, session_id: str, slip_id: str) -> Session:
        """It was no look at a screen, said during the session or later."""
        return self._course.amend(
            session_id,
            lambda session: tracker.without_slip(session, slip_id),
            ChangeKind.SLIP_TAKEN_BACK,
        )

    def take_slip_back(self) -> Session:
        """The last look at a screen was none."""
        session = tracker.without_last_slip(self._running())
        return self._course.replace(session, ChangeKind.SLIP_TAKEN_BACK)

    def describe(
        self,
        session_id: str,
        people: tuple[str, ...] | None = None,
        place: str | None = None,
        note: str | None = None,
        said: Said | None = None,
        enjoyed: int | None = None,
        distracted: int | None = None,
        word: str | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> Session:
        """Say who was there, where, and how it was; during or afterwards."""
        told = {
            "people": people,
            "place": place,
            "note": note,
            "said": said,
            "enjoyed": enjoyed,
            "distracted": distracted,
            "word": word,
            "tags": tags,
        }
        given = {name: value for name, value in told.items() if value is not None}
        return self._course.amend(
            session_id,
            lambda session: replace(session, **given),  # type: ignore[arg-type]  # named above
            ChangeKind.EDITED,
        )

    def look_at_mute(self) -> None:
        """Ask the desktop again whether it is quiet."""
        self._quiet.look()

    def let_go_of_mute(self) -> None:
        """Put the desktop back now; the session goes on without being quiet."""
        self._quiet.let_go("" if self.session is None else self.session.id)

    def undo(self, offered: Change | None = None) -> Change:
        """Take the last change back; session and mute go on as if it had never been.

        Refused where ``offered``, the change somebody was shown, is no longer the last one.
        """
        if offered is not None and self._log.last_change() != offered:
            raise Refused(ErrorCode.CHANGED_SINCE)
        change = self._log.undo()
        self._course.take_over_from_log()
        if self.session is not None and self.phase is Phase.OVER_TIME:
            self._course.go_on(self.session)
        self._course.tell(EventKind.CHANGED, self.session)
        return change

    def undoing(self, offered: Change | None = None) -> "InPieces[Change]":
        """The same in pieces, for who has other things to do between them."""
        if offered is not None and self._log.last_change() != offered:
            raise Refused(ErrorCode.CHANGED_SINCE)
        return self._stepping(self._log.undoing(), is_undo=True)

    def redoing(self) -> "InPieces[Change]":
        """``redo`` in pieces."""
        return self._stepping(self._log.redoing(), is_undo=False)

    def renaming(self, steps: "InPieces[None]") -> "InPieces[None]":
        """A change of many entries in pieces, which follow one another while the app goes on."""
        from presence.core.engine.following import followed  # for who renames

        yield from followed(steps, self._look_at_log)
        self.on_log_changed()

    def _stepping(self, steps: "InPieces[Change]", is_undo: bool) -> "InPieces[Change]":
        from presence.core.engine.following import followed  # as above

        change = yield from followed(steps, self._look_at_log)
        self._course.take_over_from_log()
        if is_undo and self.session is not None and self.phase is Phase.OVER_TIME:
            self._course.go_on(self.session)
        self._course.tell(EventKind.CHANGED, self.session)
        return change

    def _look_at_log(self) -> None:
        if self._log.open_session() != self.session:
            self.on_log_changed()

    def redo(self) -> Change:
        """Do again what was undone."""
        change = self._log.redo()
        self._course.take_over_from_log()
        self._course.tell(EventKind.CHANGED, self.session)
        return change

    # Inside

    def _running(self) -> Session:
        if self.session is None:
            raise Refused(ErrorCode.NOTHING_RUNNING)
        return self.session

    def _already_running(self, session: Session) -> Refused:
        return Refused(ErrorCode.ALREADY_RUNNING, session=session, kinds=self._log.kinds())

    def _waiting(self, session_id: str) -> Session:
        for session in self.unconfirmed(self._course.now()):
            if session.id == session_id:
                return session
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=session_id)

    def _answered(self, waiting: Session, at: datetime | None, now: datetime) -> Session:
        """The session with its end said; the one in progress with every look there was."""
        running = self.session
        if running is not None and running.id == waiting.id:
            at = at or likely_end(running, self.kind_of(running), now)
            return tracker.end(self._course.with_last_look(running, at), at, now)
        if at is not None:
            return tracker.end(waiting, at, now)
        return replace(waiting, confirmed=True)

    def _ended_for(self, running: Session, following: Session, now: datetime) -> Session:
        """The running session's end when another begins: now, or as planned where it was over."""
        if self._course.counts_as_unconfirmed(running, now):
            return self._course.as_it_likely_ended(running, now)
        at = max(running.started_at, min(following.started_at, now))
        return tracker.end(self._course.with_last_look(running, at), at, now)
