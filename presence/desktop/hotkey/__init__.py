"""Keys that reach Presence from everywhere: a file for each way to hold one, a null one."""

import os
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from presence.core.keys.hotkey import HotkeyAction
from presence.desktop.hotkey.hotkeys import Holder, Hotkeys

Describe = Callable[[HotkeyAction], str]


def find_hotkeys(describe: Describe, parent: QObject | None = None) -> Hotkeys:
    """What holds keys here; nothing is loaded or asked before one is wanted.

    ``describe`` gives the words by which a desktop lists what a key does.
    """
    return Hotkeys(lambda: _find_holder(describe, os.environ), parent)


def _find_holder(describe: Describe, env: Mapping[str, str]) -> Holder:
    if sys.platform not in ("win32", "darwin"):
        if env.get("WAYLAND_DISPLAY") or env.get("XDG_SESSION_TYPE") == "wayland":
            # An X server beside a compositor has only the keys that its own windows get.
            from presence.desktop.hotkey.portal import PortalHolder

            return PortalHolder(describe)
        if env.get("DISPLAY"):
            from presence.desktop.hotkey.x11 import XHolder

            return XHolder()
    from presence.desktop.hotkey.null import NullHolder

    return NullHolder()
