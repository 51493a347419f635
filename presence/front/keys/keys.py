"""What the keys of the settings do, and what is said where one does nothing."""

import time
from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QObject

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import BadKey
from presence.core.settings import Settings
from presence.desktop.hotkey import find_hotkeys
from presence.desktop.hotkey.hotkeys import Hotkeys
from presence.front.screen import Screen
from presence.words.keys.trouble import action_words, bad_key_words, trouble_words

Take = Callable[[str], None]

SECOND_PRESS = 2.0  # seconds in which another one is a slip of the finger, as with a click


class Keys(QObject):
    """Holds what the settings say; a fault is told once, until it is another one."""

    def __init__(
        self,
        screen: Screen,
        hotkeys: Hotkeys | None = None,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._monotonic = monotonic
        self._pressed_at: dict[HotkeyAction, float] = {}
        self._keys: dict[HotkeyAction, str] = {}
        self._told: dict[HotkeyAction, tuple[str, HotkeyTrouble]] = {}
        self._take: Take | None = None
        self._is_seen: Callable[[], Callable[[], bool] | None] = _nowhere
        self.hotkeys = hotkeys or find_hotkeys(action_words, self)
        self.hotkeys.pressed.connect(self._on_pressed)
        self.hotkeys.changed.connect(self._tell_trouble)
        screen.closing.connect(self.hotkeys.close)

    def look(self, settings: Settings) -> None:
        """Hold what the settings say now."""
        wanted = {
            HotkeyAction.TOGGLE: settings.toggle_key,
            HotkeyAction.LOOKED: settings.looked_key,
        }
        for action, text in wanted.items():
            if self._keys.get(action, "") == text:
                continue
            self._keys[action] = text
            try:
                self.hotkeys.want(action, text)
            except BadKey as error:
                self.hotkeys.want(action, "")
                self._screen.say(bad_key_words(error), "")

    def hand_to(self, take: Take | None) -> None:
        """While a key is chosen, one that is held already is handed over and does nothing."""
        self._take = take

    def seen_in(self, is_seen: Callable[[], bool]) -> None:
        """Where a fault is seen beside its key, no other word of it is needed.

        A method, which is asked as long as what it belongs to is there.
        """
        self._is_seen = WeakMethod(is_seen)

    def _on_pressed(self, action: HotkeyAction) -> None:
        if self._take is not None:
            self._take(self._keys[action])
            return
        now = self._monotonic()
        if now - self._pressed_at.get(action, now - SECOND_PRESS) < SECOND_PRESS:
            return
        self._pressed_at[action] = now
        if action is HotkeyAction.TOGGLE:
            self._screen.click()
        else:
            self._screen.slip(None)

    def _tell_trouble(self) -> None:
        for action, key in self._keys.items():
            trouble = self.hotkeys.trouble(action)
            if trouble is None:
                self._told.pop(action, None)
            elif self._told.get(action) != (key, trouble):
                self._told[action] = (key, trouble)
                is_seen = self._is_seen()
                if is_seen is None or not is_seen():
                    self._screen.say(*trouble_words(trouble, key))


def _nowhere() -> None:
    return None
