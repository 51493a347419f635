"""The watch in a session: leaving and coming back, joined to the engine; asks, counts and nudges.

The desktop tells what it senses (``front/sensing.py``), the engine what happens to the session.
What comes of it: a question for the card, a look at a screen in the log, a word to who strayed.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from presence.core import tracker
from presence.core.clock import Clock, from_ms, to_ms
from presence.core.engine import Engine
from presence.core.errors import StoreError
from presence.core.event import Event, EventKind
from presence.core.frozen import Enum, dataclass, replace
from presence.core.kind import Kind, Nature
from presence.core.ports import Alarm
from presence.core.session import Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.core.watch.attention import Attention, First, Look

logger = logging.getLogger(__name__)

A_NAP = timedelta(minutes=1)  # a sleep that is too short to mean anything
MOST_HINTS = 8

_Hint = TypeVar("_Hint")


class Asked(Enum):
    """What the card asks within a session."""

    RETURN = "return"  # away kind: over, or just a moment?
    SLEEP = "sleep"  # desk kind: did it go on while the computer slept?


@dataclass(frozen=True, slots=True)
class Question:
    """Asked when somebody is there to answer; ``at`` they came back, ``since`` they were gone."""

    session: Session
    what: Asked
    at: datetime
    since: datetime | None = None


class WatchEvent(Enum):
    """What those who listen are told."""

    ASKED = "asked"
    ANSWERED = "answered"  # or no longer worth asking
    STRAYED = "strayed"  # the stay at the computer counts as a look from now on
    RESTED = "rested"  # and is over


class Watch:
    """Follows the person through the session in progress; all calls on the engine's thread."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        alarm: Alarm,
        new_id: Callable[[], str],
        is_in_use: Callable[[], bool] = lambda: False,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._alarm = alarm
        self._new_id = new_id
        self._is_in_use = is_in_use  # whether somebody is known to be at the computer
        self._listeners: list[Callable[[WatchEvent], None]] = []
        self._session_id = ""
        self._attention = Attention()
        self._reason: SlipReason | None = None  # for the look in progress
        self._last_look = ""
        self._has_strayed = False
        self._is_stale = False  # who was asked has left without an answer
        self._left_at: dict[str, datetime] = {}
        self._first: dict[str, First] = {}  # an end that is undone forgets no answer
        self.question: Question | None = None
        self._begin_anew(engine.session)
        engine.cut_last_look_with(self._with_last_look)
        engine.listen(self._on_event)

    def listen(self, listener: Callable[[WatchEvent], None]) -> None:
        """Tell this listener of what comes of it."""
        self._listeners.append(listener)

    @property
    def stray(self) -> Slip | None:
        """The look at the screen in progress, once it counts."""
        look = self._attention.look_until(self._now()) if self._has_strayed else None
        return None if look is None else self._slip(look)

    def left_at(self, session_id: str) -> datetime | None:
        """When the person was last seen to leave in that session, for who asks when it ended."""
        return self._left_at.get(session_id)

    # What the desktop tells

    def left(self, at: datetime | None = None) -> None:
        """The screen is locked, the lid closed, or there was no input since ``at``."""
        session = self._session()
        if session is None:
            return
        at = max(at or self._now(), session.started_at)
        self._attention, look = self._attention.leave(at)
        self._keep(look)
        _keep_last(self._left_at, session.id, self._attention.left_at or at)
        if self._kind(session).watches_input and self._attention.first is not First.NOT_ME:
            self._attempt(lambda: self._engine.note_watched(Watched.COMPUTER))
        self._is_stale = True
        self._engine.went_away()

    def returned(self) -> None:
        """Somebody is there again: the screen was unlocked, the lid opened, or it woke up."""
        session = self._session()
        if session is None or not self._attention.has_left:
            return
        self._ask_on_return(session)
        if self._attention.here_since is None:
            self._is_stale = True  # a timer may have woken it: who is seen first is asked anew

    def stirred(self, at: datetime | None = None) -> None:
        """There is input again."""
        session = self._session()
        if session is None or not self._attention.has_left:
            return
        self._attention = self._attention.come(at or self._now())
        self._ask_on_return(session)
        self._arm()

    def slept(self, since: datetime, until: datetime) -> None:
        """The computer slept; at a desk that may have been the end."""
        session = self._session()
        if session is None or until - since < A_NAP:
            return
        since = max(since, session.started_at)
        _keep_last(self._left_at, session.id, self._attention.left_at or since)
        if self._kind(session).asks_about_sleep:
            present = self.question
            if present is not None and present.what is Asked.SLEEP and present.since is not None:
                since = present.since  # not answered yet: that may have been the end already
            self._ask(Question(session, Asked.SLEEP, until, since))

    def own_window(self, is_active: bool) -> None:
        """One of our own windows has the keyboard, or none has: being there never counts."""
        self._attention, look = self._attention.aside(is_active, self._now())
        self._keep(look)
        self._arm()

    # What the person answers

    def moment(self) -> None:
        """Just a moment: the session goes on."""
        self._attention = self._attention.moment(self._now())
        self._answered()

    def not_me(self) -> None:
        """It was somebody else: what was counted of it is taken back, and no more is asked."""
        session, last = self._session(), self._last_look
        self._attention = self._attention.not_me()
        if session is not None and last:
            self._engine.remove_slip(session.id, last)
            self._last_look = ""
        self._answered()

    def went_on(self) -> None:
        """It went on while the computer slept; who says so is there."""
        self.moment()

    def because(self, reason: SlipReason) -> None:
        """Why they look at the screen, or just did."""
        session = self._session()
        if self._has_strayed:
            self._reason = reason
        elif session is not None and self._last_look:
            self._engine.give_reason(session.id, self._last_look, reason)

    # Inside

    def on_alarm(self) -> None:
        """A stay has become a look, unless the clock was set."""
        counts_at = self._counts_at()
        if counts_at is None or self._has_strayed:
            return
        if self._now() < counts_at:
            self._arm()
            return
        self._has_strayed = True
        self._last_look = ""
        self._tell(WatchEvent.STRAYED)

    def _on_event(self, event: Event) -> None:
        session = self._engine.session
        if session is None or session.id != self._session_id:
            self._begin_anew(session)
        if session is None:
            return
        match event.what:
            case EventKind.TAKEN_UP:  # who starts the app is back at the computer
                self._attention = replace(self._attention, has_left=True)
                self.returned()
            case EventKind.RESUMED:
                self.moment()  # what was before the answer is no look
            case EventKind.CLOCK_SET:
                self._move_with_the_clock(event.step)
            case EventKind.PHASE if self._engine.is_answered_later and self._is_here():
                self._ask_on_return(session)
            case EventKind.CHANGED if self._engine.is_answered_later and self._is_here():
                self._engine.came_back()  # its plan may be another one, by an undo or from outside
                if self.question is None:
                    self._ask_on_return(session)
            case _:
                pass

    def _begin_anew(self, session: Session | None) -> None:
        was_asked, had_strayed = self.question is not None, self._has_strayed
        _keep_last(self._first, self._session_id, self._attention.first)
        self._session_id = "" if session is None else session.id
        is_desk = session is not None and self._kind(session).nature is Nature.DESK
        first = self._first.get(self._session_id, First.GOES_ON if is_desk else First.OPEN)
        self._attention = Attention(first, is_aside=self._attention.is_aside)
        self._reason, self._last_look, self._has_strayed = None, "", False
        self._is_stale = False
        self.question = None
        self._alarm.arm(None)
        if was_asked:
            self._tell(WatchEvent.ANSWERED)
        if had_strayed:
            self._tell(WatchEvent.RESTED)

    def _move_with_the_clock(self, step: timedelta) -> None:
        self._attention = self._attention.shifted(step)
        if self._session_id in self._left_at:
            self._left_at[self._session_id] += step
        if self.question is not None:
            since = self.question.since
            self.question = replace(
                self.question,
                at=self.question.at + step,
                since=None if since is None else since + step,
            )
        self._arm()

    def _ask_on_return(self, session: Session) -> None:
        self._engine.came_back()
        is_away = self._kind(session).nature is Nature.AWAY
        is_over = self._engine.is_answered_later
        if is_over or (is_away and self._attention.first is First.OPEN):
            now = self._now()
            at = min(self._attention.here_since or now, now)  # a moment given lies before us
            self._ask(Question(session, Asked.RETURN, at, self._left_at.get(session.id)))

    def _is_here(self) -> bool:
        """Also who has not left at all: they would stay muted until the bound.

        Not who locked a moment ago: for a minute after the last key it still counts as in use.
        """
        has_come = self._attention.here_since is not None
        return has_come or (self._attention.left_at is None and self._is_in_use())

    def _ask(self, question: Question) -> None:
        present = self.question
        if present is None or present.what is not question.what or self._is_stale:
            self.question, self._is_stale = question, False
        self._tell(WatchEvent.ASKED)

    def _answered(self) -> None:
        self.question = None
        if self._has_strayed:
            self._has_strayed = False
            self._tell(WatchEvent.RESTED)
        self._arm()
        self._tell(WatchEvent.ANSWERED)

    def _keep(self, look: Look | None) -> None:
        """Write a look that is over; a stay that was none leaves no trace."""
        if look is not None and self._is_watching():
            slip = self._slip(look)
            if self._attempt(lambda: self._engine.note_slip(slip)):
                self._last_look = slip.id
        self._reason = None
        self._alarm.arm(None)
        if self._has_strayed:
            self._has_strayed = False
            self._tell(WatchEvent.RESTED)

    def _with_last_look(self, session: Session, at: datetime) -> Session:
        """A session that ends at that instant, with the look that its end cuts short."""
        look = self._attention.look_until(at) if session.id == self._session_id else None
        if look is None or not self._is_watching():
            return session
        return tracker.with_slip(session, self._slip(look))

    def _slip(self, look: Look) -> Slip:
        return Slip(self._new_id(), look.at, look.length, SlipSource.INPUT, self._reason)

    def _arm(self) -> None:
        self._alarm.arm(None if self._has_strayed else self._counts_at())

    def _counts_at(self) -> datetime | None:
        return self._attention.counts_at() if self._is_watching() else None

    def _is_watching(self) -> bool:
        session = self._session()
        return session is not None and self._kind(session).watches_input

    def _session(self) -> Session | None:
        session = self._engine.session
        return session if session is not None and session.id == self._session_id else None

    def _kind(self, session: Session) -> Kind:
        return self._engine.kind_of(session)

    def _now(self) -> datetime:
        return from_ms(to_ms(self._clock.now()))

    def _attempt(self, write: Callable[[], object]) -> bool:
        """Write what was sensed; a full disk costs a look, and neither session nor mute."""
        try:
            write()
        except StoreError as error:
            logger.warning("a look at the screen is not written: %s", error.code.value)
            return False
        return True

    def _tell(self, what: WatchEvent) -> None:
        """One that throws does not stop the rest, nor what is done after this."""
        for listener in self._listeners:
            try:
                listener(what)
            except Exception:  # one that throws must not stop the rest, a let-in least of all
                logger.exception("a listener failed on %s", what.value)


def _keep_last(hints: dict[str, _Hint], session_id: str, value: _Hint) -> None:
    """The last few sessions: a card asks about no more of them."""
    hints.pop(session_id, None)
    hints[session_id] = value
    for forgotten in [*hints][:-MOST_HINTS]:
        del hints[forgotten]
