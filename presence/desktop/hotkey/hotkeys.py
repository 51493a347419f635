"""The keys that somebody wants, and what holds them."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key, read_key

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Where a holder tells what happens, from ``hold`` on."""

    pressed: Callable[[HotkeyAction], None]
    troubled: Callable[[Mapping[HotkeyAction, HotkeyTrouble]], None]  # all of it, each time
    fails: Callable[[str], None]  # it holds nothing any longer; why, for the log


class Holder(Protocol):
    """One that holds keys from ``hold`` to ``let_go``; all on the Qt thread."""

    @property
    def name(self) -> str:
        """What it is called in a bug report."""

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        """Hold these; ``told`` may be used before this returns."""

    def let_go(self) -> None:
        """Hold nothing; also after it has failed."""


class Hotkeys(QObject):
    """Holds keys only while some are wanted; several wishes of one turn are one."""

    pressed = Signal(object)  # HotkeyAction
    changed = Signal()  # ``trouble`` says something else

    def __init__(self, find_holder: Callable[[], Holder], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find_holder = find_holder
        self._holder: Holder | None = None
        self._wanted: dict[HotkeyAction, Key] = {}
        self._held: dict[HotkeyAction, Key] = {}
        self._troubles: dict[HotkeyAction, HotkeyTrouble] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._apply)

    @property
    def held_by(self) -> str:
        """What holds the keys, "" while nothing does."""
        return self._holder.name if self._holder is not None else ""

    def want(self, action: HotkeyAction, text: str) -> None:
        """Have a key do this, "" for none; raises BadKey, and then all stays as it is."""
        key = read_key(text)
        if key is None:
            self._wanted.pop(action, None)
        else:
            self._wanted[action] = key
        self._timer.start(0)

    def trouble(self, action: HotkeyAction) -> HotkeyTrouble | None:
        """Why the key that is wanted for it does nothing; None while none is known of."""
        return self._troubles.get(action)

    def close(self) -> None:
        """Want nothing any more."""
        self._timer.stop()
        self._wanted.clear()
        self._apply()

    def _apply(self) -> None:
        if self._wanted == self._held:
            return
        if self._holder is not None:
            self._holder.let_go()
            self._holder = None
        before, self._held = self._held, dict(self._wanted)
        # What is known of a key that stays is told again only once it is something else.
        stay = [action for action, key in self._held.items() if before.get(action) == key]
        self._take_troubles({each: self._troubles[each] for each in stay if each in self._troubles})
        if not self._held:
            return
        holder = self._holder = self._find_holder()

        def on_pressed(action: HotkeyAction) -> None:
            if self._holder is holder:
                self.pressed.emit(action)

        def on_trouble(troubles: Mapping[HotkeyAction, HotkeyTrouble]) -> None:
            if self._holder is holder:
                self._take_troubles(troubles)

        def on_failure(why: str) -> None:
            if self._holder is holder:
                logger.info("%s holds no keys: %s", holder.name, why)
                holder.let_go()
                self._take_troubles(dict.fromkeys(self._held, HotkeyTrouble.NO_WAY))

        holder.hold(self._held, Told(on_pressed, on_trouble, on_failure))

    def _take_troubles(self, troubles: Mapping[HotkeyAction, HotkeyTrouble]) -> None:
        if troubles != self._troubles:
            self._troubles = dict(troubles)
            self.changed.emit()
