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


def held_here() -> str:
    """What would hold keys here, for a bug report; where that was never run, it is said."""
    if sys.platform in ("win32", "darwin"):
        return "by the system: not yet run on a real one"
    if _is_wayland(os.environ):
        return "by the portal: run on Plasma 5.27, not yet on others"
    return "by X11" if os.environ.get("DISPLAY") else "by nothing here"


def _find_holder(describe: Describe, env: Mapping[str, str]) -> Holder:
    if sys.platform == "win32":
        from presence.desktop.hotkey.windows import WindowsHolder

        return WindowsHolder()
    elif sys.platform == "darwin":
        from presence.desktop.hotkey.macos import MacHolder

        return MacHolder()
    elif _is_wayland(env):
        # An X server beside a compositor has only the keys that its own windows get.
        from presence.desktop.hotkey.portal import PortalHolder

        return PortalHolder(describe)
    elif env.get("DISPLAY"):
        from presence.desktop.hotkey.x11 import XHolder

        return XHolder()
    else:
        from presence.desktop.hotkey.null import NullHolder

        return NullHolder()


def _is_wayland(env: Mapping[str, str]) -> bool:
    return bool(env.get("WAYLAND_DISPLAY")) or env.get("XDG_SESSION_TYPE") == "wayland"
