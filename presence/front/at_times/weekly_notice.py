"""A notice once a week, at the time that the person chose.

It comes once: the week told of is remembered on disk. Missed while the computer slept or was off,
it comes within two days of its time. It waits for the end of a session, for the notice that tells
of that end to go, and until somebody can see the screen; waiting is listening, never polling.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QObject, QTimer

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.event import Event
from presence.core.review import Period
from presence.core.settings import Settings, Weekly
from presence.desktop.alarm.signalling import SignallingAlarm
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from presence.front.at_times.told import ToldWeek
from presence.front.weeks import Weeks
from presence.scheduler import Scheduler

STILL_WANTED = timedelta(days=2)
HALF_A_WEEK = timedelta(days=3.5)
# Longer than a question about the login is shown; a notice takes the place of the last one.
PATIENCE_MS = 40_000


class WeeklyNotice(QObject):
    """Nothing is told before ``look`` has heard of the setting; a subclass says when and what."""

    JOB = ""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        weeks: Weeks,
        sight: ScreenWatch,
        alarm: SignallingAlarm,
        zone: Callable[[], tzinfo],
        told: ToldWeek,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._clock = clock
        self._weeks = weeks
        self._sight = sight
        self._alarm = alarm
        self._told = told
        self._when: Weekly | None = None
        self._shows_people = False
        self._planned_at: datetime | None = None  # what is to be told, and was not yet
        self._scheduler = Scheduler(clock, alarm, zone)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._tell_when_it_can_be)
        alarm.fired.connect(self._scheduler.look_again)
        sight.changed.connect(self._wait)
        engine.listen(self._on_event)

    def chosen(self, settings: Settings) -> Weekly:
        """The time that was chosen for it."""
        raise NotImplementedError  # abstract: each notice has its own

    def tell(self, week: Period) -> None:
        """Show it, and note that the week was told of; what raises nothing is told no more."""
        raise NotImplementedError  # abstract: each notice has its own

    def look(self, settings: Settings, is_start: bool = False) -> None:
        """Take over the setting; at the start what was missed is due, chosen just now it is not."""
        self._shows_people = settings.show_people
        when = self.chosen(settings)
        if when == self._when:
            return
        now = self._clock.now()
        since = now - STILL_WANTED if is_start else now
        self._when = when
        self._give_up()
        self._scheduler.put(self.JOB, when, since, self._on_due)

    def look_again(self) -> None:
        """The computer woke up, or the zone is another one."""
        self._scheduler.look_again()

    def close(self) -> None:
        """The app goes: nothing is told any more."""
        self._give_up()
        self._alarm.arm(None)

    def _on_due(self, planned_at: datetime) -> None:
        self._planned_at = planned_at
        self._tell_when_it_can_be()

    def _on_event(self, _event: Event) -> None:
        if self._engine.session is None:
            self._wait()

    def _wait(self) -> None:
        if self._planned_at is not None and not self._patience.isActive():
            self._patience.start(PATIENCE_MS)

    def _tell_when_it_can_be(self) -> None:
        planned_at = self._planned_at
        if planned_at is None:
            return
        week = self.week_told_at(planned_at)
        is_late = self._clock.now() - planned_at > STILL_WANTED
        if is_late or self._told.week() == week.first:
            self._give_up()
            return
        if self._engine.session is not None or self._engine.is_settling:
            return  # its end is heard of
        self._sight.want(self)
        if self._sight.sight is Sight.IN_SIGHT:
            self._give_up()
            self.tell(week)

    def week_told_at(self, planned_at: datetime) -> Period:
        """The running week, or the one before while less than half of it is over."""
        week = self._weeks.this_week(planned_at)
        return week if planned_at - week.start >= HALF_A_WEEK else week.shifted(-1)

    def _give_up(self) -> None:
        self._planned_at = None
        self._patience.stop()
        self._sight.leave(self)
