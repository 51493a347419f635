"""What is coming, for an app without a screen: it is read, started by itself and told of.

Offers are said by the desktop's notices, and only where there is a session bus to say them over.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from presence.core.errors import PresenceError
from presence.core.event import Event, EventKind

if TYPE_CHECKING:
    from presence.front.app import App
    from presence.front.coming.making import ComingParts

logger = logging.getLogger(__name__)


class Unseen:
    """Nothing of it is loaded for those who have neither calendars nor plans."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._parts: ComingParts | None = None
        app.preferences.changed.connect(self.look)
        app.engine.listen(self._on_event)
        self.look()

    def look(self) -> None:
        """Begin as soon as there is something to follow."""
        app = self._app
        if self._parts is None and (app.preferences.now.calendars or app.log.things("plan")):
            self._parts = _make(app)

    def close(self) -> None:
        if self._parts is not None:
            self._parts.close()

    def _on_event(self, event: Event) -> None:
        if event.what is EventKind.CHANGED and self._parts is None:
            self._app.preferences.refresh()
            self.look()


def _make(app: "App") -> "ComingParts":
    from presence.desktop.dbus import bus_address
    from presence.desktop.lock import find_screen_watch
    from presence.desktop.lock.screen_watch import ScreenWatch
    from presence.desktop.notify import find_notifier
    from presence.desktop.notify.null import NullNotifier
    from presence.front.coming.making import make_parts

    if bus_address() is None:
        return make_parts(app, NullNotifier(), ScreenWatch(parent=app), None, _attempt)
    sight = find_screen_watch(app.bus, app)
    return make_parts(app, find_notifier(app.bus), sight, None, _attempt)


def _attempt(action: Callable[[], object]) -> None:
    """Do it; nobody is there to be told why it could not be done."""
    try:
        action()
    except PresenceError as error:
        logger.warning("not done: %s", error.code.value)
