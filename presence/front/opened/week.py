"""The week window, joined."""

from presence.core.review import Week
from presence.front.context import Context
from presence.ui.week.page import WeekPage
from presence.ui.windows.week import WeekWindow


class WeekOpened:
    """Shows a week of the log, or a made-up one that is never written."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._week: Week | None = None  # None follows the present one
        self._sample: WeekPage | None = None
        actions, window = context.actions, WeekWindow(context.wardrobe.look)
        self.window = window
        window.week_requested.connect(self._on_week)
        window.this_week_requested.connect(lambda: self._on_week(None))
        window.confirm_requested.connect(lambda: actions.show("card"))
        window.session_chosen.connect(lambda session_id: actions.show(f"details#{session_id}"))
        window.sample_requested.connect(self._on_sample)
        window.sample_closed.connect(lambda: self._on_week(None))
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if not self.window.isVisible():
            self._week = self._sample = None
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        context = self._context
        now = context.clock.now()
        if self._sample is not None:
            self.window.redraw(self._sample)
            return
        week = self._week or context.weeks.this_week(now)
        review = context.weeks.review(week, now)
        snapshot = context.engine.snapshot()
        self.window.redraw(
            WeekPage(
                review,
                snapshot.kinds,
                now,
                to_confirm=len(snapshot.unconfirmed),
                log_is_empty=not review.sessions and context.log.last_change() is None,
            )
        )

    def _on_week(self, week: Week | None) -> None:
        context = self._context
        self._sample = None
        self._week = None if week == context.weeks.this_week(context.clock.now()) else week
        self.redraw()

    def _on_sample(self) -> None:
        from presence.ui.week.sample import sample_page  # only for those who ask for it

        context = self._context
        calendar, now = context.weeks.calendar, context.clock.now()
        self._sample = sample_page(calendar, str(context.zone()), now)
        self.redraw()
