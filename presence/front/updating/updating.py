"""Offers the newer Presence: a line in the menu at once, a notice when nothing runs."""

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from presence.core.event import Event, EventKind
from presence.desktop.child import start_child
from presence.desktop.integration.replaced import Replaced

if TYPE_CHECKING:
    from presence.desktop.child.child import Child
    from presence.front.app import App

logger = logging.getLogger(__name__)

AFTER_THE_END_MS = 15_000  # the notice of the end comes first, with its time to undo
ENDS = frozenset(
    {
        EventKind.ENDED,
        EventKind.ENDED_SOFTLY,
        EventKind.CLOSED_AT_BOUND,
        EventKind.CLOSED_ON_RETURN,
        EventKind.CANCELLED,
    }
)
PROBE = ("-P", "-c", "import presence.front.app, presence.front.face, presence.store.sessions")


class Updating(QObject):
    """Never by itself: somebody has to want it, during a session as well as outside one."""

    def __init__(self, app: "App", replaced: Replaced, probe: Sequence[str] = PROBE) -> None:
        """``probe`` has a Python load the newer one, to see whether it can."""
        super().__init__(app)
        self._probe_words = probe
        self._app = app
        self._replaced = replaced
        self._probe: Child | None = None
        self._is_told = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell_when_quiet)
        replaced.happened.connect(self._on_replaced)
        app.looked_again.connect(replaced.look)
        app.engine.listen(self._on_event)
        if app.screen is not None:
            app.screen.window_opens.connect(replaced.look)

    @property
    def is_updated(self) -> bool:
        """Whether a newer one is there."""
        return self._replaced.is_so

    def look(self) -> None:
        """A command of another version came by, or a window opens."""
        self._replaced.look()

    def close(self) -> None:
        """The app goes."""
        self._later.stop()
        self._replaced.close()
        if self._probe is not None:
            self._probe.end()
            self._probe = None

    def start_anew(self) -> None:
        """Once the newer one is seen to load: a half of a package is no reason to end this one."""
        if self._probe is not None:
            return
        try:
            self._probe = start_child([sys.executable, *self._probe_words], self)
        except OSError as fault:
            logger.warning("the newer Presence cannot be started: %s", fault.strerror)
            self._say_that_it_does_not_start()
        else:
            self._probe.done.connect(self._on_probed)

    def _on_probed(self, code: int, _said: str) -> None:
        if self._probe is not None:
            self._probe.deleteLater()
            self._probe = None
        if code == 0:
            self._app.start_anew()
        else:
            logger.warning("the newer Presence does not load: %d", code)
            self._say_that_it_does_not_start()

    def _say_that_it_does_not_start(self) -> None:
        from presence.texts import _

        if self._app.screen is not None:
            self._app.screen.say(
                _("The newer Presence does not start, so this one goes on."),
                _("Install it once more."),
            )

    def _on_replaced(self) -> None:
        logger.info("the files of this Presence were replaced")
        if self._app.screen is not None:
            self._app.screen.redraw()
        self._tell_when_quiet()

    def _on_event(self, event: Event) -> None:
        if event.what in ENDS and self.is_updated:
            self._later.start(AFTER_THE_END_MS)

    def _tell_when_quiet(self) -> None:
        screen = self._app.screen
        if self._is_told or screen is None or self._app.engine.session is not None:
            return
        self._is_told = True
        screen.tell_of_update(self.start_anew)
