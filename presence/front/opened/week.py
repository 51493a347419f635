"""The review's window (a week, a month, a year), joined."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from presence.core.editing.filter import LogFilter, filter_words
from presence.core.review import Comparison, Period, PeriodReview, Unit
from presence.core.review.compare import compare
from presence.drawing.review.goal_lines import GoalLine
from presence.drawing.review.page import ReviewPage
from presence.front.context import Context
from presence.ui.review.window import ReviewWindow

YEARS = range(1900, 3000)  # beyond them the calendar ends some day
STEPS_BESIDE = (-1, -12, -52)  # the one before, and a year before


class WeekOpened:
    """Shows a period of the log, or a made-up week that is never written."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._period: Period | None = None  # None follows the present one
        self._unit = Unit.WEEK
        self._beside: Period | None = None
        self._sample: ReviewPage | None = None
        self._page: ReviewPage | None = None  # what is shown
        actions, window = context.actions, ReviewWindow(context.wardrobe.look)
        self.window = window
        window.period_requested.connect(self._on_period)
        window.present_requested.connect(self._on_present)
        window.comparison_requested.connect(self._on_comparison)
        window.sessions_requested.connect(self._on_sessions)
        window.confirm_requested.connect(lambda: actions.show("card"))
        window.session_chosen.connect(lambda session_id: actions.show(f"details#{session_id}"))
        window.goals_wanted.connect(self._on_goals_wanted)
        window.goals_requested.connect(lambda: actions.show("goals"))
        window.with_whom_requested.connect(self._on_with_whom)
        window.print_requested.connect(self._on_print)
        window.share_requested.connect(self._on_share)
        window.sample_requested.connect(self._on_sample)
        window.sample_closed.connect(lambda: self._on_present(Unit.WEEK))
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        """``month`` and ``year`` open the present one, a date the week that holds it."""
        if wanted or not self.window.isVisible():
            self._sample = self._beside = None
            self._unit, self._period = self._wanted(wanted)
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        self._page = self._sample or self._page_of_the_log()
        self.window.redraw(self._page)

    def _page_of_the_log(self) -> ReviewPage:
        context, now = self._context, self._context.clock.now()
        calendar = context.weeks.calendar
        period = self._period or calendar.period_of(self._unit, calendar.day_of(now))
        review = context.weeks.review(period, now)
        snapshot = context.engine.snapshot()
        return ReviewPage(
            review,
            snapshot.kinds,
            now,
            to_confirm=len(snapshot.unconfirmed),
            log_is_empty=not review.count and context.log.last_change() is None,
            comparison=self._comparison(review, now),
            people_of=self._people_of(review),
        )

    def _wanted(self, wanted: str) -> tuple[Unit, Period | None]:
        for unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR):
            if wanted == unit.value:
                return unit, None
        try:
            day = date.fromisoformat(wanted)
        except ValueError:
            return Unit.WEEK, None
        if day.year not in YEARS:
            return Unit.WEEK, None
        return Unit.WEEK, self._unless_present(self._context.weeks.calendar.week_of(day))

    def _unless_present(self, period: Period) -> Period | None:
        """The period, None for the present one: that is followed when it ends."""
        return None if period.is_running(self._context.clock.now()) else period

    def _comparison(self, review: PeriodReview, now: datetime) -> Comparison | None:
        if self._beside is None or not review.count:
            return None
        return compare(review, self._context.weeks.review(self._beside, now))

    def _people_of(self, review: PeriodReview) -> Mapping[str, Sequence[str]]:
        if not review.by_group:
            return {}
        return {group.name: group.people for group in self._context.log.groups()}

    def _on_period(self, period: Period) -> None:
        self._sample = None
        self._beside = self._moved_along(period)
        self._unit, self._period = period.unit, self._unless_present(period)
        self.redraw()

    def _moved_along(self, period: Period) -> Period | None:
        """What is beside the next one: as far before it as it was, or the same span as it was."""
        if self._page is None or self._beside is None or period.unit is not self._unit:
            return None
        shown = self._page.period
        for steps in STEPS_BESIDE:
            if shown.shifted(steps) == self._beside:
                return period.shifted(steps)
        return self._beside

    def _on_present(self, unit: Unit) -> None:
        self._sample = self._beside = None
        self._unit, self._period = unit, None
        self.redraw()

    def _on_comparison(self, beside: Period | None) -> None:
        self._beside = beside
        self.redraw()

    def _on_sessions(self, wanted: LogFilter) -> None:
        self._context.actions.show(f"log#{filter_words(wanted)}")

    def _on_goals_wanted(self) -> None:
        self.window.set_goals(() if self._page is None else self._goals_of(self._page))

    def _goals_of(self, page: ReviewPage) -> Sequence[GoalLine]:
        if page.is_sample or page.unit is not Unit.WEEK:
            return ()
        from presence.front.opened.goals import goal_lines  # when the first sight is painted

        return goal_lines(self._context, page.period, page.now)

    def _whole(self, page: ReviewPage) -> ReviewPage:
        """The page with what the window asks for later."""
        return replace(page, goals=self._goals_of(page))

    def _on_with_whom(self) -> None:
        if self._page is not None:
            period = self._page.period
            self._context.actions.show(f"with_whom#{period.unit.value} {period.first.isoformat()}")

    def _on_print(self, with_names: bool) -> None:
        from presence.ui.review.printing import print_page  # QtPrintSupport, for who prints

        if self._page is not None:
            print_page(self.window, self._whole(self._page), with_names)

    def _on_share(self, kind: str, with_names: bool) -> None:
        from presence.exchange.review.files import Kind
        from presence.front.opened.sharing import keep_as_file

        if self._page is not None:
            actions, page = self._context.actions, self._whole(self._page)
            keep_as_file(actions, self.window, page, Kind(kind), with_names)

    def _on_sample(self) -> None:
        from presence.ui.review.sample import sample_page  # only for those who ask for it

        context = self._context
        calendar, now = context.weeks.calendar, context.clock.now()
        self._sample = sample_page(calendar, str(context.zone()), now)
        self.redraw()
