"""Reads a week, or another period, of the log for whoever shows one."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from presence.core.settings import Settings
from presence.words.dates import first_weekday

if TYPE_CHECKING:  # what it takes is loaded with the first review
    from presence.core.review import Calendar, Period, PeriodReview
    from presence.core.review.reading import ReviewLog


class Weeks:
    """Cuts the log as the person's settings say; costs by the period, not by the log."""

    def __init__(
        self, log: "ReviewLog", zone_name: Callable[[], str], settings: Callable[[], Settings]
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

    def this_week(self, now: datetime) -> "Period":
        """The week that holds ``now``."""
        calendar = self.calendar
        return calendar.week_of(calendar.day_of(now))

    def review(self, period: "Period", now: datetime) -> "PeriodReview":
        """A period and the total of the one before, as the log shows them.

        Its sessions are with it where it is no longer than a month.
        """
        from presence.core.review.reading import read_review

        with _without_collector():
            return read_review(self._log, period, now)

    period_review = review


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles meanwhile: a year's rows have none.

    They would set off many searches through all that the app holds: a fifth of a year's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
