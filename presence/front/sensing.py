"""What the desktop senses of the person, told to the watch; nothing is listened to when idle."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.event import Event, EventKind
from presence.core.kind import Nature
from presence.core.session import Session
from presence.core.watch import Watch
from presence.desktop.idle.idle_watch import IdleWatch
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from presence.desktop.sleep.gap import SleepGap
from presence.desktop.zone.watch import ZoneWatch

# Nobody has come back with these: the clock moved on, or the desktop or the disk had its say.
_WITHOUT_ANYBODY = frozenset(
    {EventKind.CLOSED_AT_BOUND, EventKind.PHASE, EventKind.MUTE, EventKind.TROUBLE}
)


class Sensing(QObject):
    """Listens while a session runs, and after one that closed by itself until somebody is back.

    The alarm that closes a session often rings as the computer wakes, just before the return is
    heard of. Input is asked for where it can mean something: not in a meeting.
    """

    def __init__(
        self,
        engine: Engine,
        watch: Watch,
        screen: ScreenWatch,
        idle: IdleWatch,
        zone: ZoneWatch,
        clock: Clock,
        look_again: Callable[[], None],
        returned: Callable[[], None],
        parent: QObject | None = None,
        gap: SleepGap | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._watch = watch
        self._screen = screen
        self._idle = idle
        self._zone = zone
        self._clock = clock
        self._look_again = look_again  # what the clock says, on a system that tells no alarm
        self._returned = returned
        self._gap = gap or SleepGap()
        self._is_on = False
        self._session_id = ""
        self._waits_for_the_return = False
        self._was_hidden = False
        self._asleep_since: datetime | None = None
        screen.changed.connect(self._on_sight)
        screen.lid_closed.connect(self._on_left)
        screen.lid_opened.connect(self._on_back)
        screen.fell_asleep.connect(self._on_falling_asleep)
        screen.woke.connect(self._on_awake)
        idle.rested.connect(self._on_rested)
        idle.stirred.connect(self._on_stirred)
        idle.settled.connect(self._on_idle_known)
        zone.changed.connect(look_again)  # what is shown is another time of day
        engine.listen(self._on_event)

    # When it listens

    def _on_event(self, event: Event) -> None:
        if event.what is not EventKind.MUTE:
            self._mind_the_gap()
        session = self._engine.session
        if session is not None:
            if not self._engine.is_settling:  # a click waits for the mute, and not for this
                self._start(session)
        elif event.what is EventKind.CLOSED_AT_BOUND and self._is_on:
            self._waits_for_the_return = True
            self._idle.want(self)  # whoever is there already is asked as well
            self._on_idle_known()
        elif event.what is EventKind.CHANGED and self._still_waits():
            pass  # a line was added from elsewhere, say
        elif event.what not in _WITHOUT_ANYBODY:
            self.stop()

    def _still_waits(self) -> bool:
        """Whether the one that closed by itself is not answered yet."""
        return self._waits_for_the_return and bool(self._engine.unconfirmed(self._clock.now()))

    def _start(self, session: Session) -> None:
        self._waits_for_the_return = False
        if not self._is_on:
            self._is_on = True
            self._was_hidden = False
            self._gap.look()
            self._screen.want(self)
            self._zone.want(self)
            self._on_sight()
        kind = self._engine.kind_of(session)
        if kind.nature is Nature.AWAY or kind.watches_input:
            self._idle.want(self)
        else:
            self._idle.leave(self)
        if session.id != self._session_id:
            self._session_id = session.id
            if self._idle.is_resting or not self._can_be_seen():
                self._watch.left()  # one follows another, and they are away already

    def stop(self) -> None:
        """Listen no longer."""
        self._is_on = False
        self._session_id = ""
        self._waits_for_the_return = False
        self._asleep_since = None
        self._screen.leave(self)
        self._zone.leave(self)
        self._idle.leave(self)

    # What is sensed

    def _on_sight(self) -> None:
        sight = self._screen.sight
        if sight is Sight.OUT_OF_SIGHT:
            self._was_hidden = True
            self._on_left()
        elif sight is Sight.IN_SIGHT and self._was_hidden:
            self._was_hidden = False
            self._on_back()

    def _on_left(self) -> None:
        self._mind_the_gap()
        if self._is_on:
            self._watch.left()

    def _on_back(self) -> None:
        """The screen was unlocked, or the lid opened: somebody did that."""
        self._mind_the_gap()
        if self._is_on and self._can_be_seen():
            self._watch.stirred()
            self._meet_after_the_end()

    def _on_rested(self, since: datetime) -> None:
        self._mind_the_gap()
        if self._is_on:
            self._watch.left(since)

    def _on_stirred(self, at: datetime) -> None:
        """Input, unless it is at the lock, or a lid that presses on the keys."""
        self._mind_the_gap()
        if self._is_on and self._can_be_seen():
            self._watch.stirred(at)
            self._meet_after_the_end()

    def _on_idle_known(self) -> None:
        """Somebody who never left is there when a forgotten session closes."""
        if self._is_on and self._engine.session is None and self._idle.is_resting is False:
            self._meet_after_the_end()

    def _on_falling_asleep(self) -> None:
        if self._is_on:
            self._asleep_since = self._clock.now()
            self._watch.left()

    def _on_awake(self) -> None:
        """It is awake: who woke it may be there, and a timer may have done it as well.

        Behind a lock or a closed lid nobody is there yet: they come with the next that is heard.
        """
        if not self._is_on:
            return
        since, self._asleep_since = self._asleep_since, None
        slept = self._gap.look()
        if since is not None:
            self._watch.slept(since, self._clock.now())
        elif slept:
            self._slept_unheard(slept)
        self._look_again()
        if self._can_be_seen():
            self._watch.returned()
        self._meet_after_the_end()

    def _mind_the_gap(self) -> None:
        """A sleep that nobody has told of, or not yet."""
        if self._is_on and self._asleep_since is None and (slept := self._gap.look()):
            self._slept_unheard(slept)
            if self._can_be_seen():
                self._watch.returned()

    def _slept_unheard(self, slept: timedelta) -> None:
        """Whoever was there has left with it: no look lasts through a sleep."""
        now = self._clock.now()
        self._watch.left(now - slept)
        self._watch.slept(now - slept, now)

    def _can_be_seen(self) -> bool:
        return self._screen.sight is not Sight.OUT_OF_SIGHT and not self._screen.lid_is_closed

    def _meet_after_the_end(self) -> None:
        """Once: a session that closed by itself waits for an answer."""
        if self._engine.session is None:
            self.stop()
            self._returned()
