"""No keys: for desktops on which no program can hold one, or none that we know."""

from collections.abc import Mapping

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key
from presence.desktop.hotkey.hotkeys import Told


class NullHolder:
    """Says of every key that there is no way."""

    name = ""

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        told.troubled(dict.fromkeys(wanted, HotkeyTrouble.NO_WAY))

    def let_go(self) -> None:
        pass
