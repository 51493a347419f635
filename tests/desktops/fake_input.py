"""Moves the pointer of a KWin, by its protocol for that (org_kde_kwin_fake_input)."""

import sys

from PySide6.QtCore import QCoreApplication

from presence.desktop.idle.wayland_wire import WaylandWire, read_string, read_word, string, words

DISPLAY, REGISTRY, POINTER, MOVED = 1, 2, 3, 4
SYNC, GET_REGISTRY, BIND = 0, 1, 0
AUTHENTICATE, POINTER_MOTION = 0, 1
FAKE_INPUT = "org_kde_kwin_fake_input"
THREE_PIXELS = 3 * 256  # a fixed-point number


def hear(sender: int, event: int, body: bytes) -> None:
    if (sender, event) == (REGISTRY, 0) and read_string(body, 4)[0] == FAKE_INPUT:
        number = words(read_word(body))
        wire.send(REGISTRY, BIND, number + string(FAKE_INPUT) + words(1, POINTER))
        wire.send(POINTER, AUTHENTICATE, string("a test") + string("to move the pointer"))
        wire.send(POINTER, POINTER_MOTION, words(THREE_PIXELS, THREE_PIXELS))
        wire.send(DISPLAY, SYNC, words(MOVED))
    elif sender == MOVED:
        application.quit()


application = QCoreApplication(sys.argv)
wire = WaylandWire(None, hear, sys.exit)
wire.send(DISPLAY, GET_REGISTRY, words(REGISTRY))
sys.exit(application.exec())
