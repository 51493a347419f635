"""What a kind of session wishes beside the mute. Load this file only for a kind that wishes any."""

from collections.abc import Collection

from presence.core.kind import Around
from presence.desktop.around.extra import Extra
from presence.desktop.around.lock import Lock
from presence.desktop.around.players import Players
from presence.desktop.around.screen_on import ScreenOn
from presence.desktop.around.sound import Sound
from presence.desktop.dbus import SessionBus

EXTRAS: tuple[type[Extra], ...] = (Players, Sound, ScreenOn, Lock)  # locked last


def extras(bus: SessionBus, wishes: Collection[Around]) -> tuple[Extra, ...]:
    """One of each that is wished, in the order in which they are to be done."""
    return tuple(extra(bus) for extra in EXTRAS if extra.wish in wishes)
