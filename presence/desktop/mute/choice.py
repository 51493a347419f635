"""The ways of muting that the person chose in the settings."""

import re

from presence.core.frozen import dataclass
from presence.core.settings import Settings

_BETWEEN = re.compile(r"[\s,+]+")


@dataclass(frozen=True, slots=True)
class Commands:
    """The person's own, as they wrote them into the settings; ``query`` may be missing."""

    mute: str = ""
    unmute: str = ""
    query: str = ""

    @property
    def are_enough(self) -> bool:
        """Whether what they mute can also be unmuted."""
        return bool(self.mute.strip() and self.unmute.strip())


NO_COMMANDS = Commands()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the settings say: ``forced`` names mechanisms ("dunst + command"), "" finds them."""

    forced: str = ""
    commands: Commands = NO_COMMANDS
    watches_waiting: bool = False  # what is held back, where the desktop cannot be asked

    @property
    def names(self) -> frozenset[str]:
        """The mechanisms that are forced."""
        return frozenset(filter(None, _BETWEEN.split(self.forced)))


def choice_of(settings: Settings) -> Choice:
    """What these settings choose."""
    commands = Commands(settings.mute_command, settings.unmute_command, settings.query_command)
    return Choice(settings.mechanism, commands, settings.watch_waiting)
