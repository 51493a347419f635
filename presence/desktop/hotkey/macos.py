"""Keys that macOS holds for this program (Carbon's RegisterEventHotKey). Not yet run on macOS.

It needs no right that the person would have to give. Held are places on the keyboard and not
letters, so the layout is asked where a letter lies (Carbon Event Manager: CarbonEvents.h, Events.h;
UCKeyTranslate in UnicodeUtilities.h).
"""

import ctypes
import logging
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key, Modifier
from presence.desktop.hotkey.hotkeys import Told
from presence.desktop.hotkey.mac_keys import PLACES, SIGNS, load_carbon, places_of_signs

logger = logging.getLogger(__name__)

HELD = {Modifier.SUPER: 0x100, Modifier.SHIFT: 0x200, Modifier.ALT: 0x800, Modifier.CTRL: 0x1000}
KEYBOARD, PRESSED = 0x6B657962, 5  # 'keyb', kEventHotKeyPressed
OURS = 0x50726573  # 'Pres'
DIRECT_OBJECT, HOTKEY_ID = 0x2D2D2D2D, 0x686B6964  # '----', 'hkid'
ALREADY_HELD = -9878  # eventHotKeyExistsErr
NOT_HANDLED = -9874  # eventNotHandledErr: for others to see as well


class EventType(ctypes.Structure):
    """An EventTypeSpec."""

    _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


class HotkeyId(ctypes.Structure):
    """An EventHotKeyID."""

    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


Handler = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class MacHolder:
    """A ``Holder``; ``carbon`` has the functions of ``mac_keys.TYPES``."""

    name = "macOS"

    def __init__(self, carbon: Any = None) -> None:
        self._carbon = carbon
        self._handler = Handler(self._on_event)  # kept: macOS holds its bare address
        self._installed = ctypes.c_void_p()
        self._told: Told | None = None
        self._held: dict[int, tuple[HotkeyAction, ctypes.c_void_p]] = {}

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        self._told = told
        if self._carbon is None:
            self._carbon = load_carbon(Handler, HotkeyId)
        carbon = self._carbon
        target = carbon.GetApplicationEventTarget()
        kinds = EventType(KEYBOARD, PRESSED)
        status = carbon.InstallEventHandler(
            target, self._handler, 1, ctypes.byref(kinds), None, ctypes.byref(self._installed)
        )
        if status:
            told.fails(f"macOS hands on no keys: {status}")
            return
        places = {**PLACES, **SIGNS, **places_of_signs(carbon)}
        troubles: dict[HotkeyAction, HotkeyTrouble] = {}
        for number, (action, key) in enumerate(wanted.items(), start=1):
            place = places.get(key.name)
            if place is None:
                troubles[action] = HotkeyTrouble.NO_SUCH_KEY
                continue
            held, reference = sum(HELD[each] for each in key.modifiers), ctypes.c_void_p()
            status = carbon.RegisterEventHotKey(
                place, held, HotkeyId(OURS, number), target, 0, ctypes.byref(reference)
            )
            if status:
                is_taken = status == ALREADY_HELD
                troubles[action] = HotkeyTrouble.TAKEN if is_taken else HotkeyTrouble.REFUSED
                logger.info("macOS does not hold a key: %s", status)
            else:
                self._held[number] = (action, reference)
        told.troubled(troubles)

    def let_go(self) -> None:
        self._told = None
        for _action, reference in self._held.values():
            self._carbon.UnregisterEventHotKey(reference)
        self._held = {}
        if self._installed.value:
            self._carbon.RemoveEventHandler(self._installed)
            self._installed = ctypes.c_void_p()

    def _on_event(self, _next: int | None, event: int | None, _data: int | None) -> int:
        which = HotkeyId()
        status = self._carbon.GetEventParameter(
            event,
            DIRECT_OBJECT,
            HOTKEY_ID,
            None,
            ctypes.sizeof(which),
            None,
            ctypes.byref(which),
        )
        told, held = self._told, self._held.get(which.number)
        if status or which.signature != OURS or held is None or told is None:
            return NOT_HANDLED
        # Not within the handler, which has to return before anything else is told.
        QTimer.singleShot(0, lambda: told.pressed(held[0]))
        return 0
