"""The screen: joins tray, windows and notices to the engine, and shows what the engine tells."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from presence import texts
from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.event import Event, EventKind
from presence.core.likely import LOOK_BACK, recent_combinations
from presence.core.ports import Change, SessionLog
from presence.core.session import Session
from presence.core.settings import Settings
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.front.notices import Notices
from presence.front.preferences import Preferences
from presence.front.weeks import Weeks
from presence.ui.tray import Tray, TrayExtras

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces
    from presence.front.coming.coming import Coming
    from presence.front.windows import Windows
    from presence.front.working.work import Work

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

COMBINATIONS = 5
MEET = "card#by-itself"
TRAY_MAY_COME = 3000  # milliseconds in which a panel may still be on its way


class Screen(QObject):
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
        super().__init__()
        self._engine = engine
        self._log = log
        self._clock = clock
        self._preferences = preferences
        self._weeks = weeks
        self._tray = tray
        self._notices = notices
        self._make_windows: Callable[[], Windows] | None = None
        self._windows: Windows | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_session_where_no_tray_is)
        self._ended = ""  # the session of which is to be asked how it was
        self._coming: Coming | None = None
        self._is_updated: Callable[[], bool] = lambda: False
        self._join_tray()
        notices.undo_requested.connect(self._undo_offered)
        engine.listen(self._on_event)
        self._language = preferences.now.language
        preferences.changed.connect(self._on_preferences_changed)
        preferences.troubled.connect(notices.tell_problem)

    def make_windows_with(self, make: "Callable[[], Windows]") -> None:
        """How the windows are made when the first one is wanted."""
        self._make_windows = make

    def follow(self, coming: "Coming") -> None:
        """Show in the menu what is coming, too."""
        self._coming = coming

    def open(self) -> None:
        """Show what is so in the icon, and soon the window that is called for, if any is."""
        self.redraw()
        QTimer.singleShot(0, self, self._open_windows)

    def close(self) -> None:
        """Take away what would outlive the app."""
        if "_work" in self.__dict__:
            self._work.close()
        self._patience.stop()
        self.closing.emit()
        self._notices.close()
        if self._windows is not None:
            self._windows.hide("closing")  # what was answered on it so far is kept
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

    # What windows and tray ask for

    def start(self, request: StartRequest, switch: bool = False) -> None:
        """Start; from a window, too, a second start while one runs is meant as a switch."""
        running = self._engine.session is not None
        self.attempt(lambda: self._engine.start(request, switch or running))

    def click(self) -> None:
        self.attempt(self._engine.toggle)

    def stop(self) -> None:
        self.attempt(self._engine.stop)

    def extend(self, minutes: int) -> None:
        self.attempt(lambda: self._engine.extend(timedelta(minutes=minutes)))

    def plan_length(self, length: timedelta | None) -> None:
        """The session in progress, planned to last so long from its start on; None: open-ended."""
        session = self._engine.session
        if session is None:
            likely = self._engine.snapshot().likely
            request = StartRequest(likely.kind, likely.people, length, is_open=length is None)
            self.start(request)
            return
        end = None if length is None else session.started_at + length
        self.attempt(lambda: self._engine.plan(end))

    def slip(self, reason: SlipReason | None) -> None:
        self.attempt(lambda: self._engine.slip(reason))

    def take_slip_back(self) -> None:
        self.attempt(self._engine.take_slip_back)

    def undo(self) -> None:
        self.work(self._engine.undoing, _to_nobody, self._notices.say)

    def _undo_offered(self, change: Change) -> None:
        self.work(lambda: self._engine.undoing(change), _to_nobody, self._notices.say)

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

    def follow_updates(self, is_updated: Callable[[], bool]) -> None:
        """Show in the menu whether a newer Presence is there."""
        self._is_updated = is_updated

    def tell_of_update(self, start_anew: Callable[[], None]) -> None:
        """A newer Presence is there, and nothing runs."""
        self._notices.tell_of_update(start_anew)

    def say(self, line: str, hint: str) -> None:
        """A word of something that went wrong elsewhere."""
        self._notices.say(line, hint)

    def redraw(self) -> None:
        """Show anew what is so."""
        self._tray.redraw(self._engine.snapshot(), self._extras(with_week=False))
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

    def _join_tray(self) -> None:
        tray = self._tray
        tray.clicked.connect(self.click)
        tray.start_requested.connect(self.start)
        tray.extend_requested.connect(self.extend)
        tray.length_requested.connect(self.plan_length)
        tray.slip_requested.connect(self.slip)
        tray.slip_back_requested.connect(self.take_slip_back)
        tray.undo_requested.connect(self.undo)
        tray.test_requested.connect(self._notices.send_test)
        tray.quit_requested.connect(self.quit)
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
            (tray.open_goals, "goals"),
            (tray.open_agenda, "agenda"),
            (tray.open_phone, "phone"),
            (tray.open_guests, "guests"),
            (tray.open_settings, "settings"),
            (tray.open_help, "help"),
        ):
            signal.connect(_opening(self.show, name))

    def _on_preferences_changed(self, settings: Settings) -> None:
        if settings.language != self._language:
            self._language = settings.language
            texts.use_language(settings.language)
            self._tray.speak_anew()
            if self._windows is not None:
                self._windows.speak_anew()
                self._show_session_where_no_tray_is()
        self.redraw()

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

    def work(
        self,
        begin: "Callable[[], InPieces[Result]]",
        done: "Callable[[Result], None]",
        failed: Callable[[str], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        """Do what was asked in pieces: one of them, at once; more, between the app's events."""

        def steps() -> "InPieces[None]":
            done((yield from begin()))

        self.go_through(steps(), lambda error: failed(_explained(error)), told)

    def go_through(
        self,
        steps: "InPieces[None]",
        failed: Callable[[PresenceError], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        """The same of what is made already, for who words what could not be done."""
        self._work.run(steps, failed, told)

    def stop_work(self) -> None:
        """Take back what is done so far of long work."""
        self._work.stop()

    @cached_property
    def _work(self) -> "Work":
        from presence.front.working.work import Work  # with the first undo

        return Work(self)

    def attempt(self, action: Callable[[], object]) -> None:
        """Do what was asked; what cannot be done is said in one line."""
        problem = self.problem_with(action)
        if problem:
            self._notices.say(problem)

    def problem_with(self, action: Callable[[], object]) -> str:
        """Do what was asked; "" when it was done, else why it could not be."""
        try:
            action()
        except PresenceError as error:
            return _explained(error)
        return ""


def _explained(error: PresenceError) -> str:
    logger.info("not done: %s", error.code.value)
    from presence.words.errors import explain  # a word for every trouble there is

    return " ".join(part for part in explain(error) if part)


def _to_nobody(_done: object) -> None:
    """The engine has told everybody already."""


def _opening(show: Callable[[str], None], name: str) -> Callable[[], None]:
    def open_window() -> None:
        show(name)

    return open_window
