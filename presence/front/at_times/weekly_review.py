"""The week in one notice, at the time that the person chose."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.goals.reading import GoalWeeks, read_goals
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
from presence.store.goals import GoalBook
from presence.texts import _

logger = logging.getLogger(__name__)


class WeeklyReview(WeeklyNotice):
    """Tells of the running week, or of the one before while less than half of it is over."""

    JOB = "weekly_review"

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
        parent: QObject | None = None,
        people: DuePeople | None = None,
    ) -> None:
        super().__init__(engine, clock, weeks, sight, alarm, zone, told, parent)
        self._log = log
        self._notices = notices
        self._show = show
        self._people = people
        self._says_who = False

    def look(self, settings: Settings, is_start: bool = False) -> None:
        """Take over the setting; of one time for both notices there is one, with both in it."""
        self._says_who = settings.not_seen_notice == settings.weekly_review
        super().look(settings, is_start)

    def chosen(self, settings: Settings) -> Weekly:
        return settings.weekly_review

    def tell(self, week: Period) -> None:
        try:
            title, body = self._words(week)
        except PresenceError as error:  # the next start tries again
            logger.warning("the week was not told of: %s", error.code.value)
            return
        self._told.note(week.first)
        if title:  # of a week without a session there is nothing to tell
            self._notices.tell_week(title, body, lambda: self._show(f"week#{week.first}"))

    def _words(self, week: Period) -> tuple[str, str]:
        from presence.words.goals.week_notice import week_details, week_summary  # once a week

        now, kinds = self._clock.now(), self._log.kinds()
        review = self._weeks.review(week, now)
        summary, who = week_summary(review, kinds), self._who(now)
        if not summary:
            return who, ""
        details = week_details(review, self._goals(week, now), self._shows_people)
        said = "\n".join(filter(None, [details, who]))
        return _("Your week: {summary}").format(summary=summary), said

    def _who(self, now: datetime) -> str:
        """Whom one has not seen for a while, where that is to be told with it."""
        due = self._people.due(now) if self._people is not None and self._says_who else ()
        if not due:
            return ""
        from presence.words.people.notice import not_seen_body, not_seen_title

        named = not_seen_body(named_in_digest(due), self._log.kinds())
        return "\n".join([not_seen_title(len(due)), *([named] if self._shows_people else [])])

    def _goals(self, week: Period, now: datetime) -> Sequence[GoalWeeks]:
        book = GoalBook(self._log)
        return read_goals(self._log, book.goals(), book.pauses(), book.groups(), [week], now)
