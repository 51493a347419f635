"""Keys that are grabbed from the X server (X11 Protocol, chapter 9: GrabKey).

A grab counts for exactly the keys that are held with it, and the locks are among them: so each key
is grabbed four times, with and without CapsLock and NumLock.
"""

import struct
from collections.abc import Mapping

from PySide6.QtCore import QSocketNotifier, QTimer

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key
from presence.desktop.hotkey.hotkeys import Told
from presence.desktop.hotkey.x_keyboard import Keyboard, read_keyboard
from presence.desktop.idle.xcb import NoServer, XConnection

GRAB_KEY, UNGRAB_KEY, GET_INPUT_FOCUS = 33, 34, 43
ERROR, KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 0, 2, 3, 34
BAD_ACCESS = 10
ANY_KEY, ANY_MODIFIER = 0, 0x8000
ASYNCHRONOUS = 1
MAPPING_POINTER = 2
ROOT_AT = 40  # bytes of the setup before the vendor's name
HELD = 0xFF  # Shift, Lock, Control and Mod1 to Mod5; the rest of a state are buttons and layouts
GRAB = struct.Struct("=IHBBBxxx")
# Kind, key, number, instant, root, event and child window, four places, and the state.
PRESS = struct.Struct("=BBHIIIIhhhhH")
SETTLING_MS = 100  # a new layout comes as a dozen events


class XHolder:
    """A ``Holder`` with a connection of its own; ``display`` as in DISPLAY, which it is."""

    name = "X11"

    def __init__(self, display: str | None = None) -> None:
        self._display = display
        self._server: XConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._told: Told | None = None
        self._wanted: dict[HotkeyAction, Key] = {}
        self._held: dict[tuple[int, int], HotkeyAction] = {}  # by key and keys held with it
        self._locks = 0
        self._released: tuple[int, int] = (0, 0)  # which key, and when
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._grab_anew)

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        self._told, self._wanted = told, dict(wanted)
        try:
            self._server = XConnection(self._display)
            self._notifier = QSocketNotifier(self._server.descriptor, QSocketNotifier.Type.Read)
            self._notifier.activated.connect(self._on_readable)
            self._grab(self._server)
        except NoServer as exc:
            told.fails(str(exc))

    def let_go(self) -> None:
        self._told = None
        self._timer.stop()
        self._held = {}
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._server is not None:
            self._server.close()  # and all grabs go with it
            self._server = None

    def _grab(self, server: XConnection) -> None:
        """Grab all that is wanted as the keyboard is now, and tell what could not be."""
        root, first, last = _root_and_keys(server.setup())
        server.send(UNGRAB_KEY, ANY_KEY, struct.pack("=IHxx", root, ANY_MODIFIER))
        self._take_events(server)
        keyboard = read_keyboard(server, first, last)
        self._locks = keyboard.locks
        self._held = {}
        troubles: dict[HotkeyAction, HotkeyTrouble] = {}
        for action, key in self._wanted.items():
            trouble = self._grab_one(server, root, keyboard, action, key)
            if trouble is not None:
                troubles[action] = trouble
        if self._told is not None:
            self._told.troubled(troubles)

    def _grab_one(
        self,
        server: XConnection,
        root: int,
        keyboard: Keyboard,
        action: HotkeyAction,
        key: Key,
    ) -> HotkeyTrouble | None:
        codes, held = keyboard.codes(key), keyboard.mask(key)
        if not codes or held is None:
            return HotkeyTrouble.NO_SUCH_KEY
        if any((code, held) in self._held for code in codes):
            return HotkeyTrouble.TAKEN  # by the other of our own
        for code in codes:
            for locks in keyboard.lock_variants:
                body = GRAB.pack(root, held | locks, code, ASYNCHRONOUS, ASYNCHRONOUS)
                server.send(GRAB_KEY, 1, body)
        server.ask(GET_INPUT_FOCUS, 0)  # what comes before its answer is all that is wrong
        if self._take_events(server):
            for code in codes:
                for locks in keyboard.lock_variants:
                    body = struct.pack("=IHxx", root, held | locks)
                    server.send(UNGRAB_KEY, code, body)
            return HotkeyTrouble.TAKEN
        self._held.update({(code, held): action for code in codes})
        return None

    def _grab_anew(self) -> None:
        if self._server is not None:
            try:
                self._grab(self._server)
            except NoServer as exc:
                self._fail(exc)
        self._on_readable()  # what came with the answers

    def _on_readable(self) -> None:
        try:
            if self._server is not None:
                self._take_events(self._server)
        except NoServer as exc:
            self._fail(exc)

    def _take_events(self, server: XConnection) -> bool:
        """Take all that is here; whether a grab was refused."""
        is_refused = False
        while self._server is server and (event := server.next_event()) is not None:
            kind = event[0] & 0x7F
            if kind == ERROR:
                is_refused = is_refused or (event[1], event[10]) == (BAD_ACCESS, GRAB_KEY)
            elif kind == KEY_RELEASE:
                _kind, code, _number, at, *_rest = PRESS.unpack_from(event)
                self._released = (code, at)
            elif kind == KEY_PRESS:
                self._take_press(event)
            elif kind == MAPPING_NOTIFY and event[4] != MAPPING_POINTER:
                self._timer.start(SETTLING_MS)
        return is_refused

    def _take_press(self, event: bytes) -> None:
        _kind, code, _number, at, *_windows, state = PRESS.unpack_from(event)
        if self._released == (code, at):
            return  # a key that is held repeats itself: up and down in one instant
        action = self._held.get((code, state & HELD & ~self._locks))
        if action is not None and self._told is not None:
            self._told.pressed(action)

    def _fail(self, error: NoServer) -> None:
        if self._told is not None:
            self._told.fails(str(error))


def _root_and_keys(setup: bytes) -> tuple[int, int, int]:
    """The first screen's root window, and the least and the greatest number of a key."""
    vendor, formats, least, greatest = struct.unpack_from("=H3xB4xBB", setup, 24)
    (root,) = struct.unpack_from("=I", setup, ROOT_AT + (vendor + 3) // 4 * 4 + 8 * formats)
    return root, least, greatest
