"""The screen: joins tray, windows and notices to the engine, and shows what the engine tells."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from presence import texts
from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.event import Event, EventKind
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.core.settings import Settings
from presence.front.notices import Notices
from presence.front.preferences import Preferences
from presence.front.screen.deeds import Deeds
from presence.front.screen.icon import Icon
from presence.front.weeks import Weeks
from presence.ui.tray import Tray

if TYPE_CHECKING:
    from presence.front.windows import Windows

MEET = "card#by-itself"
TRAY_MAY_COME = 3000  # milliseconds in which a panel may still be on its way


class Screen(Deeds):
    """What the person sees of the app; implements ``link.commands.Surface``."""

    quit_requested = Signal()
    opened = Signal()
    window_opens = Signal()
    closing = Signal()

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        preferences: Preferences,
        weeks: Weeks,
        tray: Tray,
        notices: Notices,
    ) -> None:
        super().__init__(engine, notices)
        self._clock = clock
        self._preferences = preferences
        self._tray = tray
        self.icon = Icon(tray, engine, log, clock, preferences, weeks)
        self._make_windows: Callable[[], Windows] | None = None
        self._windows: Windows | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_session_where_no_tray_is)
        self._ended = ""  # the session of which is to be asked how it was
        self.icon.ask(self, notices)
        notices.undo_requested.connect(self.undo_offered)
        engine.listen(self._on_event)
        self._language = preferences.now.language
        preferences.changed.connect(self._on_preferences_changed)
        preferences.troubled.connect(notices.tell_problem)

    def make_windows_with(self, make: "Callable[[], Windows]") -> None:
        """How the windows are made when the first one is wanted."""
        self._make_windows = make

    def open(self) -> None:
        """Show what is so in the icon, and soon the window that is called for, if any is."""
        self.redraw()
        QTimer.singleShot(0, self, self._open_windows)

    def close(self) -> None:
        """Take away what would outlive the app."""
        self.end_work()
        self._patience.stop()
        self.closing.emit()
        self._notices.close()
        if self._windows is not None:
            self._windows.close()
        self._tray.blockSignals(True)  # a menu that is about to open would ask the log
        self._tray.hide()

    # What the command line asks for

    def show(self, window: str) -> None:
        """Open a window by its name; after a # what of it is wanted."""
        name, _mark, wanted = window.partition("#")
        self.window_opens.emit()
        if self._windows is None and self._make_windows is not None:
            self._windows = self._make_windows()
        if self._windows is not None:
            self._windows.show(name, wanted)

    def ask(self, text: str) -> None:
        """Open the start window, with words typed in already."""
        self.show(f"start#{text}")

    def quit(self) -> None:
        """End the app; a session in progress stays in the log and goes on with the next start."""
        QTimer.singleShot(0, self, self.quit_requested.emit)

    # What other parts of the app tell

    def ask_afterwards(self, session: Session) -> None:
        """Ask how it was, of those who want to be asked, once the desktop is put back."""
        if self._preferences.now.ask_afterwards:
            self._ended = session.id
            self._ask_when_settled()

    def meet(self) -> None:
        """The person came back, or the computer slept, and there is something to ask."""
        self.show(MEET)

    def redraw_table(self) -> None:
        """Show how the phones lie, where it can be seen."""
        if self._windows is not None:
            self._windows.redraw_table()

    def redraw_windows(self) -> None:
        """Show anew what is so, in the windows alone."""
        if self._windows is not None:
            self._windows.redraw()

    def on_returned(self) -> None:
        """The person is back: the lid was opened, or the screen unlocked."""
        if self._engine.session is None and self._engine.unconfirmed(self._clock.now()):
            self.show(MEET)

    def tell_of_update(self, start_anew: Callable[[], None]) -> None:
        """A newer Presence is there, and nothing runs."""
        self._notices.tell_of_update(start_anew)

    def say(self, line: str, hint: str) -> None:
        """A word of something that went wrong elsewhere."""
        self._notices.say(line, hint)

    def redraw(self) -> None:
        """Show anew what is so."""
        self.icon.redraw()
        if self._windows is not None:
            self._windows.redraw()

    # Inside

    def _open_windows(self) -> None:
        snapshot = self._engine.snapshot()
        if self._preferences.problem is not None:
            self._notices.tell_problem(self._preferences.problem)
        if snapshot.unconfirmed:
            self.show(MEET)
        elif not self._preferences.now.first_minute_done:
            self.show("first_minute")
        elif not self._tray.is_seen:
            self._patience.start(TRAY_MAY_COME)
        self.opened.emit()

    def _show_session_where_no_tray_is(self) -> None:
        if not self._tray.is_seen:
            self.show("session")

    def _on_preferences_changed(self, settings: Settings) -> None:
        if settings.language != self._language:
            self._language = settings.language
            texts.use_language(settings.language)
            self._tray.speak_anew()
            if self._windows is not None:
                self._windows.speak_anew()
                self._show_session_where_no_tray_is()
        self.redraw()

    def _on_event(self, event: Event) -> None:
        self.redraw()
        self._notices.on_event(event, self._engine)
        if event.what is EventKind.ENDED and event.session is not None:
            self.ask_afterwards(event.session)
        elif self._engine.session is not None:
            self._ended = ""
        self._ask_when_settled()
        if event.what is EventKind.STARTED:
            if self._windows is not None:
                self._windows.hide("first_minute")
            if not self._preferences.now.first_minute_done:
                self.attempt(lambda: self._preferences.change("first_minute_done", True))

    def _ask_when_settled(self) -> None:
        if self._ended and not self._engine.is_settling:
            ended, self._ended = self._ended, ""
            self.show(f"closing#{ended}")
