"""Changes of the log that may change the session in progress: undo, redo, and work in pieces."""

from collections.abc import Callable
from typing import TypeVar

from presence.core import tracker
from presence.core.editing.in_pieces import InPieces
from presence.core.engine.course import Course
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.event import EventKind
from presence.core.ports import Change, SessionLog
from presence.core.tracker import Phase

Result = TypeVar("Result")


class TakingBack:
    """Session and mute go on as if what is taken back had never been."""

    def __init__(self, course: Course, log: SessionLog) -> None:
        self._course = course
        self._log = log

    def undo(self, offered: Change | None) -> Change:
        """Take the last change back; refused where ``offered`` is no longer the last one."""
        self._refuse_another_than(offered)
        change = self._log.undo()
        self._settle(is_undo=True)
        return change

    def redo(self) -> Change:
        """Do again what was undone."""
        change = self._log.redo()
        self._settle(is_undo=False)
        return change

    def undoing(self, offered: Change | None) -> InPieces[Change]:
        """``undo`` in pieces."""
        self._refuse_another_than(offered)
        return self._stepping(self._log.undoing(), is_undo=True)

    def redoing(self) -> InPieces[Change]:
        """``redo`` in pieces."""
        return self._stepping(self._log.redoing(), is_undo=False)

    def renaming(self, steps: InPieces[None]) -> InPieces[None]:
        """A change of many entries in pieces."""
        yield from followed(steps, self._look_at_log)
        self._course.follow_log()

    def _stepping(self, steps: InPieces[Change], is_undo: bool) -> InPieces[Change]:
        change = yield from followed(steps, self._look_at_log)
        self._settle(is_undo)
        return change

    def _refuse_another_than(self, offered: Change | None) -> None:
        if offered is not None and self._log.last_change() != offered:
            raise Refused(ErrorCode.CHANGED_SINCE)

    def _settle(self, is_undo: bool) -> None:
        course = self._course
        course.take_over_from_log()
        session = course.session
        phase = tracker.phase(session, course.now())
        if is_undo and session is not None and phase is Phase.OVER_TIME:
            course.go_on(session)
        course.tell(EventKind.CHANGED, session)

    def _look_at_log(self) -> None:
        if self._log.open_session() != self._course.session:
            self._course.follow_log()


def followed(steps: InPieces[Result], look: Callable[[], None]) -> InPieces[Result]:
    """The same pieces; ``look`` is called after each that is not the last."""
    try:
        while True:
            try:
                done = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            look()
            try:
                yield done
            except PresenceError as stop:
                steps.throw(stop)
    finally:
        steps.close()
