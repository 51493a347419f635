"""What comes of it when the desktop asks the app: what a click in the tray does, and no more."""

import os
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.tracker import StartRequest
from presence.desktop.activation.application import Application
from presence.front.preferences import Preferences
from presence.front.screen import Screen

# Where Qt looks for it, once, when a window is to come to the front (xdg-activation).
TOKEN = "XDG_ACTIVATION_TOKEN"
SECOND_CLICK = timedelta(seconds=2)  # the same once more is a slip of the finger


class Activation(QObject):
    """Joins the desktop's wishes to the screen; what a link needs is loaded with the first one."""

    def __init__(
        self,
        application: Application,
        screen: Screen,
        engine: Engine,
        clock: Clock,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._engine = engine
        self._clock = clock
        self._preferences = preferences
        self._acted_at: dict[str, timedelta] = {}
        self._actions: dict[str, Callable[[], None]] = {
            "dinner": self._start_dinner,
            "ask": lambda: screen.ask(""),
            "end": self._end,
            "week": lambda: screen.show("week"),
        }
        application.activated.connect(self._on_activated)
        application.action_wanted.connect(self._on_action)
        application.link_opened.connect(self._on_link)
        screen.closing.connect(application.close)

    def _on_activated(self, token: str) -> None:
        _keep_for_a_window(token)
        self._screen.show("session")

    def _on_action(self, name: str, token: str) -> None:
        now = self._clock.steady()
        if now - self._acted_at.get(name, now - SECOND_CLICK) < SECOND_CLICK:
            return
        self._acted_at[name] = now
        if name != "end":
            _keep_for_a_window(token)
        self._actions[name]()

    def _on_link(self, link: str, token: str) -> None:
        """Fill in the start window; the person starts it, or does not."""
        from presence.core.entry.link import BadLink
        from presence.core.errors import PresenceError
        from presence.texts import _
        from presence.words.entering.link import bad_link_words, linked_line
        from presence.words.errors import explain

        kinds, usual = self._engine.snapshot().kinds, self._preferences.now.default_kind
        try:
            line = linked_line(link, usual, kinds, self._clock.now())
        except BadLink as error:
            said = _("The link was not opened: {detail}.").format(detail=bad_link_words(error))
            self._screen.say(said, "")
        except PresenceError as error:
            self._screen.say(*explain(error))
        else:
            _keep_for_a_window(token)
            self._screen.ask(line)

    def _end(self) -> None:
        """The one in progress; of one that is over the card asks: anybody on the bus may call."""
        if self._engine.session is None and self._engine.unconfirmed(self._clock.now()):
            self._screen.show("card")
        else:
            self._screen.stop()

    def _start_dinner(self) -> None:
        """A second click on it, too, is one dinner."""
        from presence.words.kinds import find_kind

        kinds, session = self._engine.snapshot().kinds, self._engine.session

        def start() -> None:
            kind = find_kind("dinner", kinds).key
            if session is not None and session.kind == kind:
                self._screen.show("session")
            else:
                self._engine.start(StartRequest(kind=kind), switch=session is not None)

        self._screen.attempt(start)


def _keep_for_a_window(token: str) -> None:
    """Elsewhere than on Wayland nobody would take it out again, and whom we start would have it."""
    if token and QGuiApplication.platformName().startswith("wayland"):
        os.environ[TOKEN] = token
