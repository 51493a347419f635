"""What comes without anybody asking: a start after a break, an end that is due, a return."""

import logging
from datetime import datetime, timedelta

from presence.core import tracker
from presence.core.engine.course import Course
from presence.core.engine.quiet import Quiet
from presence.core.errors import StoreError
from presence.core.event import Event, EventKind
from presence.core.ports import SessionLog
from presence.core.reconcile import is_past_its_end, likely_end
from presence.core.session import Session

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=10)  # what a full disk has kept from being written
OVERSLEPT = timedelta(seconds=10)  # a bound so far back has passed while the computer slept


class ByItself:
    """Takes the session in progress up, and on to its end, as its kind has it."""

    def __init__(self, course: Course, log: SessionLog, quiet: Quiet) -> None:
        self._course = course
        self._log = log
        self._quiet = quiet

    def open(self, is_handed_over: bool = False) -> None:
        """Take up what an earlier run left: a session goes on, one past its end closes.

        Also a meeting that overran: whether it did nobody knows any more, so it is asked. Not where
        it is handed over, without a gap, by an app that a newer one replaces.
        """
        session = self._log.open_session()
        if (
            session is not None
            and not is_handed_over
            and is_past_its_end(session, self._course.kind_of(session), self._course.now())
        ):
            self._course.close(session, EventKind.CLOSED_AT_BOUND)
        elif session is not None:
            self._course.session = session
            self._course.mind_the_clock()
            self._course.take_mute()
            self._course.tell(EventKind.TAKEN_UP, self._course.session)
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
            self._course.listeners.tell(Event(EventKind.TROUBLE, self._course.session, error))
        except BaseException:
            self._try_again_unmuted()  # a fault of our own is not to leave anybody muted
            raise

    def _try_again_unmuted(self) -> None:
        if self._course.session is not None:
            self._quiet.let_go(self._course.session.id)
        self._course.try_again_in(TRY_AGAIN)

    def _go_on(self) -> None:
        session = self._course.session
        now = self._course.now()
        if session is not None and self._ends_by_itself(session, now):
            kind = self._course.kind_of(session)
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
        return tracker.ends_by_itself(session, self._course.kind_of(session), now)

    def came_back(self) -> None:
        """The person is at the computer again: past the planned end the card asks them first.

        What was held back is let in when they answer, or after half a minute.
        """
        session = self._course.session
        if session is not None and self._course.counts_as_unconfirmed(session, self._course.now()):
            self._course.ask_before_letting_in()

    def went_away(self) -> None:
        """They are gone again without an answer: then nothing is let in."""
        if self._course.session is not None and self._course.let_in_at is not None:
            self._course.let_in_at = None
            self._course.arm()
