"""Reads a week of the log for whoever shows one; what it takes is loaded with the first."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from presence.core.ports import SessionLog
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Session
from presence.core.settings import Settings
from presence.words.dates import first_weekday

if TYPE_CHECKING:
    from presence.core.review import Calendar, Week, WeekReview


class Weeks:
    """Cuts the log into weeks as the person's settings say; costs by the week, not by the log."""

    def __init__(
        self, log: SessionLog, zone_name: Callable[[], str], settings: Callable[[], Settings]
    ) -> None:
        self._log = log
        self._zone_name = zone_name
        self._settings = settings

    @property
    def calendar(self) -> "Calendar":
        """How days and weeks are cut now."""
        from presence.core.review import Calendar

        settings = self._settings()
        return Calendar(
            ZoneInfo(self._zone_name()),
            settings.day_starts_at,
            first_weekday(settings.week_starts),
        )

    def this_week(self, now: datetime) -> "Week":
        """The week that holds ``now``."""
        calendar = self.calendar
        return calendar.week_of(calendar.day_of(now))

    def review(self, week: "Week", now: datetime) -> "WeekReview":
        """A week and the one before, as the log shows them."""
        from presence.core.review import review_week

        before = week.shifted(-1)
        kinds = self._log.kinds()

        def shown(start: datetime, end: datetime) -> list[Session]:
            rows = self._log.between(start, end)
            return [as_the_log_shows_it(row, kinds[row.kind], now) for row in rows]

        return review_week(
            week, shown(week.start, week.end), shown(before.start, before.end), kinds, now
        )
