"""The session window, joined."""

from presence.core.likely import LOOK_BACK, usual_length
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.front.context import Context
from presence.ui.windows.session import SessionView, SessionWindow
from presence.words.review.lines import kept_line, total_line

TILES = ("meeting", "dinner", "coffee")


class SessionOpened:
    """Shows the session in progress, or what could be started."""

    def __init__(self, context: Context) -> None:
        self._context = context
        actions, window = context.actions, SessionWindow(context.wardrobe.look)
        self.window = window
        window.start_requested.connect(actions.start)
        window.stop_requested.connect(actions.stop)
        window.extend_requested.connect(actions.extend)
        window.slip_requested.connect(lambda: actions.slip(None))
        window.slip_back_requested.connect(lambda: actions.attempt(context.engine.take_slip_back))
        window.reason_chosen.connect(self._on_reason)
        window.people_requested.connect(lambda: actions.show("details"))
        window.undo_requested.connect(actions.undo)
        window.reminder_dismissed.connect(
            lambda: actions.attempt(lambda: context.preferences.change("phone_reminder", False))
        )
        window.keep_on_top_changed.connect(
            lambda on: actions.attempt(
                lambda: context.preferences.change("keep_session_on_top", on)
            )
        )
        window.redraw_wanted.connect(self.redraw)
        window.open_start.connect(lambda: actions.show("start"))
        window.open_week.connect(lambda: actions.show("week"))
        window.open_settings.connect(lambda: actions.show("settings"))
        window.open_phones.connect(lambda: actions.show("guests"))
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        window.quit_requested.connect(actions.quit)

    def open(self, wanted: str) -> None:
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        context = self._context
        now = context.clock.now()
        review = context.weeks.review(context.weeks.this_week(now), now)
        kept = kept_line(review)
        settings = context.preferences.now
        view = SessionView(
            has_tray=context.has_tray(),
            starts=self._starts(),
            week_line=total_line(review) + (f" · {kept}" if kept else ""),
            shows_reminder=settings.phone_reminder,
            keeps_on_top=settings.keep_session_on_top,
            table=context.table(),
        )
        self.window.redraw(context.engine.snapshot(), view)

    def redraw_table(self) -> None:
        """Show how the phones lie, at once."""
        self.window.redraw_table(self._context.table())

    def _on_reason(self, slip_id: str, reason: SlipReason | None) -> None:
        engine = self._context.engine
        session = engine.session
        if session is not None:
            self._context.actions.attempt(lambda: engine.give_reason(session.id, slip_id, reason))

    def _starts(self) -> tuple[StartRequest, ...]:
        context = self._context
        kinds = context.log.kinds()
        recent = context.log.recent(context.clock.now() - LOOK_BACK)
        return tuple(
            StartRequest(key, length=usual_length(recent, key) or kinds[key].default_length)
            for key in TILES
        )
