"""Whom one has not seen for a while, in one notice a week at the time that the person chose.

It names three at most, and nobody where others could read it. "Not now" lets them be for a while.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.people.cadence import Due
from presence.core.people.digest import named_in_digest
from presence.core.ports import SessionLog
from presence.core.review import Period
from presence.core.settings import Settings, Weekly
from presence.desktop.alarm.signalling import SignallingAlarm
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.front.at_times.told import ToldWeek
from presence.front.at_times.weekly_notice import WeeklyNotice
from presence.front.notices import Notices
from presence.front.people.due import DuePeople
from presence.front.weeks import Weeks
from presence.words.people.notice import not_seen_body, not_seen_title

logger = logging.getLogger(__name__)

WINDOW = "people#due"


class NotSeenNotice(WeeklyNotice):
    """Where nobody is due, nothing is told."""

    JOB = "not_seen"

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        weeks: Weeks,
        notices: Notices,
        sight: ScreenWatch,
        alarm: SignallingAlarm,
        zone: Callable[[], tzinfo],
        told: ToldWeek,
        show: Callable[[str], None],
        people: DuePeople,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(engine, clock, weeks, sight, alarm, zone, told, parent)
        self._log = log
        self._notices = notices
        self._show = show
        self._people = people

    def chosen(self, settings: Settings) -> Weekly:
        is_told_with_the_week = settings.not_seen_notice == settings.weekly_review
        return Weekly() if is_told_with_the_week else settings.not_seen_notice

    def tell(self, week: Period) -> None:
        try:
            due = self._people.due(self._clock.now())
            kinds = self._log.kinds()
        except PresenceError as error:  # the next start tries again
            logger.warning("it was not told who was not seen: %s", error.code.value)
            return
        self._told.note(week.first)
        if not due:
            return
        named = named_in_digest(due)
        body = not_seen_body(named, kinds) if self._shows_people else ""
        self._notices.tell_not_seen(
            not_seen_title(len(due)),
            body,
            lambda: self._show(WINDOW),
            lambda: self._not_now(named),
        )

    def _not_now(self, named: Sequence[Due]) -> None:
        try:
            self._people.not_now(named, self._clock.now())
        except PresenceError as error:
            self._notices.tell_problem(error)
