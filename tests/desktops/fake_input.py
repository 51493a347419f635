"""Moves the pointer of a KWin, or presses keys, by its protocol for that (org_kde_kwin_fake_input).

The keys are words, each the number of one (linux/input-event-codes.h), all held together.
"""

import sys

from PySide6.QtCore import QCoreApplication

from presence.desktop.idle.wayland_wire import WaylandWire, read_string, read_word, string, words

DISPLAY, REGISTRY, POINTER, MOVED = 1, 2, 3, 4
SYNC, GET_REGISTRY, BIND = 0, 1, 0
AUTHENTICATE, POINTER_MOTION, KEYBOARD_KEY = 0, 1, 10
WITH_KEYS = 4  # the version
FAKE_INPUT = "org_kde_kwin_fake_input"
THREE_PIXELS = 3 * 256  # a fixed-point number


def hear(sender: int, event: int, body: bytes) -> None:
    if (sender, event) == (REGISTRY, 0) and read_string(body, 4)[0] == FAKE_INPUT:
        number = words(read_word(body))
        wire.send(REGISTRY, BIND, number + string(FAKE_INPUT) + words(WITH_KEYS, POINTER))
        wire.send(POINTER, AUTHENTICATE, string("a test") + string("to be a hand"))
        for key in keys:
            wire.send(POINTER, KEYBOARD_KEY, words(key, 1))
        for key in reversed(keys):
            wire.send(POINTER, KEYBOARD_KEY, words(key, 0))
        if not keys:
            wire.send(POINTER, POINTER_MOTION, words(THREE_PIXELS, THREE_PIXELS))
        wire.send(DISPLAY, SYNC, words(MOVED))
    elif sender == MOVED:
        application.quit()


keys = [int(word) for word in sys.argv[1:]]
application = QCoreApplication(sys.argv)
wire = WaylandWire(None, hear, sys.exit)
wire.send(DISPLAY, GET_REGISTRY, words(REGISTRY))
sys.exit(application.exec())
