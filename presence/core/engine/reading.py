"""What is so of the session in progress, for who only looks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from presence.core import tracker
from presence.core.engine.course import Course
from presence.core.engine.quiet import Quiet
from presence.core.kind import Kind
from presence.core.lease import NOT_MUTED, MuteReport
from presence.core.likely import LOOK_BACK, likely_start
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.core.snapshot import Snapshot
from presence.core.tracker import Phase, StartRequest


class Reading:
    """All that can be asked of the engine without anything being done."""

    def __init__(
        self, course: Course, log: SessionLog, quiet: Quiet, default_kind: Callable[[], str]
    ) -> None:
        self._course = course
        self._log = log
        self._quiet = quiet
        self._default_kind = default_kind

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
