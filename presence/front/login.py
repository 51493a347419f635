"""Whether Presence starts at login: turned on and off in the settings, and asked once."""

import logging

from presence.core.errors import PresenceError
from presence.desktop.autostart.autostart import Autostart
from presence.front.preferences import Preferences

logger = logging.getLogger(__name__)


class Login:
    """The way of this desktop, found when it is first needed; ``home`` is one that was named."""

    def __init__(self, preferences: Preferences, home: str = "") -> None:
        self._preferences = preferences
        self._home = home
        self._way: Autostart | None = None

    @property
    def is_to_be_asked(self) -> bool:
        """Not yet asked, not on already, and there is a way; nobody is asked for a second home."""
        if self._preferences.now.login_asked or self._home:
            return False
        way = self._find()
        return way.path != "" and not way.is_on()

    def note_asked(self) -> None:
        """It is asked once, whatever the answer."""
        try:
            self._preferences.change("login_asked", True)
        except PresenceError as error:
            logger.warning("it will be asked again: %s", error.code.value)

    def is_on(self) -> bool:
        """Whether the next login starts it."""
        return self._find().is_on()

    def turn(self, on: bool) -> None:
        """Have the next login start it, or not; raises LoginError."""
        if on:
            self._find().turn_on()
        else:
            self._find().turn_off()

    def _find(self) -> Autostart:
        if self._way is None:
            from presence.desktop.autostart.find import find_autostart  # for those who are asked

            self._way = find_autostart(self._home)
        return self._way
