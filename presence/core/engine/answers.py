"""What a person answers of sessions whose end nobody has said: over then, or still going."""

from datetime import datetime

from presence.core import tracker
from presence.core.engine.course import Course
from presence.core.errors import ErrorCode, Refused
from presence.core.event import EventKind
from presence.core.frozen import replace
from presence.core.ports import ChangeKind, SessionLog
from presence.core.reconcile import likely_end
from presence.core.session import Session


class Answers:
    """Writes what was answered; the desktop is put back where nothing is left to ask."""

    def __init__(self, course: Course, log: SessionLog) -> None:
        self._course = course
        self._log = log

    def confirm(self, session_id: str, at: datetime | None = None) -> Session:
        """Answer when a session ended; None: as the log already holds it."""
        self._course.mind_the_clock()
        answered = self._answered(self._waiting(session_id), at, self._course.now())
        self._course.put(answered, because=self._course.change(ChangeKind.CONFIRMED, answered))
        if self._course.session is not None and self._course.session.id == session_id:
            self._course.leave()
            self._course.arm()
            self._course.tell(EventKind.ENDED, answered)
        else:
            self._course.let_in_unless_asked()
            self._course.tell(EventKind.CHANGED, answered)
        return answered

    def confirm_newest(self, at: datetime | None = None) -> Session:
        """The same of the one that ended last."""
        return self.confirm(self._newest().id, at)

    def confirm_all(self) -> None:
        """Answer every open question with what the log already holds, as one change."""
        now = self._course.moment()
        rows = [self._answered(session, None, now) for session in self._course.unconfirmed(now)]
        if not rows:
            return
        self._course.put(*rows, because=self._course.change(ChangeKind.CONFIRMED, rows[0]))
        if self._course.session is not None and self._course.session.id == rows[0].id:
            self._course.leave()
            self._course.arm()
        self._course.let_in_unless_asked()
        self._course.tell(EventKind.CHANGED)

    def still_going(self, session_id: str | None = None) -> Session:
        """The session is not over: it goes on from where it was, muted again."""
        self._course.mind_the_clock()
        session_id = session_id or self._newest().id
        if self._course.session is not None and self._course.session.id != session_id:
            raise self._course.already_running(self._course.session)
        asked = self._waiting(session_id)
        session = self._course.session or asked
        session = tracker.resume(session, self._course.kind_of(session), self._course.now())
        self._log.put(session, because=self._course.change(ChangeKind.REOPENED, session))
        self._course.session = session
        self._course.let_in_at = None
        self._course.take_mute()
        self._course.arm()
        self._course.tell(EventKind.RESUMED, session)
        return session

    def _newest(self) -> Session:
        waiting = self._course.unconfirmed(self._course.now())
        if not waiting:
            raise Refused(ErrorCode.NOTHING_RUNNING)
        return waiting[0]

    def _waiting(self, session_id: str) -> Session:
        for session in self._course.unconfirmed(self._course.now()):
            if session.id == session_id:
                return session
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=session_id)

    def _answered(self, waiting: Session, at: datetime | None, now: datetime) -> Session:
        """The session with its end said; the one in progress with every look there was."""
        running = self._course.session
        if running is not None and running.id == waiting.id:
            at = at or likely_end(running, self._course.kind_of(running), now)
            return tracker.end(self._course.with_last_look(running, at), at, now)
        if at is not None:
            return tracker.end(waiting, at, now)
        return replace(waiting, confirmed=True)
