"""What Presence says by itself: a word at the start, a notice at the end, and little else."""

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.event import Event, EventKind
from presence.core.frozen import dataclass
from presence.core.lease import MuteDetail, MuteState
from presence.core.ports import Change, Notifier
from presence.core.session import Session
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from presence.front.login import Login
from presence.front.preferences import Preferences
from presence.texts import _
from presence.words.dates import clock_time, length, planned_length
from presence.words.kinds import kind_name
from presence.words.mute import mute_line
from presence.words.mute.waiting import waiting_line
from presence.words.session import SEPARATOR

if TYPE_CHECKING:
    from presence.desktop.lease.settle import Settled
    from presence.ui.wardrobe import Wardrobe
    from presence.ui.windows.toast import Toast

UNDO_SECONDS = 10
TEST_SECONDS = 5
QUESTION_SECONDS = 30
UNDO = "undo"
LOGIN, NEVER = "login", "never"
WEEK = "week"
WHO, NOT_NOW = "who", "not-now"
ANEW = "anew"
STAYS = 0  # until the person or the desktop takes it away


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a notice."""

    key: str
    label: str


class Notices(QObject):
    """Turns events into words; the desktop's notices only ever after the mute is put back.

    While the screen is locked, or another user's session is in front, a notice waits: no passer-by
    reads it, the person does not miss it, and the time to undo begins when they are back.
    """

    undo_requested = Signal(object)  # the Change that the button was shown for

    def __init__(
        self,
        notifier: Notifier,
        screen: ScreenWatch,
        login: Login,
        clock: Clock,
        preferences: Preferences,
        wardrobe: "Callable[[], Wardrobe]",
        zone: Callable[[], tzinfo],
    ) -> None:
        super().__init__()
        self._notifier = notifier
        self._screen = screen
        self._login = login
        self._clock = clock
        self._preferences = preferences
        self._wardrobe = wardrobe
        self._zone = zone
        self._toast: Toast | None = None
        self._starting = False
        self._was_tested = False
        self._ended: Session | None = None
        self._offered: Change | None = None
        self._trouble: PresenceError | None = None
        self._waiting: Callable[[], None] | None = None  # shows the notice that waits to be seen
        screen.changed.connect(self._show_when_seen)

    def on_event(self, event: Event, engine: Engine) -> None:
        """Say what an event deserves, once the desktop has answered."""
        match event.what:
            case EventKind.STARTED | EventKind.SWITCHED:
                self._starting, self._ended = True, None
                self._was_tested = False
                self._take_away()
            case EventKind.ENDED | EventKind.ENDED_SOFTLY:
                self._starting, self._ended = False, event.session
                self._screen.want(self)  # what is known of it is known on until this is told
                if self._toast is not None:
                    self._toast.close()
            case EventKind.TROUBLE:
                self._trouble = event.error
            case EventKind.RESUMED | EventKind.CANCELLED:
                self._starting, self._ended = False, None
                self._take_away()
            case _:
                pass
        if engine.is_settling:
            return
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            self.tell_problem(trouble)
        elif self._starting:
            self._starting = False
            self._say_start(engine)
        elif self._ended is not None:
            ended, self._ended = self._ended, None
            self._tell_end(ended, engine)

    def close(self) -> None:
        """Take away what is shown: nobody would hear its button any more."""
        self._take_away()
        if self._toast is not None:
            self._toast.close()

    def say(self, line: str, hint: str = "") -> None:
        """A word in a panel of our own, which no mute holds back, as long as reading it takes."""
        self._say(line, hint, in_passing=False)

    def _say(self, line: str, hint: str, *, in_passing: bool) -> None:
        def show() -> None:
            if self._toast is None:
                from presence.ui.windows.toast import Toast  # with the first word

                self._toast = Toast()
            self._toast.say(line, hint, in_passing=in_passing)

        self._wardrobe().when_ready(show)

    def send_test(self) -> None:
        """A notice like any other program's: during a session nobody sees it."""
        self._was_tested = True
        self._notifier.show(
            _("A test from Presence"),
            _("While a session runs you do not see this."),
            (),
            lambda _key: None,
            TEST_SECONDS,
        )

    def tell_week(self, title: str, body: str, opened: Callable[[], None]) -> None:
        """The week in a line, with a button to open it; whoever asks has looked that it is seen."""
        button = Button(WEEK, _("Open the week"))
        self._notifier.show(title, body, (button,), lambda _key: opened(), STAYS)

    def tell_not_seen(
        self, title: str, body: str, opened: Callable[[], None], not_now: Callable[[], None]
    ) -> None:
        """Whom one has not seen for a while; whoever asks has looked that it is seen."""
        buttons = (Button(WHO, _("Show who")), Button(NOT_NOW, _("Not now")))
        chosen = {NOT_NOW: not_now}
        self._notifier.show(title, body, buttons, lambda key: chosen.get(key, opened)(), STAYS)

    def tell_of_update(self, start_anew: Callable[[], None]) -> None:
        """A newer one is installed; the button has it take over."""

        def show() -> None:
            self._notifier.show(
                _("Presence was updated."),
                _("It is used from the next start on; nothing is lost by starting it now."),
                (Button(ANEW, _("Use it now")),),
                lambda key: start_anew() if key == ANEW else None,
                STAYS,
            )

        self._when_seen(show)

    def tell_what_was_put_back(self, settled: "Settled") -> None:
        """After a crash: what was put back meanwhile, said once."""
        from presence.desktop.lease.settle import Outcome

        if settled.outcome is not Outcome.RESTORED:
            return
        time = clock_time(settled.at, self._zone())
        self._show(_("I put your notifications back at {time}.").format(time=time), "")

    def tell_problem(self, problem: PresenceError) -> None:
        """Something is wrong that the person should know of, and nothing was lost."""
        from presence.words.errors import explain  # a word for every trouble there is

        self._show(*explain(problem))

    # Inside

    def _say_start(self, engine: Engine) -> None:
        snapshot = engine.snapshot()
        session, kind = snapshot.session, snapshot.kind
        if session is None or kind is None:
            return
        planned = session.planned_end_at
        span = _("open") if planned is None else planned_length(planned - session.started_at)
        line = SEPARATOR.join([kind_name(kind), span, mute_line(snapshot.mute)])
        quiet = snapshot.mute.state is not MuteState.NOT_MUTED
        hint = ""
        if quiet and self._preferences.now.phone_reminder:
            hint = _("This computer is quiet. Your phone is not: put it down.")
        self._say(line, hint, in_passing=True)

    def _tell_end(self, session: Session, engine: Engine) -> None:
        snapshot = engine.snapshot()
        title = _("{kind} ended {time}").format(
            kind=kind_name(snapshot.kinds[session.kind]),
            time=clock_time(session.ended_at or snapshot.now, snapshot.zone),
        )
        body = length(session.duration(snapshot.now))
        if self._was_tested and engine.mute_report.detail is MuteDetail.NO_SESSION:
            held_back = _("The test was held back; your desktop is exactly as it was before.")
            body = f"{body}\n{held_back}"
        if waited := waiting_line(engine.mute_report):
            body = f"{body}\n{waited}"
        self._offered = snapshot.undo
        buttons, seconds = [Button(UNDO, _("Undo"))], UNDO_SECONDS
        asks = self._login.is_to_be_asked
        if asks:
            asked = _("Presence can start at login, and put back what a power cut left muted.")
            body, seconds = f"{body}\n{asked}", QUESTION_SECONDS
            buttons += [Button(LOGIN, _("Start at login")), Button(NEVER, _("Never"))]

        def show() -> None:
            running = engine.session
            if running is not None and running.id == session.id:
                return  # the end was taken back meanwhile
            if asks:
                self._login.note_asked()
            self._notifier.show(title, body, buttons, self._on_chosen, seconds)

        self._when_seen(show)

    def _show(self, title: str, body: str) -> None:
        self._when_seen(lambda: self._notifier.show(title, body, (), self._on_chosen, UNDO_SECONDS))

    def _when_seen(self, show: Callable[[], None]) -> None:
        """Show a notice when somebody can see it, in place of one that waits for that."""
        self._waiting = show
        self._screen.want(self)
        self._show_when_seen()

    def _show_when_seen(self) -> None:
        if self._waiting is not None and self._screen.sight is Sight.IN_SIGHT:
            show, self._waiting = self._waiting, None
            self._screen.leave(self)
            show()

    def _take_away(self) -> None:
        self._waiting = None
        self._screen.leave(self)
        self._notifier.close()

    def _on_chosen(self, key: str) -> None:
        if key == UNDO:
            self.undo_requested.emit(self._offered)
        elif key == LOGIN:
            self._start_at_login()

    def _start_at_login(self) -> None:
        try:
            self._login.turn(True)
        except PresenceError as error:
            from presence.words.errors import explain

            self.say(*explain(error))
        else:
            self.say(_("Presence starts at login from now on."))
