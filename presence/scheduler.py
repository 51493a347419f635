"""Jobs at a time of day; the only APScheduler, loaded only where the person has such a job.

Of APScheduler the triggers alone are used. Its schedulers read the clock themselves, so that no
test moves them; they run jobs in threads of their own; their timers stand still while the computer
sleeps; and QtScheduler leaves one more endless chain of timers behind with every wake-up, since
PySide6's ``QTimer.singleShot`` returns None. Here the trigger says when, and one alarm wakes, which
hears of sleep and of a clock that was set: an idle Presence is woken by nothing else.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.triggers.cron import (  # type: ignore[import-untyped]  # has no annotations
    CronTrigger,
)

from presence.core.clock import Clock
from presence.core.ports import Alarm
from presence.core.settings import Weekly

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
LOOKS_BACK = timedelta(days=8)  # a week and a day: a weekly job was due once within it

Due = Callable[[datetime], None]


@dataclass(slots=True)
class _Job:
    when: Weekly
    due: Due
    since: datetime  # what was due up to then is done


class Scheduler:
    """Tells who put a job that it is due, late where the computer slept or was off, and once.

    It gets the instant it was meant for, and looks at the clock itself whether that still makes
    sense. Where the clock is set back over that instant, or the night has an hour twice, it is
    told twice. Everything happens on the thread of the alarm.
    """

    def __init__(self, clock: Clock, alarm: Alarm, zone: Callable[[], tzinfo]) -> None:
        self._clock = clock
        self._alarm = alarm
        self._zone = zone
        self._jobs: dict[str, _Job] = {}

    def put(self, name: str, when: Weekly, since: datetime, due: Due) -> None:
        """Have a job, in place of one of that name; it may be due at once, for since ``since``."""
        self._jobs.pop(name, None)
        if when.weekday is not None:
            self._jobs[name] = _Job(when, due, since)
        self.look_again()

    def look_again(self) -> None:
        """The alarm rang, the computer woke up, or the clock or the zone is another one."""
        now = self._clock.now()
        for name, job in tuple(self._jobs.items()):
            latest = self._latest(job, now)
            job.since = now
            if latest is not None:
                self._tell(name, job, latest)
        coming = [self._next(job.when, now) for job in self._jobs.values()]
        self._alarm.arm(min(coming, default=None))

    def _tell(self, name: str, job: _Job, planned_at: datetime) -> None:
        try:
            job.due(planned_at)
        except Exception:  # a job's fault must not stop the others, nor the alarm
            logger.exception("the job %s failed", name)

    def _latest(self, job: _Job, now: datetime) -> datetime | None:
        """The last instant up to now at which it was due and is not done; None for none."""
        latest = None
        at = self._next(job.when, max(min(job.since, now), now - LOOKS_BACK))
        while at <= now:
            latest, at = at, self._next(job.when, at)
        return latest

    def _next(self, when: Weekly, after: datetime) -> datetime:
        """The first instant after that one at which it is due."""
        trigger = CronTrigger(
            day_of_week=when.weekday,
            hour=when.at.hour,
            minute=when.at.minute,
            timezone=self._zone(),
        )
        look_from = after + MOMENT
        while True:
            at: datetime = trigger.get_next_fire_time(None, look_from).astimezone(UTC)
            if at > after:
                return at
            # In the hour that comes twice it names one that is over, again and again.
            look_from += HOUR
