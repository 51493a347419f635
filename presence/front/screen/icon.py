"""The icon and its menu: what they show, and whom they ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.likely import LOOK_BACK, recent_combinations
from presence.core.ports import SessionLog
from presence.front.notices import Notices
from presence.front.preferences import Preferences
from presence.front.weeks import Weeks
from presence.ui.tray import Tray, TrayExtras

if TYPE_CHECKING:
    from presence.front.coming.coming import Coming
    from presence.front.screen import Screen

COMBINATIONS = 5


class Icon:
    """Shows what is so; the week and what is coming only in a menu that opens."""

    def __init__(
        self,
        tray: Tray,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        preferences: Preferences,
        weeks: Weeks,
    ) -> None:
        self._tray = tray
        self._engine = engine
        self._log = log
        self._clock = clock
        self._preferences = preferences
        self._weeks = weeks
        self._coming: Coming | None = None
        self._is_updated: Callable[[], bool] = lambda: False

    def ask(self, screen: "Screen", notices: Notices) -> None:
        """Have the screen do what is clicked."""
        tray = self._tray
        tray.clicked.connect(screen.click)
        tray.start_requested.connect(screen.start)
        tray.extend_requested.connect(screen.extend)
        tray.length_requested.connect(screen.plan_length)
        tray.slip_requested.connect(screen.slip)
        tray.slip_back_requested.connect(screen.take_slip_back)
        tray.undo_requested.connect(screen.undo)
        tray.test_requested.connect(notices.send_test)
        tray.quit_requested.connect(screen.quit)
        tray.menu_opening.connect(self._redraw_menu)
        for signal, name in (
            (tray.until_requested, "details#until"),
            (tray.people_requested, "details"),
            (tray.confirm_requested, "card"),
            (tray.open_start, "start"),
            (tray.open_session, "session"),
            (tray.open_week, "week"),
            (tray.open_add, "add"),
            (tray.open_log, "log"),
            (tray.open_import, "import"),
            (tray.open_names, "names"),
            (tray.open_people, "people"),
            (tray.open_met, "people#met"),
            (tray.open_goals, "goals"),
            (tray.open_agenda, "agenda"),
            (tray.open_phone, "phone"),
            (tray.open_guests, "guests"),
            (tray.open_settings, "settings"),
            (tray.open_help, "help"),
        ):
            signal.connect(_opening(screen.show, name))

    def follow(self, coming: "Coming") -> None:
        """Show in the menu what is coming, too."""
        self._coming = coming

    def follow_updates(self, is_updated: Callable[[], bool]) -> None:
        """Show in the menu whether a newer Presence is there."""
        self._is_updated = is_updated

    def redraw(self) -> None:
        """Show anew what is so."""
        self._tray.redraw(self._engine.snapshot(), self._extras(with_week=False))

    def _redraw_menu(self) -> None:
        self._tray.redraw(self._engine.snapshot(), self._extras(with_week=True))

    def _extras(self, with_week: bool) -> TrayExtras:
        now = self._clock.now()
        recent = self._log.recent(now - LOOK_BACK) if with_week else ()
        week = self._weeks.review(self._weeks.this_week(now), now) if with_week else None
        return TrayExtras(
            combinations=recent_combinations(recent, COMBINATIONS),
            week=week,
            show_people=self._preferences.now.show_people,
            is_updated=self._is_updated(),
            coming=() if self._coming is None else self._coming.shown(now),
        )


def _opening(show: Callable[[str], None], name: str) -> Callable[[], None]:
    def open_window() -> None:
        show(name)

    return open_window
