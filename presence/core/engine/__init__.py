"""The engine: the session in progress, joined to the memory, the mute and the alarm through ports.

It takes what a person asks for, writes the row, then has the desktop muted or put back, arms one
alarm for the next instant at which something changes by itself, and tells its listeners. The row
is on disk before the desktop is asked anything, so that a hanging desktop costs no session; the
lease is on disk before the desktop is changed (``desktop/lease/``).
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from presence.core import tracker
from presence.core.clock import Clock
from presence.core.engine.answers import Answers
from presence.core.engine.by_itself import ByItself
from presence.core.engine.course import Course
from presence.core.engine.quiet import Quiet
from presence.core.engine.reading import Reading
from presence.core.errors import ErrorCode, Refused
from presence.core.event import EventKind, Listener
from presence.core.frozen import replace
from presence.core.likely import LOOK_BACK, usual_length
from presence.core.ports import Alarm, Change, ChangeKind, Coming, Muter, SessionLog
from presence.core.session import Said, Session, Watched
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason
from presence.core.tracker import StartRequest

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces
    from presence.core.engine.taking_back import TakingBack

logger = logging.getLogger(__name__)


class Engine(Reading):
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
        quiet = Quiet(muter, self.on_mute_changed)
        course = Course(clock, log, quiet, alarm, zone_name)
        super().__init__(course, log, quiet, default_kind)
        self._new_id = new_id
        self._by_itself = ByItself(course, log, quiet)
        self._answers = Answers(course, log)

    def listen(self, listener: Listener) -> None:
        """Tell this listener of every event from now on; one that throws does not stop the rest."""
        self._course.listeners.add(listener)

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

    # What comes by itself

    def open(self, is_handed_over: bool = False) -> None:
        """Take up what an earlier run left; ``is_handed_over``: without a gap, by another app."""
        self._by_itself.open(is_handed_over)

    def on_alarm(self) -> None:
        """The instant that was armed has come, or the clock was set: look what has changed."""
        self._by_itself.on_alarm()

    def came_back(self) -> None:
        """The person is at the computer again: past the planned end the card asks them first."""
        self._by_itself.came_back()

    def went_away(self) -> None:
        """They are gone again without an answer: then nothing is let in."""
        self._by_itself.went_away()

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
        self._course.follow_log()

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
            raise self._course.already_running(running)
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
        return self._answers.confirm_newest(at)

    def confirm(self, session_id: str, at: datetime | None = None) -> Session:
        """Answer when a session ended; None: as the log already holds it."""
        return self._answers.confirm(session_id, at)

    def confirm_all(self) -> None:
        """Answer every open question with what the log already holds, as one change."""
        self._answers.confirm_all()

    def still_going(self, session_id: str | None = None) -> Session:
        """The session is not over: it goes on from where it was, muted again."""
        return self._answers.still_going(session_id)

    def toggle(self) -> Session:
        """What a click does: end the session in progress, else start what is likely."""
        if self.session is not None:
            return self.stop()
        return self.start(self.likely(self._course.moment()))

    def extend(self, by: timedelta) -> Session:
        """Move the planned end."""
        now = self._course.moment()
        return self._planned_anew(tracker.extend(self._running(), by, now))

    def plan(self, planned_end_at: datetime | None) -> Session:
        """Plan another end for the session in progress, or none."""
        now = self._course.moment()
        return self._planned_anew(tracker.replan(self._running(), planned_end_at, now))

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
        return self._taking_back.undo(offered)

    def undoing(self, offered: Change | None = None) -> "InPieces[Change]":
        """The same in pieces, for who has other things to do between them."""
        return self._taking_back.undoing(offered)

    def redo(self) -> Change:
        """Do again what was undone."""
        return self._taking_back.redo()

    def redoing(self) -> "InPieces[Change]":
        """The same in pieces."""
        return self._taking_back.redoing()

    def renaming(self, steps: "InPieces[None]") -> "InPieces[None]":
        """A change of many entries in pieces, which follow one another while the app goes on."""
        return self._taking_back.renaming(steps)

    # Inside

    @cached_property
    def _taking_back(self) -> "TakingBack":
        from presence.core.engine.taking_back import TakingBack  # with the first undo

        return TakingBack(self._course, self._log)

    def _running(self) -> Session:
        if self.session is None:
            raise Refused(ErrorCode.NOTHING_RUNNING)
        return self.session

    def _planned_anew(self, session: Session) -> Session:
        """The session in progress with another end, and quiet until then."""
        self._course.let_in_at = None
        self._course.replace(session, ChangeKind.EXTENDED)
        self._course.goes_on = ""
        self._course.take_mute()
        self._course.arm()
        return session

    def _ended_for(self, running: Session, following: Session, now: datetime) -> Session:
        """The running session's end when another begins: now, or as planned where it was over."""
        if self._course.counts_as_unconfirmed(running, now):
            return self._course.as_it_likely_ended(running, now)
        at = max(running.started_at, min(following.started_at, now))
        return tracker.end(self._course.with_last_look(running, at), at, now)
